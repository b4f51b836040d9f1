package dev.confab.chat.adapter.ws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.application.account.Identity;
import dev.confab.chat.application.admin.UserPatch;
import dev.confab.chat.domain.port.InMemoryHostTokens;
import dev.confab.chat.domain.user.Administrator;
import dev.confab.chat.domain.user.ExternalId;
import dev.confab.chat.domain.user.HostClaims;
import dev.confab.chat.domain.user.Password;
import dev.confab.chat.domain.user.ServiceName;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Connections that are closed because a log-in, an account or a token has ended. */
class SocketRevocationTest {

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
    void logOutClosesTheSocketsOfTheLogInOnly() {
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
    void logOutDuringTheHandshakeClosesTheSocket() {
        var ada = server.person("ada");
        server.transactions.aroundReading(
                afterAuthentication(() -> server.accounts().logOut(ada.tokens().refresh())));
        assertThat(ada.dial().closeCode()).isEqualTo(4401);
    }

    /** Runs {@code work} right after the handshake has authenticated the token, which is its first read. */
    private static Runnable afterAuthentication(Runnable work) {
        var reads = new AtomicInteger();
        return () -> {
            if (reads.incrementAndGet() == 2) {
                work.run();
            }
        };
    }

    @Test
    void passwordChangeClosesTheSocketsOfOtherLogIns() {
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
    void deactivationClosesAllSocketsOfTheUser() {
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
    void userMayReconnectAfterTheirConnectionsWereClosed() {
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
    void reactivatedUserMayConnectAtOnce() {
        var ada = server.person("ada");
        server.accounts().deactivate(ada.id());
        var service = Administrator.of(new ServiceName("ops"));
        server.chat.administration().changeUser(service, ada.id(), new UserPatch(true, null, null));
        ada.onAnotherDevice().connect().close();
    }

    @Test
    void deactivationIsShownAsLeavingTheRoom() {
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
    void deactivationDuringTheHandshakeClosesTheSocket() {
        var ada = server.person("ada");
        server.transactions.aroundReading(
                afterAuthentication(() -> server.accounts().deactivate(ada.id())));
        assertThat(ada.dial().closeCode()).isEqualTo(4500);
    }

    @Test
    void expiredTokenCloses() {
        restart(new TestServer(Change.liveness(Duration.ofMillis(40), Duration.ofMinutes(1))));
        var client = server.person("ada").connect();
        server.clock.forward(Duration.ofMinutes(15));
        assertThat(client.closeCode()).isEqualTo(4401);
    }

    @Test
    void expiredHostTokenClosesAfterItsGracePeriod() {
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
}
