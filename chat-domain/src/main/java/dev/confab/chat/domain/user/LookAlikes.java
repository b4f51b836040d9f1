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
 * What characters look like, by the confusables of the Unicode Security Mechanisms (UTS #39). The table is a file of our
 * own, so that what a name looks like does not change with a library. Read when it is first asked; where it comes from
 * stands beside it.
 */
final class LookAlikes {

    private static final int HEX = 16;

    private LookAlikes() {}

    /** Returns the skeleton of {@code text}, which it shares with all texts that can be taken for it. */
    static String skeleton(String text) {
        var shapes = Lazily.SHAPES;
        var skeleton = new StringBuilder();
        decomposed(text).codePoints().forEach(sign -> {
            var shape = shapes.get(sign);
            if (shape == null) {
                skeleton.appendCodePoint(sign);
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
                lines.lines().forEach(line -> take(line, shapes));
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
            return Map.copyOf(shapes);
        }

        private static void take(String line, Map<Integer, String> shapes) {
            int middle = line.indexOf(" < ");
            var shape = new StringBuilder();
            for (var part : line.substring(0, middle).split("\\+", -1)) {
                shape.appendCodePoint(Integer.parseInt(part, HEX));
            }
            for (var sign : line.substring(middle + " < ".length()).split(" ", -1)) {
                shapes.put(Integer.valueOf(sign, HEX), shape.toString());
            }
        }
    }
}
