package dev.confab.chat.app.bench;

/** Counters of lost, repeated and reordered items. For one thread. */
final class Faults {

    private long lost;
    private long repeated;
    private long reordered;

    void lose(long count) {
        lost += count;
    }

    void repeat(long count) {
        repeated += count;
    }

    /** Records a late item, which was counted as lost before. */
    void reorder() {
        reordered++;
        lost--;
    }

    long lost() {
        return lost;
    }

    long repeated() {
        return repeated;
    }

    long reordered() {
        return reordered;
    }

    boolean none() {
        return lost == 0 && repeated == 0 && reordered == 0;
    }
}
