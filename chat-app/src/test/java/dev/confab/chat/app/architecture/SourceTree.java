package dev.confab.chat.app.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The hand-written files of this repository, for checks that read them as text. */
final class SourceTree {

    /** The folder with the parent pom; tests run in a module's folder. */
    static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private SourceTree() {}

    /** Returns the Java sources of all modules, product and tests, in the order of their paths. */
    static List<Path> java() {
        try (var modules = Files.list(ROOT)) {
            return modules.map(module -> module.resolve("src"))
                    .filter(Files::isDirectory)
                    .flatMap(source -> find(source, ".java"))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Returns the documents for users and contributors, in the order of their paths. */
    static List<Path> documents() {
        try (var top = Files.list(ROOT)) {
            return Stream.concat(top.filter(path -> path.toString().endsWith(".md")), find(ROOT.resolve("docs"), ".md"))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Returns the path of {@code file} from the root, with slashes. */
    static String name(Path file) {
        return ROOT.relativize(file).toString().replace('\\', '/');
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Stream<Path> find(Path folder, String ending) {
        try (var files = Files.walk(folder)) {
            return files
                    .filter(path -> path.toString().endsWith(ending))
                    .filter(path -> !path.toString().contains("node_modules"))
                    .toList()
                    .stream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
