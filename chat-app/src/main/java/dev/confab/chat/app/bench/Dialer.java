package dev.confab.chat.app.bench;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * A queue of clients that connect, at most {@value #AT_ONCE} at the same time. More would overflow the accept queue of the
 * server's system, and be delayed by a second. Confined to the {@link EventLoop}.
 */
final class Dialer {

    private static final int AT_ONCE = 48;

    private final Queue<Client> waiting = new ArrayDeque<>();
    private int underWay;

    void dial(Client client) {
        waiting.add(client);
        next();
    }

    /** Records that an attempt has ended, with or without success. */
    void done() {
        underWay--;
        next();
    }

    private void next() {
        while (underWay < AT_ONCE && !waiting.isEmpty()) {
            underWay++;
            waiting.remove().dial();
        }
    }
}
