package dev.confab.chat.domain.room;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.Text;
import java.time.Instant;

/**
 * One member's short answer to a message, most often a single emoji; a member gives the same one once.
 *
 * @param content 1 to {@value #MAX_LENGTH} characters, see {@link #check}
 */
public record Reaction(ReactionId id, MessageId message, MembershipId member, String content, Instant at) {

    public static final int MAX_LENGTH = 32;

    /** The most reactions that one message takes, of all members together. */
    public static final int MAX_PER_MESSAGE = 500;

    /** The most different contents among them. */
    public static final int MAX_CONTENTS = 20;

    public Reaction {
        check(content);
    }

    /**
     * Answers {@code content} if it can be one. It is the last part of an address, so that nothing may be in it that
     * browsers and servers take for a way through addresses: no slash of either sort, and not one or two dots alone.
     */
    static String check(String content) {
        Text.checkPresent("body", content, MAX_LENGTH);
        if (content.indexOf('/') >= 0 || content.indexOf('\\') >= 0 || content.matches("\\.{1,2}")) {
            throw new Refusal.Invalid("body", "Must not hold slashes, nor be one or two dots.");
        }
        return content;
    }
}
