package dev.confab.chat.adapter.ws;

import dev.confab.chat.adapter.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One server frame, encoded once and shared by all connections that get it.
 *
 * @param bytes its length in UTF-8
 */
record Frame(String text, int bytes) {

    static Frame of(Map<String, @Nullable Object> content) {
        var encoded = Json.writeBytes(content);
        return new Frame(new String(encoded, StandardCharsets.UTF_8), encoded.length);
    }

    /** Says nothing of what people wrote. */
    @Override
    public String toString() {
        return "Frame[" + bytes + " bytes]";
    }
}
