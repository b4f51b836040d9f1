package dev.confab.chat.adapter.rest;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** A test with one server per class; each test creates its own users. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RestTest {

    protected TestServer server;

    @BeforeAll
    void start() {
        server = new TestServer();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    protected Client somebody() {
        return server.somebody();
    }
}
