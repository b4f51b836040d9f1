package dev.confab.chat.domain.user;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;

/**
 * The confusable characters of the Unicode Security Mechanisms (UTS #39). The table is a resource of this module, so that
 * stored skeletons do not change with a library. It is loaded on first use. A file beside the table names its source.
 */
final class LookAlikes {

    private static final int HEX = 16;

    private LookAlikes() {}

    /** Returns the skeleton of {@code text}, which is equal for all texts that look alike. */
    static String skeleton(String text) {
        var shapes = Lazily.SHAPES;
        var skeleton = new StringBuilder();
        decomposed(text).codePoints().forEach(codePoint -> {
            var shape = shapes.get(codePoint);
            if (shape == null) {
                skeleton.appendCodePoint(codePoint);
            } else {
                skeleton.append(shape);
            }
        });
        return decomposed(skeleton.toString());
    }

    private static String decomposed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD);
    }

    private static final class Lazily {

        static final Map<Integer, String> SHAPES = read();

        private static Map<Integer, String> read() {
            var resource = requireNonNull(LookAlikes.class.getResourceAsStream("look-alikes.txt"));
            var shapes = new HashMap<Integer, String>();
            try (var lines = new BufferedReader(new InputStreamReader(resource, UTF_8))) {
                lines.lines().forEach(line -> parse(line, shapes));
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
            return Map.copyOf(shapes);
        }

        /** Parses a line such as {@code 72+6E < 6D}: the shape {@code rn} is that of {@code m}. */
        private static void parse(String line, Map<Integer, String> shapes) {
            int separator = line.indexOf(" < ");
            var shape = new StringBuilder();
            for (var part : line.substring(0, separator).split("\\+", -1)) {
                shape.appendCodePoint(Integer.parseInt(part, HEX));
            }
            for (var codePoint : line.substring(separator + " < ".length()).split(" ", -1)) {
                shapes.put(Integer.valueOf(codePoint, HEX), shape.toString());
            }
        }
    }
}
