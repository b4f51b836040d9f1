package dev.confab.chat.adapter.ws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import dev.confab.chat.domain.room.RoomId;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Limits of connections and the codes with which they are closed. */
class LimitsTest {

    private static final int MANY = 4_000;
    private TestServer server = new TestServer();

    @AfterEach
    void stop() {
        server.close();
    }

    private void restart(TestServer other) {
        server.close();
        server = other;
    }

    @Test
    void messageOfTheMaximumSizeIsAccepted() {
        try (var client = server.person("ada").connect()) {
            var frame = "{\"type\":\"ping\",\"x\":\"" + "x".repeat(64 * 1024 - 22) + "\"}";
            assertThat(frame).hasSize(64 * 1024);
            client.send(frame);
            client.next("pong");
        }
    }

    @Test
    void messageAboveTheMaximumSizeCloses() {
        var client = server.person("ada").connect();
        client.send("{\"type\":\"ping\",\"x\":\"" + "x".repeat(64 * 1024 - 21) + "\"}");
        assertThat(client.closeCode()).isEqualTo(1009);
    }

    @Test
    void tenMalformedFramesInARowClose() {
        var client = server.person("ada").connect();
        for (int strike = 0; strike < 9; strike++) {
            client.send("nonsense");
            client.next("error");
        }
        client.send("{\"type\":\"ping\"}");
        client.next("pong");
        for (int strike = 0; strike < 9; strike++) {
            client.sendBinary(new byte[] {1, 2, 3});
            client.next("error");
        }
        assertThat(client.isClosed()).isFalse();
        client.send("[]");
        assertThat(client.closeCode()).isEqualTo(4400);
    }

    @Test
    void invalidCommandsDoNotClose() {
        try (var client = server.person("ada").connect()) {
            for (int strike = 0; strike < 30; strike++) {
                client.send("{\"type\":\"nonsense\"}");
                client.next("error");
            }
            client.send("{\"type\":\"ping\"}");
            client.next("pong");
        }
    }

    @Test
    void oldestConnectionsBeyondTheLimitClose() {
        var ada = server.person("ada");
        var bob = server.person("bob").connect();
        var clients = new ArrayList<Client>();
        for (int number = 0; number < 22; number++) {
            clients.add(ada.connect());
        }
        assertThat(clients.get(0).closeCode()).isEqualTo(4509);
        assertThat(clients.get(1).closeCode()).isEqualTo(4509);
        for (var client : clients.subList(2, 22)) {
            client.send("{\"type\":\"ping\"}");
            client.next("pong");
        }
        bob.send("{\"type\":\"ping\"}");
        bob.next("pong");
    }

    @Test
    void silentConnectionClosesAndOneWithPongsStaysOpen() {
        restart(new TestServer(Change.liveness(Duration.ofMillis(40), Duration.ofMillis(1_500))));
        var bob = server.person("bob");
        try (var client = server.person("ada").connect()) {
            var silent = Client.dialWithoutReading(
                    server.uri("/ws/chat/"), bob.tokens().access());
            // By then the other connection would be closed as well, if its pongs did not count.
            await().until(() -> isDisconnected(bob));
            client.send("{\"type\":\"ping\"}");
            client.next("pong");
            silent.read();
            assertThat(silent.closeCode()).isEqualTo(4408);
        }
    }

    /** Whether the server has closed all sockets of {@code person}. */
    private boolean isDisconnected(Person person) {
        server.timer.ring();
        return !server.chat.presence().isOnline(person.id());
    }

    @Test
    void slowConsumerIsClosedAndOthersContinue() {
        restart(new TestServer(Change.queuedFrames(50, Duration.ofMinutes(1))));
        var ada = server.person("ada");
        var bob = server.person("bob");
        var cleo = server.person("cleo");
        var room = server.room(ada, bob, cleo);
        var slow =
                Client.dialWithoutReading(server.uri("/ws/chat/"), bob.tokens().access());
        try (var quick = cleo.connect()) {
            int posted = postUntilOffline(ada, bob, room);
            var last = quick.next("message.created");
            while (last.path("messages").path(0).path("seq").asInt() < posted) {
                last = quick.next("message.created");
            }
            assertThat(quick.ledger().seqs(room))
                    .isEqualTo(LongStream.rangeClosed(1, posted).boxed().toList());
            slow.read();
            assertThat(slow.closeCode()).isEqualTo(4408);
            slow.requireInOrder();
        }
    }

    /** Posts large messages until the server has disconnected {@code slow}. Returns their number. */
    private int postUntilOffline(Person author, Person slow, RoomId room) {
        for (int posted = 1; posted <= MANY; posted++) {
            server.post(author, room, "x".repeat(10_000));
            if (isDisconnected(slow)) {
                return posted;
            }
        }
        throw new AssertionError("Slow consumer was never disconnected");
    }

    @Test
    void slowConsumerThatIgnoresTheCloseIsAborted() throws Exception {
        restart(new TestServer(Change.queuedFrames(50, Duration.ofMillis(50))));
        var ada = server.person("ada");
        var bob = server.person("bob");
        var room = server.room(ada, bob);
        try (var deaf = Upgrade.of(server).as(bob).open()) {
            await().until(() -> server.chat.presence().isOnline(bob.id()));
            postUntilOffline(ada, bob, room);
            assertThatCode(() -> readToTheEnd(deaf)).doesNotThrowAnyException();
        }
    }

    /** Reads until the server closes or resets the connection. Fails after the socket's timeout. */
    private static void readToTheEnd(Socket deaf) throws IOException {
        try {
            deaf.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (SocketException reset) {
            // A reset ends the connection, too.
        }
    }

    @Test
    void closedAdapterClosesAllSockets() {
        var clients =
                List.of(server.person("ada").connect(), server.person("bob").connect());
        server.adapter.close();
        for (var client : clients) {
            assertThat(client.next("going_away").path("retry_ms").asLong()).isBetween(0L, 5_000L);
            assertThat(client.closeCode()).isEqualTo(1001);
        }
        assertThat(server.person("cleo").dial().closeCode()).isEqualTo(1001);
    }

    @Test
    void unavailableStoreClosesANewConnectionForAReconnect() {
        var ada = server.person("ada");
        var reads = new ArrayList<Integer>();
        server.transactions.aroundReading(() -> {
            reads.add(1);
            if (reads.size() == 2) {
                server.transactions.goAway();
            }
        });
        assertThat(ada.dial().closeCode()).isEqualTo(1001);
        server.transactions.comeBack();
    }
}
