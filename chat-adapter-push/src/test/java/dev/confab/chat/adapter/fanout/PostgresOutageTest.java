package dev.confab.chat.adapter.fanout;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Outages of PostgreSQL. */
class PostgresOutageTest extends Outages {

    private static PostgresServer server;

    @BeforeAll
    static void start() {
        server = new PostgresServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    FanOutAdapter node() {
        return FanOutAdapter.open(null, server.postgres(), SHORT_TIMING);
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
        server.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'confab fan-out listener'");
    }
}
