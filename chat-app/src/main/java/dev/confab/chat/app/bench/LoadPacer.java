package dev.confab.chat.app.bench;

import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * The pace of a run: a fixed number of actions in flight, or a fixed rate. With a rate, latency counts from the time at which
 * an action was due, so that delays of the server are included. Confined to the {@link EventLoop}.
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
    private int running;
    private boolean waiting;

    /**
     * Creates a pacer with the rate and the limit of the plan.
     *
     * @param first the number of the first action
     * @param act starts the action with a number
     */
    LoadPacer(TestStage stage, int first, int count, IntConsumer act) {
        this.loop = stage.loop();
        this.ledger = stage.ledger();
        this.first = first;
        this.next = first;
        this.end = first + count;
        this.inFlight = stage.plan().inFlight();
        double rate = stage.plan().rate();
        this.between = rate > 0 ? (long) (TimeUnit.SECONDS.toNanos(1) / rate) : 0;
        this.act = act;
    }

    /** Starts the actions that are due. */
    void start() {
        while (next < end && running < inFlight && !isEarly()) {
            running++;
            int action = next++;
            ledger.begin(action, between == 0 ? System.nanoTime() : due(action));
            act.accept(action);
        }
        if (next < end && running < inFlight && !waiting) {
            waiting = true;
            loop.at(due(next), this::resume);
        }
    }

    private void resume() {
        waiting = false;
        start();
    }

    private boolean isEarly() {
        return between > 0 && due(next) - System.nanoTime() > 0;
    }

    private long due(int action) {
        return start + between * (action - first);
    }

    /** Records that an action has ended. */
    void ended() {
        running--;
        start();
    }

    boolean isOver() {
        return next == end && running == 0;
    }

    /** Returns the number of actions that were started. */
    int started() {
        return next - first;
    }
}
