package dev.confab.chat.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.confab.chat.adapter.fanout.RedisServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two nodes on PostgreSQL and Redis, of which now one and now another dies, while many people do whatever comes to
 * their minds. In the end everything that was acknowledged is there once, nobody has missed or repeated a version, and
 * all know the same.
 */
class FaultRunTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path folder;

    @Test
    void nothingIsLostRepeatedOrReorderedWhateverDies() throws Exception {
        run(seed(), 60, 4);
    }

    @Test
    @Tag("soak")
    void nothingIsLostRepeatedOrReorderedWhateverDiesForLonger() throws Exception {
        run(seed(), 200, 60);
    }

    private static long seed() {
        return Long.getLong("confab.seed", ThreadLocalRandom.current().nextLong(1_000_000));
    }

    private void run(long seed, int people, int faults) throws Exception {
        System.out.println("The seed of this run is " + seed + "; repeat it with -Dconfab.seed=" + seed);
        try (var redis = RedisServer.start()) {
            var installation = Store.POSTGRESQL
                    .install(folder)
                    .with("CONFAB_LIMITS", "off")
                    .with("CONFAB_REDIS_URL", redis.url());
            var accounts = Crowd.enrol(installation, Transcript.nicknames(people));
            try (var one = Node.start(installation);
                    var two = Node.start(installation)) {
                var nodes = List.of(one, two);
                var rooms = found(accounts, one.url(), seed);
                var participants = new ArrayList<Participant>();
                for (int number = 0; number < people; number++) {
                    var random = new Random(seed * 31 + number);
                    participants.add(new Participant(
                            accounts.get(number),
                            rooms.get(number % rooms.size()),
                            () -> nodes.get(random.nextInt(2)).url(),
                            seed * 37 + number));
                }
                try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                    var runs = participants.stream().map(threads::submit).toList();
                    hurt(new Random(seed), faults, nodes, redis);
                    participants.forEach(Participant::finish);
                    for (var each : runs) {
                        each.get();
                    }
                    check(seed, participants, rooms, one.url());
                }
            }
        }
    }

    /** A public room for each tenth of the people, and one for everybody. */
    private static List<List<String>> found(List<TestUser> people, String url, long seed) {
        var everybody = found(people, url, "everybody " + seed);
        return IntStream.range(0, 5)
                .mapToObj(number -> {
                    var some = IntStream.range(0, people.size())
                            .filter(one -> one % 5 == number)
                            .mapToObj(people::get)
                            .toList();
                    return List.of(everybody, found(some, url, "part " + number));
                })
                .toList();
    }

    private static String found(List<TestUser> people, String url, String title) {
        var others = people.stream().skip(1).map(TestUser::id).toList();
        var wish = Map.of("title", title, "is_public", false, "users", others);
        return people.get(0).at(url).post("rooms/", wish, 201).path("id").asText();
    }

    private static void hurt(Random random, int faults, List<Node> nodes, RedisServer redis) throws Exception {
        for (int fault = 0; fault < faults; fault++) {
            Thread.sleep(1_000 + random.nextInt(1_000));
            switch (fault % 4) {
                case 0 -> redis.execute("CLIENT", "KILL", "TYPE", "pubsub");
                case 1 -> nodes.get(random.nextInt(2)).killAndRestart();
                case 2 -> {
                    redis.kill();
                    Thread.sleep(1_500);
                    redis.restart();
                }
                default -> Store.cutConnections();
            }
        }
        Thread.sleep(1_000);
    }

    private static void check(long seed, List<Participant> participants, List<List<String>> rooms, String url) {
        for (var participant : participants) {
            assertThat(participant.replica.faults()).as("seed %s", seed).isEmpty();
        }
        var all = rooms.stream().flatMap(List::stream).distinct().toList();
        for (var room : all) {
            var member = participants.stream()
                    .filter(one -> one.replica.isIn(room))
                    .findFirst()
                    .orElseThrow();
            var reader = member.person.at(url);
            long version = reader.get("rooms/" + room + "/").path("version").asLong();
            var stored = stored(reader, room);
            for (var participant : participants) {
                if (participant.replica.isIn(room)) {
                    await().atMost(PATIENCE)
                            .untilAsserted(() -> assertThat(participant.replica.version(room))
                                    .as("seed %s: %s in %s", seed, participant.person.name(), room)
                                    .isEqualTo(version));
                    assertThat(differences(participant.replica.messages(room), essence(stored)))
                            .as("seed %s: what %s knows of %s", seed, participant.person.name(), room)
                            .isEmpty();
                }
            }
            assertThat(stored.values().stream()
                            .map(message -> message.path("seq").asInt()))
                    .as("seed %s: the seqs of %s", seed, room)
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.rangeClosed(1, stored.size()).boxed().toList());
            participants.forEach(participant -> checkOwn(seed, participant, room, stored));
        }
    }

    /** All that somebody has acknowledged of what they said is as they left it, and nothing of it is there twice. */
    private static void checkOwn(long seed, Participant participant, String room, Map<String, JsonNode> stored) {
        participant.own().values().stream()
                .filter(own -> own.room().equals(room))
                .forEach(own -> {
                    var message = stored.get(own.id());
                    assertThat(message).as("seed %s: %s", seed, own).isNotNull();
                    assertThat(message.path("is_deleted").asBoolean())
                            .as("seed %s: %s", seed, own)
                            .isEqualTo(own.deleted());
                    assertThat(message.path("body").asText())
                            .as("seed %s: %s", seed, own)
                            .isEqualTo(own.body());
                });
        long said = stored.values().stream()
                .filter(message ->
                        message.path("author").path("username").asText().equals(participant.person.name()))
                .count();
        assertThat(said)
                .as("seed %s: messages of %s", seed, participant.person.name())
                .isEqualTo(participant.own().values().stream()
                        .filter(own -> own.room().equals(room))
                        .count());
    }

    private static Map<String, JsonNode> stored(TestUser reader, String room) {
        var all = new TreeMap<String, JsonNode>();
        long after = 0;
        while (true) {
            var page = reader.get("rooms/" + room + "/messages/?limit=200&after_seq=" + after)
                    .path("results");
            if (page.isEmpty()) {
                return all;
            }
            page.forEach(message -> all.put(message.path("id").asText(), message));
            after = page.path(page.size() - 1).path("seq").asLong();
        }
    }

    private static List<String> differences(Map<String, String> known, Map<String, String> stored) {
        return Stream.concat(known.keySet().stream(), stored.keySet().stream())
                .distinct()
                .filter(id -> !Objects.equals(known.get(id), stored.get(id)))
                .map(id -> "known: " + known.get(id) + ", stored: " + stored.get(id))
                .limit(5)
                .toList();
    }

    private static Map<String, String> essence(Map<String, JsonNode> messages) {
        var all = new TreeMap<String, String>();
        messages.forEach((id, message) -> all.put(id, Replica.essence(message)));
        return all;
    }

    /** A node that comes back at the same address. */
    private static final class Node implements AutoCloseable {

        private final Installation installation;
        private ChildServer server;

        private Node(Installation installation) {
            this.installation = installation;
            this.server = ChildServer.start(installation);
        }

        static Node start(Installation installation) throws IOException {
            try (var free = new ServerSocket(0)) {
                int port = free.getLocalPort();
                free.close();
                return new Node(installation.with("CONFAB_PORT", String.valueOf(port)));
            }
        }

        String url() {
            return "http://127.0.0.1:" + installation.environment().get("CONFAB_PORT");
        }

        void killAndRestart() {
            server.kill();
            server = ChildServer.start(installation);
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
