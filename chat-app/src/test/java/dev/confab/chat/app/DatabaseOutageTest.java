package dev.confab.chat.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.confab.chat.adapter.fanout.PostgresServer;
import dev.confab.chat.adapter.fanout.RedisServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What clients, probes and the log show while the database or Redis is down, hangs or rejects writes. */
class DatabaseOutageTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** The promise is one second; waiting for a database probe takes at least two. */
    private static final Duration PROMPT = Duration.ofMillis(1_600);

    private static final String CUT = "select pg_terminate_backend(pid, 10000) from pg_stat_activity"
            + " where pid <> pg_backend_pid() and backend_type = 'client backend'";

    private static PostgresServer postgres;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        postgres = new PostgresServer();
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    /** Returns an installation on a new database. */
    private Installation installation(String database, String options) {
        postgres.execute("create database " + database + " " + options);
        var store = postgres.postgres();
        return TestDatabase.H2
                .install(folder)
                .with("CONFAB_DATABASE_URL", store.url().replaceFirst("[^/]*$", database))
                .with("CONFAB_DATABASE_USER", String.valueOf(store.user()))
                .with("CONFAB_DATABASE_PASSWORD", String.valueOf(store.password()));
    }

    @Test
    void readOnlyDatabaseIs503AndRecoversWithoutRestart() throws Exception {
        try (var server = ChildServer.start(installation("readonly", ""))) {
            var ann = TestUser.signUp(server.url(), "ann");
            var room = ann.put("rooms/by-name/read-only/", Map.of(), 201)
                    .path("id")
                    .asText();
            var path = "/api/v1/chat/rooms/" + room + "/messages/";
            try (var socket = ann.connect()) {
                postgres.execute("alter database readonly set default_transaction_read_only = on");
                postgres.execute(CUT);
                for (int attempt = 0; attempt < 15; attempt++) {
                    var refused = ann.send("POST", path, Map.of("body", "Hello?"));
                    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
                    assertThat(refused.body()).contains("\"unavailable\"");
                    assertThat(refused.headers().firstValue("Retry-After")).contains("1");
                    assertThat(ready(server.url())).isEqualTo("503 down database=down fanout=ok storage=ok");
                }
                socket.send(Map.of("type", "message.send", "ref", "1", "room_id", room, "body", "Hello?"));
                assertThat(socket.awaitType("error").toString()).contains("unavailable");
                assertThat(ann.send("GET", path, null).statusCode()).isEqualTo(200);
                assertThat(ann.send("GET", "/health/live", null).statusCode()).isEqualTo(200);

                postgres.execute("alter database readonly reset default_transaction_read_only");
                awaitReady(server.url(), "200 ok database=ok fanout=ok storage=ok");
                for (int attempt = 0; attempt < 15; attempt++) {
                    ann.post("rooms/" + room + "/messages/", Map.of("body", "Hello!"), 201);
                }
                socket.await(frame -> frame.at("/messages/0/body").asText().equals("Hello!"));
                assertThat(socket.closeCode()).isZero();
            } finally {
                postgres.execute("alter database readonly reset default_transaction_read_only");
            }
            assertThat(server.stop()).isZero();
            assertLoggedOnce(server, "it ");
        }
    }

    @Test
    void hangingDatabaseIsReportedAtOnceAndServerRecovers() throws Exception {
        try (var server = ChildServer.start(installation("hung", ""))) {
            awaitReady(server.url(), "200 ok database=ok fanout=ok storage=ok");
            postgres.pause();
            try {
                await().atMost(PATIENCE)
                        .until(() -> ready(server.url()), "503 down database=down fanout=ok storage=ok"::equals);
                for (int attempt = 0; attempt < 5; attempt++) {
                    assertThat(ready(server.url())).isEqualTo("503 down database=down fanout=ok storage=ok");
                }
                assertThat(get(server.url() + "/health/live").statusCode()).isEqualTo(200);
            } finally {
                postgres.resume();
            }
            awaitReady(server.url(), "200 ok database=ok fanout=ok storage=ok");
        }
    }

    @Test
    void lostRedisIsReportedButServerStaysReady() throws Exception {
        try (var redis = RedisServer.start();
                var server = ChildServer.start(installation("degraded", "").with("CONFAB_REDIS_URL", redis.url()))) {
            awaitReady(server.url(), "200 ok database=ok fanout=ok storage=ok");
            redis.kill();
            awaitReady(server.url(), "200 degraded database=ok fanout=down storage=ok");
            redis.restart();
            awaitReady(server.url(), "200 ok database=ok fanout=ok storage=ok");
        }
    }

    @Test
    void nodesStartingTogetherOnEmptyDatabaseBothStart() {
        var installation = installation("together", "");
        var nodes = Stream.generate(() -> CompletableFuture.supplyAsync(() -> ChildServer.start(installation)))
                .limit(2)
                .toList();
        for (var node : nodes) {
            try (var server = node.join()) {
                assertThat(server.url()).startsWith("http://");
            }
        }
    }

    @Test
    void unsuitableDatabaseStopsStartWithOneSentence() {
        var installation = installation("latin", "encoding 'LATIN1' locale 'C' template template0");
        for (var command : List.of("serve", "migrate")) {
            var typed = CommandResult.command(installation, "", command);
            assertThat(typed.code()).isEqualTo(1);
            assertThat(typed.err())
                    .isEqualTo(
                            "Cannot use the database of database-url: The encoding of the database is LATIN1, and must"
                                    + " be UTF8: CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0.\n");
        }
    }

    private static void awaitReady(String url, String expected) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(ready(url)).isEqualTo(expected));
    }

    /** Returns the status and each part's state; fails if the response takes longer than {@link #PROMPT}. */
    private static String ready(String url) throws IOException, InterruptedException {
        var response = get(url + "/health/ready");
        JsonNode body = TestUser.parse(response.body());
        var text = new StringBuilder(
                response.statusCode() + " " + body.path("status").asText());
        body.path("parts")
                .properties()
                .forEach(part -> text.append(' ')
                        .append(part.getKey())
                        .append('=')
                        .append(part.getValue().asText()));
        return text.toString();
    }

    private static HttpResponse<String> get(String url) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url)).timeout(PROMPT).build();
        return TestUser.CLIENT.send(request, BodyHandlers.ofString());
    }

    private static void assertLoggedOnce(ChildServer server, String reason) throws IOException {
        var lines = server.err().lines().toList();
        assertThat(lines)
                .filteredOn(line -> line.contains("accepts no writes: " + reason))
                .hasSize(1);
        assertThat(lines)
                .filteredOn(line -> line.contains("accepts writes again"))
                .hasSize(1);
        assertThat(lines).noneMatch(line -> line.contains("ERROR") || line.startsWith("\tat "));
        assertThat(lines).hasSizeLessThan(30);
    }
}
