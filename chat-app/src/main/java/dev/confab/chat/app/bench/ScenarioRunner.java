package dev.confab.chat.app.bench;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Lets a script act at its pace, and waits until all is done and heard. */
final class ScenarioRunner implements Client.Outcome {

    /** What is done; called on the {@link EventLoop}. */
    interface Script {

        /** Begins an action. It ends with the answer to the frame of its number, or by {@link ScenarioRunner#ended}. */
        void begin(int action, ScenarioRunner drive);

        /** The server has done it. */
        void acked(int action, @Nullable String message);
    }

    private final TestStage stage;
    private final Script script;
    private final LoadPacer pace;

    private ScenarioRunner(TestStage stage, Script script, int first, int count) {
        this.stage = stage;
        this.script = script;
        var plan = stage.plan();
        this.pace = new LoadPacer(
                stage.loop(),
                stage.ledger(),
                first,
                count,
                plan.inFlight(),
                plan.rate(),
                action -> script.begin(action, this));
    }

    /**
     * Runs {@code count} actions from number {@code first} on. Blocks until all have ended and {@code heard} holds, or
     * nothing moves any more.
     */
    static void run(TestStage stage, Script script, int first, int count, BooleanSupplier heard) {
        var loop = stage.loop();
        var ledger = stage.ledger();
        var drive = loop.ask(() -> new ScenarioRunner(stage, script, first, count));
        loop.run(drive::start);
        boolean done = Target.await(
                loop, () -> drive.pace.isOver() && heard.getAsBoolean(), ledger::lastProgress, TestStage.PATIENCE);
        if (!done) {
            stage.say("Nothing moves any more; what has not come counts as lost");
        }
    }

    private void start() {
        stage.fleet().tell(this);
        pace.go();
    }

    /** An action that is no frame has come to its end. */
    void ended() {
        pace.ended();
    }

    @Override
    public void acked(int action, @Nullable String message) {
        script.acked(action, message);
        pace.ended();
    }

    @Override
    public void refused(int action, String reason) {
        pace.ended();
    }
}
