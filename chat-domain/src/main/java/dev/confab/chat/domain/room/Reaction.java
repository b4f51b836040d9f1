package dev.confab.chat.domain.room;

import dev.confab.chat.domain.Text;
import java.time.Instant;

/**
 * One member's short answer to a message, most often a single emoji; a member gives the same one once.
 *
 * @param content 1 to {@value #MAX_LENGTH} characters
 */
public record Reaction(ReactionId id, MessageId message, MembershipId member, String content, Instant at) {

    public static final int MAX_LENGTH = 32;

    public Reaction {
        Text.checkPresent("body", content, MAX_LENGTH);
    }
}
