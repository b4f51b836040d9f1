package dev.confab.chat.app.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.confab.chat.app.protocol.Http;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A frame of the server that is read in place: the tool receives a hundred thousand a second and needs four fields of each.
 * One view is used for all frames in turn.
 */
final class FrameView {

    /** The quoted name of a field. */
    static final class Field {

        private final byte[] quoted;

        private Field(byte[] quoted) {
            this.quoted = quoted;
        }

        static Field of(String name) {
            return new Field(('"' + name + '"').getBytes(UTF_8));
        }
    }

    private static final int ABSENT = -1;

    private byte[] bytes = {};
    private int from;
    private int to;

    FrameView over(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
        return this;
    }

    JsonNode tree() {
        try {
            return Http.JSON.readTree(bytes, from, to - from);
        } catch (IOException e) {
            throw new BenchFailure("The server sent a frame that is not JSON", e);
        }
    }

    /** Returns the text of a top-level field; null if there is none. */
    @Nullable
    String text(Field field) {
        return textAt(valueOf(field));
    }

    /** Returns the number in a top-level field; -1 if there is none. */
    long number(Field field) {
        return numberAt(valueOf(field));
    }

    /** Returns the text of the first field with this name at any depth. No JSON text can look like a field. */
    @Nullable
    String textInside(Field field) {
        return textAt(valueInside(field));
    }

    long numberInside(Field field) {
        return numberAt(valueInside(field));
    }

    private @Nullable String textAt(int at) {
        if (at == ABSENT || bytes[at] != '"') {
            return null;
        }
        return new String(bytes, at + 1, endOfString(at) - at - 2, UTF_8);
    }

    private long numberAt(int at) {
        if (at == ABSENT || !isDigit(bytes[at])) {
            return ABSENT;
        }
        long number = 0;
        for (int i = at; i < to && isDigit(bytes[i]); i++) {
            number = number * 10 + bytes[i] - '0';
        }
        return number;
    }

    private static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }

    private int valueInside(Field field) {
        var name = field.quoted;
        for (int i = from; i < to - name.length; i++) {
            if (bytes[i] == '"' && matches(name, i)) {
                int colon = skipSpace(i + name.length);
                if (colon < to && bytes[colon] == ':') {
                    return inside(skipSpace(colon + 1));
                }
            }
        }
        return ABSENT;
    }

    private int valueOf(Field field) {
        int at = skipSpace(skipSpace(from) + 1);
        while (at < to && bytes[at] == '"') {
            int value = skipSpace(skipSpace(endOfString(at)) + 1);
            if (matches(field.quoted, at)) {
                return inside(value);
            }
            int comma = skipSpace(endOfValue(value));
            at = skipSpace(comma + 1);
        }
        return ABSENT;
    }

    private int inside(int at) {
        return at < to ? at : ABSENT;
    }

    private boolean matches(byte[] name, int at) {
        int end = at + name.length;
        return end <= to && Arrays.equals(bytes, at, end, name, 0, name.length);
    }

    private int skipSpace(int at) {
        int i = at;
        while (i < to && bytes[i] <= ' ') {
            i++;
        }
        return i;
    }

    private int endOfValue(int at) {
        if (at >= to) {
            return to;
        }
        return switch (bytes[at]) {
            case '"' -> endOfString(at);
            case '{', '[' -> endOfNested(at);
            default -> endOfPlain(at);
        };
    }

    private int endOfString(int at) {
        int i = at + 1;
        while (i < to && bytes[i] != '"') {
            i += bytes[i] == '\\' ? 2 : 1;
        }
        return i + 1;
    }

    private int endOfNested(int at) {
        int depth = 0;
        int i = at;
        while (i < to) {
            switch (bytes[i]) {
                case '"' -> i = endOfString(i) - 1;
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                default -> {}
            }
            i++;
            if (depth == 0) {
                return i;
            }
        }
        return to;
    }

    private int endOfPlain(int at) {
        int i = at;
        while (i < to && bytes[i] != ',' && bytes[i] != '}' && bytes[i] > ' ') {
            i++;
        }
        return i;
    }
}
