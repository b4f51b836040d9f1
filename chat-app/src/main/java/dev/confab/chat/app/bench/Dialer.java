package dev.confab.chat.app.bench;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Lets clients connect, at most {@value #AT_ONCE} at the same time: more would not fit into the queue that a server's
 * system keeps, and wait for a second there. All of it runs on the {@link EventLoop}.
 */
final class Dialer {

    private static final int AT_ONCE = 48;

    private final Queue<Client> waiting = new ArrayDeque<>();
    private int underWay;

    void dial(Client client) {
        waiting.add(client);
        next();
    }

    /** One is connected, or has failed to. */
    void done() {
        underWay--;
        next();
    }

    private void next() {
        while (underWay < AT_ONCE && !waiting.isEmpty()) {
            underWay++;
            waiting.remove().dialed();
        }
    }
}
