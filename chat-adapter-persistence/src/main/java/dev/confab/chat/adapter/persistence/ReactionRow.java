package dev.confab.chat.adapter.persistence;

import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.Reaction;
import dev.confab.chat.domain.room.ReactionId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** One reaction. */
@Entity
@Table(name = "reaction")
final class ReactionRow {

    @Id
    UUID id;

    UUID messageId;
    UUID memberId;
    String content;
    Instant given;

    @SuppressWarnings("NullAway.Init") // filled by from() or Hibernate
    ReactionRow() {}

    ReactionRow from(Reaction reaction) {
        id = reaction.id().value();
        messageId = reaction.message().value();
        memberId = reaction.member().value();
        content = reaction.content();
        given = reaction.at();
        return this;
    }

    Reaction toDomain() {
        return new Reaction(new ReactionId(id), new MessageId(messageId), new MembershipId(memberId), content, given);
    }
}
