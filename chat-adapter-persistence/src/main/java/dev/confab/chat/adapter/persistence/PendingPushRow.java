package dev.confab.chat.adapter.persistence;

import dev.confab.chat.domain.device.DeviceId;
import dev.confab.chat.domain.device.PendingPush;
import dev.confab.chat.domain.room.MessageId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A message whose push is pending, to all targets or to certain devices. */
@Entity
@Table(name = "pending_push")
final class PendingPushRow {

    @Id
    UUID id;

    UUID messageId;

    /** Ids of devices, separated by commas. */
    @Nullable
    String onlyIds;

    @Nullable
    UUID afterId;

    int tries;
    Instant noted;
    Instant due;

    @SuppressWarnings("NullAway.Init") // filled by from() or Hibernate
    PendingPushRow() {}

    PendingPushRow from(PendingPush push) {
        id = push.id();
        messageId = push.message().value();
        onlyIds = push.targets().isEmpty() ? null : text(push.targets());
        afterId = push.cursor() == null ? null : push.cursor().value();
        tries = push.attempts();
        noted = push.createdAt();
        due = push.due();
        return this;
    }

    PendingPush toDomain() {
        return new PendingPush(id, new MessageId(messageId), only(), after(), tries, noted, due);
    }

    private static String text(List<DeviceId> ids) {
        return ids.stream().map(DeviceId::toString).collect(Collectors.joining(","));
    }

    private List<DeviceId> only() {
        return onlyIds == null
                ? List.of()
                : Pattern.compile(",")
                        .splitAsStream(onlyIds)
                        .map(id -> new DeviceId(UUID.fromString(id)))
                        .toList();
    }

    private @Nullable DeviceId after() {
        return afterId == null ? null : new DeviceId(afterId);
    }
}
