package dev.confab.chat.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** The jars as they are built; runs in the phase {@code integration-test}, after packaging. */
class PackagedJarsCheck {

    private static final Path SERVER = Path.of("target", "confab.jar");
    private static final Path BENCH = Path.of("target", "confab-bench.jar");
    private static final String BENCH_PACKAGE = "dev/confab/chat/app/bench/";

    @Test
    void serverJarHasNoClassOfTheLoadTool() throws IOException {
        assertThat(entries(SERVER))
                .contains("dev/confab/chat/app/Main.class")
                .noneMatch(name -> name.startsWith(BENCH_PACKAGE));
    }

    @Test
    void benchJarHasTheLoadToolAlone() throws IOException {
        assertThat(entries(BENCH))
                .contains(BENCH_PACKAGE + "BenchMain.class")
                .filteredOn(name -> name.endsWith(".class"))
                .allMatch(name -> name.startsWith(BENCH_PACKAGE));
    }

    @Test
    void benchJarRunsBesideTheServerJar() throws Exception {
        var help = run(BENCH, "--help");

        assertThat(help.code()).isZero();
        assertThat(help.out()).startsWith("Usage: confab bench").contains("--scenario");
    }

    @Test
    void serverJarSaysWhereTheLoadToolIs() throws Exception {
        var hint = run(SERVER, "bench", "--scenario", "room");

        assertThat(hint.code()).isEqualTo(2);
        assertThat(hint.err()).contains("java -jar confab-bench.jar --scenario room");
    }

    private static List<String> entries(Path jar) throws IOException {
        assertThat(Files.exists(jar)).isTrue();
        try (var file = new JarFile(jar.toFile())) {
            return file.stream().map(JarEntry::getName).toList();
        }
    }

    private static CommandResult run(Path jar, String... arguments) throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var words = new ArrayList<>(List.of(java, "-jar", jar.toString()));
        words.addAll(List.of(arguments));
        var process = new ProcessBuilder(words).start();
        var out = new String(process.getInputStream().readAllBytes(), UTF_8);
        var err = new String(process.getErrorStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new CommandResult(process.exitValue(), out, err);
    }
}
