package dev.confab.chat.adapter.persistence;

import java.util.Locale;

/** Text as it is compared when case does not matter; folded here, because databases fold by their locale. */
final class Folded {

    private Folded() {}

    static String of(String text) {
        return text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    /** A pattern, escaped by {@code !}, for folded texts that contain {@code part}; everything in it means itself. */
    static String containing(String part) {
        var literal = of(part).replace("!", "!!").replace("%", "!%").replace("_", "!_");
        return "%" + literal + "%";
    }
}
