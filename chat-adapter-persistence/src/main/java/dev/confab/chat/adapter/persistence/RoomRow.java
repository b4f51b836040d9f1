package dev.confab.chat.adapter.persistence;

import dev.confab.chat.domain.Text;
import dev.confab.chat.domain.room.ImageId;
import dev.confab.chat.domain.room.Room;
import dev.confab.chat.domain.room.RoomCounters;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.room.RoomKey;
import dev.confab.chat.domain.room.RoomProfile;
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

/** One room. */
@Entity
@Table(name = "room")
final class RoomRow {

    @Id
    UUID id;

    @Enumerated(EnumType.STRING)
    Room.Kind kind;

    @Nullable
    String roomKey;

    @Nullable
    String title;

    @Nullable
    String titleKey;

    String description;

    @Nullable
    UUID imageId;

    @Column(name = "is_public")
    boolean open;

    boolean membersCanInvite;
    boolean membersCanPin;

    @Nullable
    UUID creatorId;

    Instant created;
    Instant modified;
    Instant lastActivity;
    long version;
    long messageSeq;
    int memberCount;
    int pinnedCount;

    @SuppressWarnings("NullAway.Init") // filled by from() or Hibernate
    RoomRow() {}

    RoomRow from(Room room) {
        id = room.id().value();
        kind = room.kind();
        roomKey = room.key() == null ? null : room.key().value();
        from(room.profile());
        creatorId = room.creator() == null ? null : room.creator().value();
        created = room.created();
        modified = room.modified();
        lastActivity = room.lastActivity();
        version = room.version();
        messageSeq = room.messageSeq();
        memberCount = room.memberCount();
        pinnedCount = room.pinnedCount();
        return this;
    }

    private void from(RoomProfile profile) {
        title = profile.title();
        titleKey = title == null ? null : Text.caseFold(title);
        description = profile.description();
        imageId = profile.image() == null ? null : profile.image().value();
        open = profile.isPublic();
        membersCanInvite = profile.membersCanInvite();
        membersCanPin = profile.membersCanPin();
    }

    Room toDomain() {
        return new Room(
                new RoomId(id),
                kind,
                roomKey == null ? null : new RoomKey(roomKey),
                new RoomProfile(
                        title,
                        description,
                        imageId == null ? null : new ImageId(imageId),
                        open,
                        membersCanInvite,
                        membersCanPin),
                creatorId == null ? null : new UserId(creatorId),
                created,
                modified,
                lastActivity,
                new RoomCounters(version, messageSeq, memberCount, pinnedCount));
    }
}
