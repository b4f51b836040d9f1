package dev.confab.chat.adapter.persistence;

import dev.confab.chat.domain.SecretDigest;
import dev.confab.chat.domain.room.Invite;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.RoomId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** One invite. */
@Entity
@Table(name = "invite")
final class InviteRow {

    @Id
    String digest;

    UUID roomId;
    UUID makerId;
    Instant created;
    Instant expires;

    @SuppressWarnings("NullAway.Init") // filled by from() or Hibernate
    InviteRow() {}

    InviteRow from(Invite invite) {
        digest = invite.digest().value();
        roomId = invite.room().value();
        makerId = invite.creator().value();
        created = invite.created();
        expires = invite.expires();
        return this;
    }

    Invite toDomain() {
        return new Invite(new SecretDigest(digest), new RoomId(roomId), new MembershipId(makerId), created, expires);
    }
}
