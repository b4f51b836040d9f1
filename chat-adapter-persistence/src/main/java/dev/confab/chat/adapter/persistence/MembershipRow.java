package dev.confab.chat.adapter.persistence;

import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.Membership.PushLevel;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.Mute;
import dev.confab.chat.domain.room.Role;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.room.Watermarks;
import dev.confab.chat.domain.user.UserId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One user, or the system member, in one room. */
@Entity
@Table(name = "membership")
final class MembershipRow {

    @Id
    UUID id;

    @Column(updatable = false)
    UUID roomId;

    @Nullable
    @Column(updatable = false)
    UUID userId;

    @Enumerated(EnumType.STRING)
    Role role;

    @Enumerated(EnumType.STRING)
    Membership.Status standing;

    boolean muted;

    @Nullable
    Instant mutedUntil;

    @Enumerated(EnumType.STRING)
    PushLevel pushLevel;

    long joinedSeq;
    long receivedSeq;
    long seenSeq;
    Instant joined;
    long version;

    @SuppressWarnings("NullAway.Init") // filled by from() or Hibernate
    MembershipRow() {}

    MembershipRow from(Membership membership) {
        id = membership.id().value();
        roomId = membership.room().value();
        userId = membership.user() == null ? null : membership.user().value();
        role = membership.role();
        standing = membership.status();
        from(membership.mute());
        pushLevel = membership.pushLevel();
        joinedSeq = membership.joinedSeq();
        receivedSeq = membership.receivedSeq();
        seenSeq = membership.seenSeq();
        joined = membership.joined();
        version = membership.version();
        return this;
    }

    private void from(Mute mute) {
        muted = !(mute instanceof Mute.Off);
        mutedUntil = mute instanceof Mute.Until until ? until.end() : null;
    }

    Membership toDomain() {
        return new Membership(
                new MembershipId(id),
                new RoomId(roomId),
                userId == null ? null : new UserId(userId),
                role,
                standing,
                mute(),
                pushLevel,
                new Watermarks(joinedSeq, receivedSeq, seenSeq),
                joined,
                version);
    }

    private Mute mute() {
        if (mutedUntil != null) {
            return Mute.until(mutedUntil);
        }
        return muted ? Mute.FOREVER : Mute.OFF;
    }
}
