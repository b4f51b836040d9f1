package dev.confab.chat.app.bench;

/** Broken promises, counted. For one thread. */
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

    /** It came, but later than what comes after it; until now it counted as lost. */
    void comeLate() {
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
