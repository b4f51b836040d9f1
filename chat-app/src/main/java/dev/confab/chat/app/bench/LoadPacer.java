package dev.confab.chat.app.bench;

import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * When to act: as fast as the server answers with so many actions under way, or so many a second, if the server keeps up.
 * What is late because the server was slow still counts from when it was due. All of it runs on the {@link EventLoop}.
 */
final class LoadPacer {

    private final EventLoop loop;
    private final Ledger ledger;
    private final int end;
    private final int inFlight;
    private final long between;
    private final IntConsumer act;
    private final long start = System.nanoTime();
    private final int first;
    private int next;
    private int underWay;
    private boolean waiting;

    /**
     * @param first the number of the first action
     * @param rate of actions in a second; 0 for as many as can be
     */
    LoadPacer(EventLoop loop, Ledger ledger, int first, int count, int inFlight, double rate, IntConsumer act) {
        this.loop = loop;
        this.ledger = ledger;
        this.first = first;
        this.next = first;
        this.end = first + count;
        this.inFlight = inFlight;
        this.between = rate > 0 ? (long) (TimeUnit.SECONDS.toNanos(1) / rate) : 0;
        this.act = act;
    }

    /** Begins what may be begun. */
    void go() {
        while (next < end && underWay < inFlight && !isEarly()) {
            underWay++;
            int action = next++;
            ledger.begin(action, between == 0 ? System.nanoTime() : due(action));
            act.accept(action);
        }
        if (next < end && underWay < inFlight && !waiting) {
            waiting = true;
            loop.at(due(next), this::goOn);
        }
    }

    private void goOn() {
        waiting = false;
        go();
    }

    private boolean isEarly() {
        return between > 0 && due(next) - System.nanoTime() > 0;
    }

    private long due(int action) {
        return start + between * (action - first);
    }

    /** An action has come to its end. */
    void ended() {
        underWay--;
        go();
    }

    boolean isOver() {
        return next == end && underWay == 0;
    }

    /** How many have been begun. */
    int begun() {
        return next - first;
    }
}
