package dev.confab.chat.adapter.persistence;

import dev.confab.chat.domain.room.Image;
import dev.confab.chat.domain.room.Image.Format;
import dev.confab.chat.domain.room.ImageId;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.RoomId;
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

/** One image, discarded or not. */
@Entity
@Table(name = "image")
final class ImageRow {

    @Id
    UUID id;

    @Column(updatable = false)
    UUID uploaderId;

    @Nullable
    UUID roomId;

    @Nullable
    UUID messageId;

    int place;
    String name;

    @Column(updatable = false)
    @Enumerated(EnumType.STRING)
    Format format;

    @Column(updatable = false)
    @Enumerated(EnumType.STRING)
    Format thumbnail;

    @Column(updatable = false)
    int width;

    @Column(updatable = false)
    int height;

    @Column(updatable = false)
    long size;

    @Column(updatable = false)
    Instant created;

    boolean discarded;

    @SuppressWarnings("NullAway.Init") // filled by from() or Hibernate
    ImageRow() {}

    ImageRow from(Image image) {
        id = image.id().value();
        uploaderId = image.uploader().value();
        roomId = image.room() == null ? null : image.room().value();
        messageId = image.message() == null ? null : image.message().value();
        place = image.position();
        name = image.name();
        format = image.format();
        thumbnail = image.thumbnail();
        width = image.width();
        height = image.height();
        size = image.size();
        created = image.created();
        return this;
    }

    Image toDomain() {
        return new Image(
                new ImageId(id),
                new UserId(uploaderId),
                roomId == null ? null : new RoomId(roomId),
                messageId == null ? null : new MessageId(messageId),
                place,
                name,
                format,
                thumbnail,
                width,
                height,
                size,
                created);
    }
}
