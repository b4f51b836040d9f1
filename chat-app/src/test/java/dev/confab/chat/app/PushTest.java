package dev.confab.chat.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pushes to offline members, and the actions that prevent them. */
@Timeout(120)
class PushTest {

    private static final String MARKER = "And all of you";

    @TempDir
    private Path folder;

    private final List<JsonNode> told = new CopyOnWriteArrayList<>();
    private HttpServer hooks;
    private ChatServer server;
    private TestUser root;
    private TestUser ann;
    private TestUser bob;
    private TestUser eve;
    private String room;

    @BeforeEach
    void start() throws IOException {
        hooks = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hooks.createContext("/", exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            told.add(((ObjectNode) TestUser.parse(body))
                    .put("to", exchange.getRequestURI().getPath()));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        hooks.start();
        var installation = TestDatabase.H2
                .install(folder)
                .with("CONFAB_WEBHOOK_SECRET", "0123456789abcdef0123456789abcdef")
                .with("CONFAB_WEBHOOK_ALLOW_PRIVATE", "on")
                .with("CONFAB_PUSH_DELAY", "3s");
        server = installation.start();
        root = TestUser.ofStaff(installation, server.url(), "root");
        ann = TestUser.signUp(server.url(), "ann");
        bob = person("bob");
        eve = person("eve");
        room = ann.post("rooms/", Map.of("title", "Tea", "users", ids(bob, eve)), 201)
                .path("id")
                .asText();
    }

    private TestUser person(String name) {
        var person = TestUser.signUp(server.url(), name);
        var url = "http://127.0.0.1:" + hooks.getAddress().getPort() + "/" + name;
        var device = person.post("devices/", Map.of("registration_id", url, "type", "webhook"), 201);
        assertThat(device.path("secret").asText()).hasSize(64);
        return person;
    }

    @AfterEach
    void stop() {
        server.close();
        hooks.stop(0);
    }

    @Test
    void metricsCountPushResults() {
        try (var socket = TestSocket.open(ann)) {
            socket.awaitType("ready");
            say("Hello");
            await().atMost(Duration.ofSeconds(60)).until(() -> told.size() == 2);
            await().untilAsserted(() -> assertThat(metrics())
                    .contains("confab_pushes_total{result=\"sent\"} 2.0")
                    .contains("confab_pushes_total{result=\"refused\"} 0.0")
                    .contains("confab_pushes_withheld_total{reason=\"not_mentioned\"} 0.0")
                    .contains("confab_push_backlog 0.0")
                    .contains("confab_connections 1.0"));
        }
        assertThat(metrics()).contains("jvm_memory_used_bytes");
    }

    private String metrics() {
        return root.send("GET", "/metrics", null).body();
    }

    @Test
    void offlineMemberIsNotified() {
        var message = say("Hello");
        await().atMost(Duration.ofSeconds(60)).until(() -> told.size() == 2);
        assertThat(told).allSatisfy(push -> {
            assertThat(push.path("title").asText()).isEqualTo("Tea");
            assertThat(push.path("body").asText()).isEqualTo("ann: Hello");
            assertThat(push.path("message_id").asText()).isEqualTo(message);
            assertThat(push.path("unread").asInt()).isOne();
        });
    }

    @Test
    void memberWhoMutesReadsLeavesOrConnectsIsNotNotified() {
        var reader = person("reader");
        var leaver = person("leaver");
        var online = person("online");
        ann.post("rooms/" + room + "/users/", Map.of("user_ids", ids(reader, leaver, online)), 201);
        var message = say("Hello");
        bob.post("rooms/" + room + "/mute/", Map.of(), 201);
        reader.post("rooms/" + room + "/messages/seen/", Map.of("message_ids", List.of(message)), 201);
        leaver.call("POST", "/api/v1/chat/rooms/" + room + "/leave/", Map.of(), 204);
        try (var socket = online.connect()) {
            socket.awaitType("ready");
            awaitMarker();
        }
        assertThat(bodies("/eve")).contains("ann: Hello");
        for (var person : List.of(bob, reader, leaver, online)) {
            assertThat(bodies("/" + person.name())).doesNotContain("ann: Hello");
        }
    }

    @Test
    void mentionsLevelNotifiesOnlyOfMentions() {
        bob.put("rooms/" + room + "/push-level/", Map.of("push_level", "mentions"), 204);
        say("Hello");
        say("Hello @bob");
        awaitMarker();
        assertThat(bodies("/bob")).containsExactly("ann: Hello @bob");
    }

    /** A later message is decided later: when Eve's push arrives, all earlier pushes would have arrived. */
    private void awaitMarker() {
        await().atMost(Duration.ofSeconds(60)).until(() -> bodies("/eve").contains("ann: Hello"));
        say(MARKER);
        await().atMost(Duration.ofSeconds(60)).until(() -> bodies("/eve").contains("ann: " + MARKER));
    }

    private static List<String> ids(TestUser... people) {
        return Stream.of(people).map(TestUser::id).toList();
    }

    private List<String> bodies(String person) {
        return told.stream()
                .filter(push -> push.path("to").asText().equals(person))
                .map(push -> push.path("body").asText())
                .toList();
    }

    private String say(String body) {
        return ann.post("rooms/" + room + "/messages/", Map.of("body", body), 201)
                .path("id")
                .asText();
    }
}
