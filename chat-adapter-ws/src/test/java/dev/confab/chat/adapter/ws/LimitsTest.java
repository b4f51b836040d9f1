package dev.confab.chat.adapter.ws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import dev.confab.chat.application.account.Identity;
import dev.confab.chat.application.admin.UserPatch;
import dev.confab.chat.domain.port.InMemoryHostTokens;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.Administrator;
import dev.confab.chat.domain.user.ExternalId;
import dev.confab.chat.domain.user.HostClaims;
import dev.confab.chat.domain.user.Password;
import dev.confab.chat.domain.user.ServiceName;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What ends a connection, and with which code. */
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
    void aFrameOfAllowedSizeIsTaken() {
        try (var client = server.person("ada").connect()) {
            var frame = "{\"type\":\"ping\",\"x\":\"" + "x".repeat(64 * 1024 - 22) + "\"}";
            assertThat(frame).hasSize(64 * 1024);
            client.send(frame);
            client.next("pong");
        }
    }

    @Test
    void aFrameTooLargeCloses() {
        var client = server.person("ada").connect();
        client.send("{\"type\":\"ping\",\"x\":\"" + "x".repeat(64 * 1024 - 21) + "\"}");
        assertThat(client.closeCode()).isEqualTo(1009);
    }

    @Test
    void tenFramesInARowThatAreNoneClose() {
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
    void framesThatOnlyAskForTheImpossibleDoNotClose() {
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
    void theOldestOfTooManyConnectionsCloses() {
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
    void theEndOfALoginClosesItsSocketsAndNoOthers() {
        var phone = server.person("ada");
        var laptop = phone.onAnotherDevice();
        var one = phone.connect();
        var two = phone.connect();
        try (var other = laptop.connect()) {
            server.accounts().logOut(phone.tokens().refresh());
            assertThat(one.closeCode()).isEqualTo(4401);
            assertThat(two.closeCode()).isEqualTo(4401);
            other.send("{\"type\":\"ping\"}");
            other.next("pong");
        }
    }

    @Test
    void aLoginThatEndsDuringTheHandshakeGetsNoSocket() {
        var ada = server.person("ada");
        server.transactions.aroundReading(
                onceProven(() -> server.accounts().logOut(ada.tokens().refresh())));
        assertThat(ada.dial().closeCode()).isEqualTo(4401);
    }

    /** Does {@code work} right after the handshake has found the token to be good, which it does in the first reading. */
    private static Runnable onceProven(Runnable work) {
        var readings = new AtomicInteger();
        return () -> {
            if (readings.incrementAndGet() == 2) {
                work.run();
            }
        };
    }

    @Test
    void aNewPasswordClosesTheSocketsOfEveryOtherLogin() {
        var phone = server.person("ada");
        var laptop = phone.onAnotherDevice();
        var other = laptop.connect();
        var own = phone.connect();
        try (var bob = server.person("bob").connect()) {
            server.changePassword(phone, new Password("another horse entirely"));
            assertThat(other.closeCode()).isEqualTo(4401);
            for (var stays : List.of(own, bob)) {
                stays.send("{\"type\":\"ping\"}");
                stays.next("pong");
            }
        }
        own.close();
    }

    @Test
    void aDeactivatedAccountLosesAllItsSocketsForGood() {
        var phone = server.person("ada");
        var one = phone.connect();
        var two = phone.onAnotherDevice().connect();
        try (var bob = server.person("bob").connect()) {
            server.accounts().deactivate(phone.id());
            assertThat(one.closeCode()).isEqualTo(4500);
            assertThat(two.closeCode()).isEqualTo(4500);
            bob.send("{\"type\":\"ping\"}");
            bob.next("pong");
        }
    }

    @Test
    void whoseConnectionsAreClosedMayComeBackAtOnce() {
        var ada = server.person("ada");
        var one = ada.connect();
        var two = ada.onAnotherDevice().connect();
        try (var bob = server.person("bob").connect()) {
            server.chat.administration().closeConnections(ada.id());
            assertThat(one.next("going_away").path("retry_ms").asLong()).isZero();
            assertThat(one.closeCode()).isEqualTo(1001);
            assertThat(two.closeCode()).isEqualTo(1001);
            bob.send("{\"type\":\"ping\"}");
            bob.next("pong");
        }
        ada.connect().close();
    }

    @Test
    void whoIsLetBackInGetsASocketAtOnce() {
        var ada = server.person("ada");
        server.accounts().deactivate(ada.id());
        var service = Administrator.of(new ServiceName("ops"));
        server.chat.administration().changeUser(service, ada.id(), new UserPatch(true, null, null));
        ada.onAnotherDevice().connect().close();
    }

    @Test
    void theOthersSeeADeactivatedMemberLeave() {
        var ada = server.person("ada");
        var bob = server.person("bob");
        var room = server.room(ada, bob);
        try (var client = bob.connect()) {
            server.accounts().deactivate(ada.id());
            var left = client.next("member.left");
            assertThat(left.path("room_id").asText()).isEqualTo(room.toString());
            assertThat(left.path("users").path(0).path("is_active").asBoolean(true))
                    .isFalse();
            var heir = client.next("member.updated");
            assertThat(heir.path("users").path(0).path("role").asText()).isEqualTo("owner");
        }
    }

    @Test
    void anAccountThatIsGivenUpDuringTheHandshakeGetsNoSocket() {
        var ada = server.person("ada");
        server.transactions.aroundReading(onceProven(() -> server.accounts().deactivate(ada.id())));
        assertThat(ada.dial().closeCode()).isEqualTo(4500);
    }

    @Test
    void anExpiredTokenCloses() {
        restart(new TestServer(Change.liveness(Duration.ofMillis(40), Duration.ofMinutes(1))));
        var client = server.person("ada").connect();
        server.clock.forward(Duration.ofMinutes(15));
        assertThat(client.closeCode()).isEqualTo(4401);
    }

    @Test
    void anExpiredTokenOfAHostClosesOnceItIsNotTakenAnyMore() {
        var host = new InMemoryHostTokens();
        restart(new TestServer(
                new Identity.HostIdentity(host), Change.liveness(Duration.ofMillis(40), Duration.ofMinutes(1))));
        var now = server.clock.instant();
        var token = host.give(
                new HostClaims(new ExternalId("7"), "ada", "Ada", now, null, now.plus(Duration.ofMinutes(15))));
        server.clock.forward(Duration.ofMinutes(15));
        var client = Client.dial(server.uri("/api/v1/chat/ws/"), token);
        client.next("ready");
        client.send("{\"type\":\"ping\"}");
        client.next("pong");

        server.clock.forward(Duration.ofMinutes(1));

        assertThat(client.closeCode()).isEqualTo(4401);
    }

    @Test
    void aConnectionWithoutASignOfLifeClosesAndOneThatAnswersPingsLives() {
        restart(new TestServer(Change.liveness(Duration.ofMillis(40), Duration.ofMillis(1_500))));
        var bob = server.person("bob");
        try (var client = server.person("ada").connect()) {
            var silent = Client.dialWithoutReading(
                    server.uri("/ws/chat/"), bob.tokens().access());
            // By then the other would be closed as well, if its pongs did not count.
            await().until(() -> isGivenUp(bob));
            client.send("{\"type\":\"ping\"}");
            client.next("pong");
            silent.read();
            assertThat(silent.closeCode()).isEqualTo(4408);
        }
    }

    /** Has the server closed all sockets of {@code person}? */
    private boolean isGivenUp(Person person) {
        server.timer.ring();
        return !server.chat.presence().isOnline(person.id());
    }

    @Test
    void whoReadsTooSlowlyClosesWhileOthersGoOn() {
        restart(new TestServer(Change.queue(50, Duration.ofMinutes(1))));
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

    /** Posts big messages until the server has given up {@code slow}; answers how many it took. */
    private int postUntilOffline(Person author, Person slow, RoomId room) {
        for (int posted = 1; posted <= MANY; posted++) {
            server.post(author, room, "x".repeat(10_000));
            if (isGivenUp(slow)) {
                return posted;
            }
        }
        throw new AssertionError("was never given up");
    }

    @Test
    void whoIsGivenUpAndDoesNotCareIsCutOff() throws Exception {
        restart(new TestServer(Change.queue(50, Duration.ofMillis(50))));
        var ada = server.person("ada");
        var bob = server.person("bob");
        var room = server.room(ada, bob);
        try (var deaf = Upgrade.of(server).as(bob).open()) {
            await().until(() -> server.chat.presence().isOnline(bob.id()));
            postUntilOffline(ada, bob, room);
            assertThatCode(() -> readToTheEnd(deaf)).doesNotThrowAnyException();
        }
    }

    /** Returns when the other side has ended the connection in whatever way; fails if it goes on too long. */
    private static void readToTheEnd(Socket deaf) throws IOException {
        try {
            deaf.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (SocketException reset) {
            // An end as good as any.
        }
    }

    @Test
    void whenTheAdapterClosesEverySocketDoes() {
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
    void aConnectionThatCannotStartBecauseTheStoreIsAwayIsToComeAgain() {
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
