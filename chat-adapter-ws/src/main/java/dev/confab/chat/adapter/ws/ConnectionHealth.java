package dev.confab.chat.adapter.ws;

import java.time.Duration;

/** When the other side last showed that it is there, and when it was last asked. Callable from every thread. */
final class ConnectionHealth {

    private volatile long heard = System.nanoTime();
    private volatile long asked = heard;
    private volatile boolean busy;

    /** A pong or anything else has come. */
    void heard() {
        heard = System.nanoTime();
    }

    /** From here to {@link #idle}, a frame is being worked on, and no pong can come through. */
    void busy() {
        busy = true;
    }

    void idle() {
        heard();
        busy = false;
    }

    void pinged() {
        asked = System.nanoTime();
    }

    boolean isBusy() {
        return busy;
    }

    boolean isSilentFor(Duration time) {
        return !busy && System.nanoTime() - heard > time.toNanos();
    }

    boolean isUnaskedFor(Duration time) {
        return System.nanoTime() - asked >= time.toNanos();
    }
}
