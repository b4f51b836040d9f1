package dev.confab.chat.adapter.persistence;

import dev.confab.chat.domain.room.ClientId;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.Message.IdempotencyKey;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.room.SearchTerms;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

/** One message, or the tombstone of one. */
@Entity
@Table(name = "message")
final class MessageRow {

    @Id
    UUID id;

    @Column(updatable = false)
    UUID roomId;

    @Column(updatable = false)
    long seq;

    @Column(updatable = false)
    UUID authorId;

    @Column(name = "is_system", updatable = false)
    boolean system;

    @Nullable
    @Column(updatable = false)
    UUID parentId;

    String body;

    /** The search terms; written with the body and never read. */
    @Nullable
    @ColumnTransformer(read = "cast(null as varchar)")
    String words;

    @Column(updatable = false)
    Instant created;

    @Nullable
    Instant edited;

    @Nullable
    Instant deleted;

    @Nullable
    Instant pinned;

    int replyCount;
    int reactionCount;
    int imageCount;

    @Nullable
    @Column(updatable = false)
    String clientId;

    @Nullable
    @Column(updatable = false)
    String clientDigest;

    long version;

    @SuppressWarnings("NullAway.Init") // filled by from() or Hibernate
    MessageRow() {}

    MessageRow from(Message message) {
        id = message.id().value();
        roomId = message.room().value();
        seq = message.seq();
        authorId = message.author().value();
        system = message.isSystem();
        parentId = message.parent() == null ? null : message.parent().value();
        body = message.body();
        words = words(SearchTerms.in(message.body()));
        created = message.created();
        edited = message.edited();
        deleted = message.deleted();
        pinned = message.pinned();
        from(message.counts());
        from(message.idempotencyKey());
        version = message.version();
        return this;
    }

    static @Nullable String words(SearchTerms words) {
        return words.isEmpty() ? null : String.join(" ", words.values());
    }

    private void from(Message.Counts tally) {
        replyCount = tally.replies();
        reactionCount = tally.reactions();
        imageCount = tally.images();
    }

    private void from(@Nullable IdempotencyKey sentAs) {
        clientId = sentAs == null ? null : sentAs.clientId().value();
        clientDigest = sentAs == null ? null : sentAs.digest();
    }

    Message toDomain() {
        return new Message(
                new MessageId(id),
                new RoomId(roomId),
                seq,
                new MembershipId(authorId),
                system,
                parentId == null ? null : new MessageId(parentId),
                body,
                created,
                edited,
                deleted,
                pinned,
                new Message.Counts(replyCount, reactionCount, imageCount),
                clientId == null || clientDigest == null
                        ? null
                        : new IdempotencyKey(new ClientId(clientId), clientDigest),
                version);
    }
}
