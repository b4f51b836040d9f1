package dev.confab.chat.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks the sizes and the wording that CONTRIBUTING.md requires. The list {@code house-style.txt} names known
 * exceptions; an entry may only shrink or go, and the list must match exactly.
 */
final class HouseStyleTest {

    private static final Path EXCEPTIONS = SourceTree.ROOT.resolve("chat-app/src/test/resources/house-style.txt");

    @Test
    void sizesAndWordingMatchTheListOfExceptions() throws Exception {
        var found = new TreeMap<String, Integer>(Sizes.excesses(SourceTree.java()));
        Wording.findings(Stream.concat(SourceTree.java().stream(), SourceTree.documents().stream())
                        .toList())
                .forEach((file, count) -> found.put(file + " words", count));
        if (System.getProperty("house-style.write") != null) {
            Files.writeString(EXCEPTIONS, text(found));
        }
        assertThat(text(found).lines()).containsExactlyElementsOf(Files.readAllLines(EXCEPTIONS));
    }

    private static String text(Map<String, Integer> found) {
        var text = new StringBuilder();
        found.forEach((name, size) -> text.append(name).append(' ').append(size).append('\n'));
        return text.toString();
    }

    @Test
    void everyLimitIsMeasured(@TempDir Path folder) throws Exception {
        var file = folder.resolve("Large.java");
        Files.writeString(
                file,
                "class Large { Large(int a, int b, int c, int d, int e, int f, int g) {}\n void lengthy() {\n"
                        + "int i;\n".repeat(Sizes.MAX_METHOD + 1) + "}\n" + "\n".repeat(Sizes.MAX_FILE) + "}\n");
        assertThat(Sizes.excesses(List.of(file)).values())
                .containsExactlyInAnyOrder(Sizes.MAX_FILE + Sizes.MAX_METHOD + 5, 7, Sizes.MAX_METHOD + 1);
    }

    @Test
    void unwantedWordsAreCounted() {
        assertThat(Wording.count("/** Answers the room. */")).isOne();
        assertThat(Wording.count("Whoever asks gets it, and nobody waits any more."))
                .isEqualTo(3);
        assertThat(Wording.count("Returns the room. The server answers with 404."))
                .isZero();
    }
}
