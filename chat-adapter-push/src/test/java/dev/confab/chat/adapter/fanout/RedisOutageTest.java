package dev.confab.chat.adapter.fanout;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Redis goes away and comes back. */
class RedisOutageTest extends Outages {

    private final RedisServer server = RedisServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Override
    FanOutAdapter node() {
        return FanOutAdapter.open(null, new FanOutAdapter.Redis(server.url(), "test:"), BRISK);
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
    void cut() {
        server.execute("CLIENT", "KILL", "TYPE", "pubsub");
    }

    @Test
    void whenTheMemoryIsFlushedNothingIsMissed() {
        server.execute("FLUSHALL");
        awaitHearingEachOther();
    }
}
