package dev.confab.chat.domain;

import java.util.Optional;
import java.util.UUID;

/** The text form of ids: the canonical 36 characters of a UUID, in either case. */
public final class Uuids {

    private static final int LENGTH = 36;

    private Uuids() {}

    /** Parses an id, or returns empty if the text is none. {@link UUID#fromString} alone would accept "1-1-1-1-1". */
    public static Optional<UUID> parse(String text) {
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
