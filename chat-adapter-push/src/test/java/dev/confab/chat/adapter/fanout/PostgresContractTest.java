package dev.confab.chat.adapter.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.confab.chat.domain.port.Samples;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.MessageDetails;
import dev.confab.chat.domain.room.RoomEvent.MessageCreated;
import dev.confab.chat.domain.room.RoomEvent.VersionAdvanced;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The contracts on two nodes that share a PostgreSQL server. */
class PostgresContractTest extends TwoNodes {

    private static PostgresServer server;
    private static FanOutAdapter one;
    private static FanOutAdapter other;

    @BeforeAll
    static void start() {
        server = new PostgresServer();
        one = FanOutAdapter.open("one", server.postgres());
        other = FanOutAdapter.open(null, server.postgres());
        await().until(() -> one.isReachable() && other.isReachable());
    }

    @AfterAll
    static void stop() {
        one.close();
        other.close();
        server.close();
    }

    @Override
    FanOutAdapter one() {
        return one;
    }

    @Override
    FanOutAdapter other() {
        return other;
    }

    @Override
    FanOutAdapter another() {
        return FanOutAdapter.open("another", server.postgres());
    }

    @Test
    void eventTooLargeForANotificationArrivesAsItsVersion() {
        var sample = message();
        var witness = Witness.of(other, sample.room());
        await().until(() -> witness.losses() > 0);
        var largest = withBody(sample, "x".repeat(5_000), sample.version());
        var tooLarge = withBody(sample, "👋".repeat(3_000), sample.version());

        one.roomEvents().publish(List.of(largest, tooLarge));

        await().until(() -> witness.received().size() == 2);
        assertThat(witness.received()).containsExactly(largest, new VersionAdvanced(sample.room(), sample.version()));
    }

    @Test
    void eventsOfAllSizesArrive() {
        var sample = message();
        var witness = Witness.of(other, sample.room());
        await().until(() -> witness.losses() > 0);
        for (int size = 6_600; size < 7_800; size++) {
            one.roomEvents().publish(List.of(withBody(sample, "x".repeat(size), size)));
        }
        await().until(() -> witness.received().size() == 1_200);
        assertThat(witness.received().get(0)).isInstanceOf(MessageCreated.class);
        assertThat(witness.received().get(1_199)).isInstanceOf(VersionAdvanced.class);
    }

    @Test
    void messageThatPostgresRefusesDoesNotBlockLaterOnes() {
        var sample = message();
        var witness = Witness.of(other, sample.room());
        await().until(() -> witness.losses() > 0);
        var broken = new PostgresBroker(server.postgres(), Timing.STANDARD);
        broken.send(0, List.of(new BrokerMessage(null, "{".repeat(9_000).getBytes(UTF_8))));
        broken.send(0, List.of(new BrokerMessage(null, "{\0".getBytes(UTF_8))));
        broken.close();
        one.roomEvents().publish(List.of(sample));
        await().until(() -> witness.received().contains(sample));
    }

    private static MessageCreated message() {
        return Samples.roomEvents().stream()
                .filter(event -> event instanceof MessageCreated)
                .map(MessageCreated.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static MessageCreated withBody(MessageCreated event, String body, long version) {
        var message = event.details().message();
        return new MessageCreated(new MessageDetails(
                new Message(
                        message.id(),
                        message.room(),
                        message.seq(),
                        message.author(),
                        message.isSystem(),
                        message.parent(),
                        body,
                        message.created(),
                        message.edited(),
                        message.deleted(),
                        message.pinned(),
                        message.counts(),
                        message.idempotencyKey(),
                        version),
                event.details().author()));
    }
}
