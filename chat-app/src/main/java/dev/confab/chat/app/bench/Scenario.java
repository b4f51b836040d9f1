package dev.confab.chat.app.bench;

import java.util.Locale;

/** The load of a run. */
enum Scenario {
    /** A few members of one room post, all receive. */
    ROOM(new Usual(1, 200, 5_000, 1_000, 32, 0), ChatScenario::play),
    /** All users post in turn in many small rooms. */
    ROOMS(new Usual(200, 5, 20_000, 5_000, 32, 0), ChatScenario::play),
    /** Connections that do nothing. */
    IDLE(new Usual(0, 10, 0, 1_000, 32, 0), IdleScenario::play),
    /** Reads of the last fifty messages of a quiet room by HTTP. */
    HISTORY(new Usual(1, 1, 5_000, 2_000, 4, 0), HistoryScenario::play),
    /** All connections are cut at once during messages, reconnect and resync; several times. */
    STORM(new Usual(20, 10, 2_000, 200, 32, 200), ReconnectScenario::play),
    /** A mix of messages, edits, deletions, reactions, seen marks, history reads and cut connections. */
    MIXED(new Usual(20, 10, 10_000, 1_000, 32, 500), MixedScenario::play);

    /** The defaults of a plan. */
    record Usual(int rooms, int members, int messages, int warmUp, int inFlight, double rate) {}

    /** Runs a scenario from the first sign-up to the last check. */
    interface Play {
        void play(TestStage stage, Report report);
    }

    @SuppressWarnings("ImmutableEnumChecker") // a record of numbers
    private final Usual usual;

    @SuppressWarnings("ImmutableEnumChecker") // method references that hold nothing
    private final Play play;

    Scenario(Usual usual, Play play) {
        this.usual = usual;
        this.play = play;
    }

    Usual usual() {
        return usual;
    }

    void play(TestStage stage, Report report) {
        play.play(stage, report);
    }

    /** Returns the name on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
