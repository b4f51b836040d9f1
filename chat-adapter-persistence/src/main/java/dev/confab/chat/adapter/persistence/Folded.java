package dev.confab.chat.adapter.persistence;

import dev.confab.chat.domain.Text;

/** Patterns for columns of folded text; folded by the domain, because databases fold by their locale. */
final class Folded {

    private Folded() {}

    /** A pattern, escaped by {@code !}, for folded texts that contain {@code part}; everything in it means itself. */
    static String containing(String part) {
        var literal = Text.caseFold(part).replace("!", "!!").replace("%", "!%").replace("_", "!_");
        return "%" + literal + "%";
    }
}
