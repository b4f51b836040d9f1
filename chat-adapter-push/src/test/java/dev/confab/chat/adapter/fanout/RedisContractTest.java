package dev.confab.chat.adapter.fanout;

import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contracts on two nodes that share a Redis server. */
class RedisContractTest extends TwoNodes {

    private static RedisServer server;
    private static FanOutAdapter.Redis redis;
    private static FanOutAdapter one;
    private static FanOutAdapter other;

    @BeforeAll
    static void start() {
        server = RedisServer.start();
        redis = new FanOutAdapter.Redis(server.url(), FanOutAdapter.Redis.USUAL_PREFIX);
        one = FanOutAdapter.open("one", redis);
        other = FanOutAdapter.open(null, redis);
        await().until(() -> one.isReachable() && other.isReachable());
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            one.close();
            other.close();
            server.close();
        }
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
        return FanOutAdapter.open("another", redis);
    }
}
