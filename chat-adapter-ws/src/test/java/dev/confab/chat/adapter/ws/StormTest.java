package dev.confab.chat.adapter.ws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.room.RoomProfile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Order under load. Each {@link Ledger} checks every frame of its socket. */
class StormTest {

    private static final int SENDERS = 20;
    private static final int SENDS = 50;
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final TestServer server = new TestServer();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void stop() {
        threads.shutdownNow();
        server.close();
    }

    @Test
    void everyVersionArrivesOnceInOrderDuringChurn() throws Exception {
        var owner = server.person("owner");
        var room = server.publicRoom(owner);
        var senders = IntStream.range(0, SENDERS)
                .mapToObj(number -> server.person("sender" + number))
                .toList();
        senders.forEach(sender -> server.chat.members().join(sender.id(), room));
        var clients = senders.stream().map(Person::connect).toList();
        var over = new AtomicBoolean();
        var churn = List.of(
                threads.submit(() -> reconnecting(owner, over)),
                threads.submit(() -> comingAndGoing(server.person("churn1"), room, over)),
                threads.submit(() -> comingAndGoing(server.person("churn2"), room, over)),
                threads.submit(() -> renaming(owner, room, over)));
        var sending = clients.stream()
                .map(client -> CompletableFuture.runAsync(() -> sendAll(client, room), threads))
                .toList();
        for (var each : sending) {
            each.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        }
        over.set(true);
        var visitors = new ArrayList<Client>();
        for (var each : churn) {
            visitors.addAll(each.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS));
        }
        var all = LongStream.rangeClosed(1, SENDERS * SENDS).boxed().toList();
        long version = server.chat.rooms().find(owner.id(), room).room().version();
        for (var client : clients) {
            awaitVersion(client, room, version);
            assertThat(client.ledger().seqs(room)).isEqualTo(all);
        }
        visitors.forEach(Client::requireInOrder);
        assertThat(visitors).hasSizeGreaterThan(4);
    }

    @Test
    void mergedFramesOfAllLengthsArriveIntact() throws Exception {
        var ada = server.person("ada");
        var bob = server.person("bob");
        var room = server.room(ada, bob);
        try (var client = bob.connect()) {
            var posting = IntStream.range(0, 8)
                    .mapToObj(seed -> threads.submit(() -> postRandomly(new Random(seed), ada, room)))
                    .toList();
            var posted = new HashSet<String>();
            for (var each : posting) {
                posted.addAll(each.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS));
            }
            var arrived = new HashSet<String>();
            while (arrived.size() < posted.size()) {
                var message = client.next("message.created").path("messages").path(0);
                arrived.add(message.path("body").asText());
            }
            assertThat(arrived).isEqualTo(posted);
        }
    }

    /** Posts mostly short texts, so that headers of all lengths occur, of characters with one to four bytes. */
    private List<String> postRandomly(Random random, Person author, RoomId room) {
        return IntStream.range(0, 50)
                .mapToObj(number -> {
                    int length = (int) Math.pow(10, 4 * random.nextDouble());
                    var text = "aäあ\ud83d\ude00".repeat(length / 5 + 1).substring(0, length / 5 * 5 + 1)
                            + random.nextLong();
                    server.post(author, room, text);
                    return text;
                })
                .toList();
    }

    private static void sendAll(Client client, RoomId room) {
        for (int number = 0; number < SENDS; number++) {
            client.send("{\"ref\":%d,\"room_id\":\"%s\",\"body\":\"Message %d\"}".formatted(number, room, number));
        }
        for (int number = 0; number < SENDS; number++) {
            assertThat(client.next("ack").path("ref").asInt()).isEqualTo(number);
        }
    }

    /** Opens one socket after the other, each for a few frames. */
    private static List<Client> reconnecting(Person person, AtomicBoolean over) {
        var clients = new ArrayList<Client>();
        while (!over.get()) {
            var client = person.connect();
            clients.add(client);
            IntStream.range(0, clients.size() % 7).forEach(frame -> client.upToNow());
            client.close();
        }
        return clients;
    }

    /** Joins and leaves repeatedly, with two sockets. */
    private List<Client> comingAndGoing(Person person, RoomId room, AtomicBoolean over) {
        var clients = List.of(person.connect(), person.connect());
        while (!over.get()) {
            server.chat.members().join(person.id(), room);
            clients.forEach(client -> client.next("room.created"));
            server.chat.members().leave(person.id(), room);
            clients.forEach(client -> client.next("room.left"));
        }
        return clients;
    }

    private List<Client> renaming(Person owner, RoomId room, AtomicBoolean over) {
        var client = owner.connect();
        for (int time = 0; !over.get(); time++) {
            var title = "New " + time;
            server.chat.rooms().changeProfile(owner.id(), room, old -> RoomProfile.of(title, true));
            client.next("room.updated");
        }
        return List.of(client);
    }

    @Test
    void connectDuringAStormHasNeitherGapsNorRepetitions() throws Exception {
        var ada = server.person("ada");
        var bob = server.person("bob");
        var rooms =
                IntStream.range(0, 3).mapToObj(number -> server.room(ada, bob)).toList();
        var over = new AtomicBoolean();
        var storm = rooms.stream()
                .map(room -> (Future<?>) threads.submit(() -> posting(ada, room, over)))
                .toList();
        for (int time = 0; time < 150; time++) {
            try (var client = bob.connect()) {
                rooms.forEach(room -> awaitMessages(client, room, 3));
                client.requireInOrder();
            }
        }
        var last = IntStream.range(0, 5).mapToObj(number -> bob.connect()).toList();
        over.set(true);
        for (var each : storm) {
            each.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        }
        for (var room : rooms) {
            long version = server.chat.rooms().find(ada.id(), room).room().version();
            last.forEach(client -> awaitVersion(client, room, version));
        }
    }

    private static void awaitMessages(Client client, RoomId room, int count) {
        while (client.ledger().seqs(room).size() < count) {
            client.next();
        }
    }

    private static void awaitVersion(Client client, RoomId room, long version) {
        await().atMost(TIMEOUT).until(() -> client.ledger().version(room) == version);
        client.requireInOrder();
    }

    private void posting(Person author, RoomId room, AtomicBoolean over) {
        while (!over.get()) {
            server.post(author, room, "in the storm");
        }
    }

    @Test
    void eventsDuringTheConnectArriveOnce() {
        var ada = server.person("ada");
        var bob = server.person("bob");
        var member = server.room(ada, bob);
        var open = server.publicRoom(ada);
        var turns = new ArrayList<Integer>();
        server.transactions.aroundReading(() -> {
            turns.add(1);
            server.post(ada, member, "between");
            if (turns.size() % 2 == 1) {
                server.chat.members().join(bob.id(), open);
            } else {
                server.chat.members().leave(bob.id(), open);
            }
            server.post(ada, open, "between");
        });
        var clients = new ArrayList<Client>();
        for (int time = 0; time < 20; time++) {
            clients.add(bob.connect());
        }
        server.transactions.aroundReading(null);
        server.chat.members().join(bob.id(), open);
        server.post(ada, member, "last");
        server.post(ada, open, "last");
        long memberVersion = server.chat.rooms().find(ada.id(), member).room().version();
        long openVersion = server.chat.rooms().find(ada.id(), open).room().version();
        for (var client : clients) {
            awaitVersion(client, member, memberVersion);
            awaitVersion(client, open, openVersion);
        }
    }
}
