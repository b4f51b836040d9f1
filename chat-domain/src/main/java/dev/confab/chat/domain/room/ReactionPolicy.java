package dev.confab.chat.domain.room;

import dev.confab.chat.domain.OneLine;
import dev.confab.chat.domain.Refusal;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which contents may be reacted with. What was given under another policy stays, and can be taken back.
 *
 * @param allowed the only ones, compared to the letter; empty for any
 */
public record ReactionPolicy(Set<String> allowed) {

    /** Whatever a reaction can hold. */
    public static final ReactionPolicy ANY = new ReactionPolicy(Set.of());

    public ReactionPolicy {
        allowed = Set.copyOf(allowed);
        allowed.forEach(Reaction::check);
    }

    /** Answers {@code content} if it may be reacted with. */
    public String require(String content) {
        if (!allowed.isEmpty() && !allowed.contains(content)) {
            throw new Refusal.Invalid("body", "Invalid reaction");
        }
        return OneLine.check("body", Reaction.check(content), Reaction.MAX_LENGTH);
    }

    /** In an order that does not change. */
    @Override
    public String toString() {
        return allowed.isEmpty() ? "any" : String.join(",", new TreeSet<>(allowed));
    }
}
