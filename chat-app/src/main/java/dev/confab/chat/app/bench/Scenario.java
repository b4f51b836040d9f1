package dev.confab.chat.app.bench;

import java.util.Locale;

/** What the clients of a run do. */
enum Scenario {
    /** A few speak, and everybody in the one room hears it. */
    ROOM(new Usual(1, 200, 5_000, 1_000, 32, 0), ChatScenario::play),
    /** Everybody speaks in turn, in many small rooms. */
    ROOMS(new Usual(200, 5, 20_000, 5_000, 32, 0), ChatScenario::play),
    /** Connections that do nothing. */
    IDLE(new Usual(0, 10, 0, 1_000, 32, 0), IdleScenario::play),
    /** Reads of the last fifty messages of a quiet room, by HTTP. */
    HISTORY(new Usual(1, 1, 5_000, 2_000, 4, 0), Reading::play),
    /** While some speak, all connections are cut at once, come back and sync; several times. */
    STORM(new Usual(20, 10, 2_000, 200, 32, 200), ReconnectScenario::play),
    /** Sends, edits, deletions, reactions, seen marks, history reads and broken connections, side by side. */
    MIXED(new Usual(20, 10, 10_000, 1_000, 32, 500), MixedScenario::play);

    /** What a plan says that does not say otherwise. */
    record Usual(int rooms, int members, int messages, int warmUp, int inFlight, double rate) {}

    /** Plays a scenario from the first sign-up to the last check, and reports. */
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

    /** As it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
