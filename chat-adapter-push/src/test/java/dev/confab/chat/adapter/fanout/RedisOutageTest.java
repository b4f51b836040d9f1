package dev.confab.chat.adapter.fanout;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Outages of Redis. */
class RedisOutageTest extends Outages {

    private final RedisServer server = RedisServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Override
    FanOutAdapter node() {
        return FanOutAdapter.open(null, new FanOutAdapter.Redis(server.url(), "test:"), SHORT_TIMING);
    }

    @Override
    void kill() {
        server.kill();
    }

    @Override
    void restart() {
        server.restart();
    }

    @Override
    void pause() {
        server.pause();
    }

    @Override
    void resume() {
        server.resume();
    }

    @Override
    void closeConnections() {
        server.execute("CLIENT", "KILL", "TYPE", "pubsub");
    }

    @Test
    void flushedRedisLosesNoSubscription() {
        server.execute("FLUSHALL");
        awaitExchange();
    }
}
