package dev.confab.chat.domain.room;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.Text;
import java.time.Instant;

/**
 * A member's reaction to a message, usually a single emoji. A member can give several, but each content once.
 *
 * @param content 1 to {@value #MAX_LENGTH} characters, see {@link #check}
 */
public record Reaction(ReactionId id, MessageId message, MembershipId member, String content, Instant at) {

    public static final int MAX_LENGTH = 32;

    /** Maximum number of reactions to one message, of all members together. */
    public static final int MAX_PER_MESSAGE = 500;

    /** Maximum number of different contents among the reactions to one message. */
    public static final int MAX_CONTENTS = 20;

    public Reaction {
        check(content);
    }

    /**
     * Checks that {@code content} can be a reaction, and returns it. The content is the last segment of a URL path, so it
     * must not contain a slash or backslash, nor be {@code .} or {@code ..}, which URL handling gives a meaning.
     */
    static String check(String content) {
        Text.checkPresent("body", content, MAX_LENGTH);
        if (content.indexOf('/') >= 0 || content.indexOf('\\') >= 0 || content.matches("\\.{1,2}")) {
            throw new Refusal.Invalid("body", "Must not contain slashes or be one or two dots.");
        }
        return content;
    }
}
