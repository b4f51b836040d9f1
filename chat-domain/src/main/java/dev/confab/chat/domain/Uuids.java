package dev.confab.chat.domain;

import java.util.Optional;
import java.util.UUID;

/** How ids look from outside: the canonical 36-character form of a UUID, in either case, and nothing else. */
public final class Uuids {

    private static final int LENGTH = 36;

    private Uuids() {}

    /** Reads an id; empty when the text is none. ({@link UUID#fromString} alone would take "1-1-1-1-1".) */
    public static Optional<UUID> read(String text) {
        if (text.length() != LENGTH) {
            return Optional.empty();
        }
        try {
            var id = UUID.fromString(text);
            return id.toString().equalsIgnoreCase(text) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
