package dev.confab.chat.adapter.persistence;

import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.MessageId;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An earlier version of a message. The ids of the versions of one message increase with time. */
@Entity
@Table(name = "message_edit")
final class EditRow {

    @Id
    @Nullable
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    UUID messageId;
    String body;
    Instant replaced;

    @SuppressWarnings("NullAway.Init") // filled by from() or Hibernate
    EditRow() {}

    EditRow from(Message.Revision edit) {
        messageId = edit.message().value();
        body = edit.body();
        replaced = edit.replaced();
        return this;
    }

    Message.Revision toDomain() {
        return new Message.Revision(new MessageId(messageId), body, replaced);
    }
}
