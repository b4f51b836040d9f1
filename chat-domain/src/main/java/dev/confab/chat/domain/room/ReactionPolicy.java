package dev.confab.chat.domain.room;

import dev.confab.chat.domain.OneLine;
import dev.confab.chat.domain.Refusal;
import java.util.Set;
import java.util.TreeSet;

/**
 * The operator's choice of allowed reactions. Reactions given under another policy stay and can be removed.
 *
 * @param allowed the allowed contents, compared exactly; empty to allow all
 */
public record ReactionPolicy(Set<String> allowed) {

    /** Allows every valid content. */
    public static final ReactionPolicy ANY = new ReactionPolicy(Set.of());

    public ReactionPolicy {
        allowed = Set.copyOf(allowed);
        allowed.forEach(Reaction::check);
    }

    /** Checks that {@code content} is allowed, and returns it. */
    public String require(String content) {
        if (!allowed.isEmpty() && !allowed.contains(content)) {
            throw new Refusal.Invalid("body", "Invalid reaction");
        }
        return OneLine.check("body", Reaction.check(content), Reaction.MAX_LENGTH);
    }

    /** Returns the allowed contents in a stable order, separated by commas. */
    @Override
    public String toString() {
        return allowed.isEmpty() ? "any" : String.join(",", new TreeSet<>(allowed));
    }
}
