package dev.confab.chat.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server idles longer than H2's retention time, stores a few messages, and is killed. With the default of 45 seconds
 * this is an ordinary morning of a small team. A server that has just started does not reproduce the fault.
 */
class RestAndKillTest {

    private static final int MESSAGES = 5;

    @TempDir
    private Path folder;

    @Test
    void killAfterRestLosesNothing() throws Exception {
        var url = "jdbc:h2:file:" + folder.resolve("data").resolve("confab") + ";RETENTION_TIME=200";
        restAndKill(TestDatabase.H2.install(folder).with("CONFAB_DATABASE_URL", url), Duration.ofSeconds(1), 2);
    }

    @Test
    @Tag("soak")
    void killAfterRestLosesNothingWithDefaults() throws Exception {
        restAndKill(TestDatabase.H2.install(folder), Duration.ofSeconds(60), 10);
    }

    private static void restAndKill(Installation installation, Duration rest, int rounds) throws Exception {
        var users = new ArrayList<TestUser>();
        var rooms = new HashMap<String, List<String>>();
        for (int round = 1; round <= rounds; round++) {
            try (var server = ChildServer.start(installation)) {
                Thread.sleep(rest);
                var user = TestUser.signUp(server.url(), "person" + round);
                users.add(user);
                rooms.put(user.id(), talk(user));
                server.kill();
            }
            try (var server = ChildServer.start(installation)) {
                users.forEach(user -> assertIsThere(user.at(server.url()), rooms.get(user.id())));
            }
        }
    }

    /** Returns the room id, then the message ids. */
    private static List<String> talk(TestUser user) {
        var room = user.post("rooms/", Map.of("title", user.name() + "'s room", "is_public", false), 201)
                .path("id")
                .asText();
        var ids = new ArrayList<>(List.of(room));
        for (int message = 0; message < MESSAGES; message++) {
            ids.add(user.post("rooms/" + room + "/messages/", Map.of("body", "Message " + message), 201)
                    .path("id")
                    .asText());
        }
        return ids;
    }

    private static void assertIsThere(TestUser user, List<String> ids) {
        assertThat(user.signIn()).isNotEmpty();
        var messages = user.get("rooms/" + ids.getFirst() + "/messages/").path("results");
        assertThat(messages.findValuesAsText("id")).containsAll(ids.subList(1, ids.size()));
    }
}
