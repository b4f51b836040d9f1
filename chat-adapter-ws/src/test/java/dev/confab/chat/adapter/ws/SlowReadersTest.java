package dev.confab.chat.adapter.ws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.confab.chat.domain.room.RoomId;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A room with some clients that never read and many that do. The latter get every message without delay. The queues of the
 * former are bounded, and they are closed as too slow.
 */
class SlowReadersTest {

    private static final int MESSAGES = 400;
    private static final int AT_ONCE = 10;
    private static final int MAX_QUEUED_BYTES = 256 * 1024;
    private static final String TEXT = "x".repeat(4_000);
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    /** Liveness checks are off, so that clients are closed only as too slow. */
    private final TestServer server = new TestServer(settings -> Change.liveness(
                    Duration.ofMinutes(30), Duration.ofHours(1))
            .apply(Change.queuedBytes(MAX_QUEUED_BYTES, Duration.ofMinutes(30)).apply(settings)));

    private final Person author = server.person("author");

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void slowConsumersDoNotDelayOthers() {
        exchange(10, 40);
    }

    @Test
    void sameWithoutSlowConsumers() {
        exchange(0, 40);
    }

    @Test
    @Tag("soak")
    void twoHundredSlowConsumersDoNotDelayEightHundred() {
        exchange(200, 800);
    }

    @Test
    @Tag("soak")
    void sameForEightHundredWithoutSlowConsumers() {
        exchange(0, 800);
    }

    private void exchange(int slow, int fast) {
        var deaf = people("deaf", slow);
        var listening = people("listening", fast);
        var deafClients = deaf.stream().map(this::dialWithoutReading).toList();
        var clients = listening.stream().map(Person::connect).toList();
        await().atMost(TIMEOUT)
                .until(() ->
                        deaf.stream().allMatch(person -> server.chat.presence().isOnline(person.id())));
        var room = server.room(
                author, Stream.of(deaf, listening).flatMap(List::stream).toList());
        awaitVersion(clients, room);

        for (int posted = 0; posted < MESSAGES; posted += AT_ONCE) {
            IntStream.range(0, AT_ONCE).forEach(number -> server.post(author, room, TEXT));
            assertThat(server.adapter.waitingBytes())
                    .isLessThanOrEqualTo((long) slow * MAX_QUEUED_BYTES + (long) fast * AT_ONCE * 2 * TEXT.length());
            awaitVersion(clients, room);
        }

        var all = LongStream.rangeClosed(1, MESSAGES).boxed().toList();
        for (var client : clients) {
            assertThat(client.ledger().seqs(room)).isEqualTo(all);
            assertThat(client.isClosed()).isFalse();
        }
        await().atMost(TIMEOUT).until(() -> server.adapter.waitingBytes() == 0);
        deafClients.forEach(Client::read);
        for (var client : deafClients) {
            assertThat(client.closeCode()).isEqualTo(4408);
            client.requireInOrder();
        }
    }

    private List<Person> people(String name, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> server.person(name + number))
                .toList();
    }

    private Client dialWithoutReading(Person person) {
        return Client.dialWithoutReading(
                server.uri("/ws/chat/"), person.tokens().access());
    }

    /** Waits until all clients have reached the version of the room. */
    private void awaitVersion(List<Client> clients, RoomId room) {
        long version = server.chat.rooms().find(author.id(), room).room().version();
        await().atMost(TIMEOUT)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> clients.stream().allMatch(client -> client.ledger().version(room) == version));
    }
}
