package dev.confab.chat.adapter.persistence;

import dev.confab.chat.domain.Text;

/** Search patterns for folded columns. The domain folds texts, because databases fold by their locale. */
final class Folded {

    private Folded() {}

    /** Returns a pattern for texts that contain {@code part} literally, with {@code !} as the escape character. */
    static String containing(String part) {
        var literal = Text.caseFold(part).replace("!", "!!").replace("%", "!%").replace("_", "!_");
        return "%" + literal + "%";
    }
}
