package dev.confab.chat.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.confab.chat.app.bench.BenchMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Short runs of the load tool against a whole server. The tests check counts, not measurements. */
class BenchTest {

    private static final int PEOPLE = 6;

    @TempDir
    private static Path folder;

    private static Installation installation;
    private static ChatServer server;

    /** Enrols users with cheaply hashed passwords, which the tool takes from its file. */
    @BeforeAll
    static void start() throws IOException {
        installation = TestDatabase.H2.install(folder).with("CONFAB_LIMITS", "off");
        var names = IntStream.range(0, PEOPLE).mapToObj(i -> "person" + i).toList();
        var lines = BulkAccounts.create(installation, names).stream()
                .map(user -> user.id() + " " + user.token())
                .toList();
        Files.write(people(), lines);
        server = installation.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Path people() {
        return folder.resolve("people");
    }

    private static Path json() {
        return folder.resolve("report.json");
    }

    private static CommandResult bench(String... options) {
        var words = new ArrayList<>(List.of("--people", people().toString()));
        words.addAll(List.of(options));
        return type(server.url(), words);
    }

    private static CommandResult type(String url, List<String> options) {
        var words = new ArrayList<>(List.of("--url", url, "--json", json().toString()));
        words.addAll(options);
        return run(words.toArray(String[]::new));
    }

    private static CommandResult run(String... words) {
        return CommandResult.by((out, err) -> BenchMain.commandLine(out, err).execute(words));
    }

    private static JsonNode report() {
        try {
            return TestUser.parse(Files.readString(json()));
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private static void assertClean(CommandResult typed, JsonNode report) {
        assertThat(typed.code()).as("%s%s", typed.err(), typed.out()).isZero();
        assertThat(report.path("checks").toString())
                .isEqualTo("{\"changes\":{\"lost\":0,\"repeated\":0,\"reordered\":0},"
                        + "\"messages\":{\"lost\":0,\"repeated\":0,\"reordered\":0},"
                        + "\"stored\":{\"lost\":0,\"repeated\":0},\"refused\":0,\"disconnects\":0}");
    }

    @Test
    void roomScenarioDeliversEveryMessage() {
        var typed = bench("--scenario", "room", "--clients", "4", "--messages", "30", "--warm-up", "5");

        var report = report();
        assertClean(typed, report);
        assertThat(report.path("messages").intValue()).isEqualTo(30);
        assertThat(report.path("deliveries").intValue()).isEqualTo(120);
        assertThat(report.at("/send_to_delivery_ms/p99").doubleValue()).isPositive();
        assertThat(typed.out()).containsPattern("deliveries {2,}120\n");
    }

    @Test
    void roomsScenarioDeliversAtARate() {
        var typed = bench(
                "--scenario",
                "rooms",
                "--rooms",
                "3",
                "--members",
                "2",
                "--messages",
                "30",
                "--warm-up",
                "3",
                "--rate",
                "200",
                "--awake");

        var report = report();
        assertClean(typed, report);
        assertThat(report.path("deliveries").intValue()).isEqualTo(60);
    }

    @Test
    void idleConnectionsReceiveTheLastMessage() {
        var typed = bench("--scenario", "idle", "--clients", "40", "--members", "2", "--warm-up", "10");

        var report = report();
        assertClean(typed, report);
        assertThat(report.at("/plan/clients").intValue()).isEqualTo(40);
        assertThat(report.at("/connect_ms/max").doubleValue()).isPositive();
    }

    @Test
    void historyScenarioReadsPages() {
        var typed = bench("--scenario", "history", "--fill", "60", "--messages", "20", "--warm-up", "2");

        var report = report();
        assertClean(typed, report);
        assertThat(report.path("reads").intValue()).isEqualTo(20);
        assertThat(report.path("room").asText()).isNotEmpty();
    }

    @Test
    void stormScenarioResyncsEveryClient() {
        var typed = bench(
                "--scenario",
                "storm",
                "--rooms",
                "2",
                "--members",
                "3",
                "--messages",
                "80",
                "--warm-up",
                "4",
                "--storms",
                "3");

        var report = report();
        assertClean(typed, report);
        int heard = report.path("deliveries").intValue()
                + report.path("recovered_by_sync").intValue();
        assertThat(heard).isEqualTo(240);
        assertThat(report.at("/cut_to_current_ms/max").doubleValue()).isPositive();
    }

    @Test
    void mixedScenarioIsClean() {
        var typed = bench(
                "--scenario",
                "mixed",
                "--rooms",
                "2",
                "--members",
                "3",
                "--messages",
                "300",
                "--warm-up",
                "20",
                "--rate",
                "400");

        var report = report();
        assertClean(typed, report);
        assertThat(report.path("actions").intValue())
                .isGreaterThan(report.path("messages").intValue());
        assertThat(report.at("/read_ms/max").doubleValue()).isPositive();
    }

    /** The minimal chat with which the documentation compares. */
    @Test
    void jettyPeerCanBeMeasured() throws IOException {
        int port = Node.freePort();
        var peer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Path.of("..", "docs", "peers", "JettyPeer.java").toString(),
                        String.valueOf(port),
                        "jdbc:h2:mem:peer;DB_CLOSE_DELAY=-1",
                        "sa")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var out = peer.inputReader()) {
            assertThat(out.readLine()).isEqualTo("ready");
            var typed = type(
                    "http://localhost:" + port,
                    List.of("--scenario", "room", "--clients", "4", "--messages", "30", "--warm-up", "5"));
            var report = report();
            assertClean(typed, report);
            assertThat(report.path("deliveries").intValue()).isEqualTo(120);
        } finally {
            peer.destroyForcibly();
        }
    }

    @Test
    void usersAreKeptForTheNextRun(@TempDir Path other) throws IOException {
        var file = other.resolve("people");
        var options = List.of(
                "--scenario",
                "room",
                "--clients",
                "2",
                "--messages",
                "1",
                "--warm-up",
                "0",
                "--people",
                file.toString());

        assertThat(type(server.url(), options).code()).isZero();
        var kept = Files.readAllLines(file);
        assertThat(type(server.url(), options).code()).isZero();

        assertThat(kept).hasSize(2);
        assertThat(Files.readAllLines(file)).isEqualTo(kept);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void rateLimitingServerIsReported(@TempDir Path other) {
        var limited = TestDatabase.H2.install(other).with("CONFAB_LIMIT_SIGN_UP_ADDRESS", "1/1m");
        try (var slow = limited.start()) {
            var typed = type(slow.url(), List.of("--scenario", "room", "--clients", "2"));

            assertThat(typed.code()).isOne();
            assertThat(typed.err()).contains("CONFAB_LIMITS=off");
        }
    }

    @Test
    void unreachableServerIsReported() {
        var typed = type("http://127.0.0.1:1", List.of("--scenario", "room"));

        assertThat(typed.code()).isOne();
        assertThat(typed.err()).contains("Cannot reach http://127.0.0.1:1");
        assertThat(report().path("failure").asText()).contains("Cannot reach");
    }

    @ParameterizedTest
    @CsvSource({
        "--url, https://example.com, --url must be an http URL",
        "--clients, 0, --clients must be from 1",
        "--messages, -1, --messages must be from 0",
        "--in-flight, 0, --in-flight must be from 1",
        "--rate, -2, --rate must be from 0",
        "--pid, x, --pid",
    })
    void invalidOptionIsNamed(String option, String value, String words) {
        var typed = run("--scenario", "room", option, value);

        assertThat(typed.code()).isEqualTo(2);
        assertThat(typed.err()).contains(words);
    }

    @Test
    void scenarioIsRequired() {

        assertThat(run().code()).isEqualTo(2);
        assertThat(run("--scenario", "x").err()).contains("room", "rooms", "idle", "history", "storm", "mixed");
    }
}
