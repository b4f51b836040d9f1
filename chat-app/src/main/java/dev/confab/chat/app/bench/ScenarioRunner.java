package dev.confab.chat.app.bench;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Runs a script at the pace of the plan, and waits until all actions are done and delivered. */
final class ScenarioRunner implements Client.Outcome {

    /** The actions of a scenario. Called on the {@link EventLoop}. */
    interface Script {

        /** Starts an action. It ends with the response to the frame with its number, or with {@link ScenarioRunner#ended}. */
        void begin(int action, ScenarioRunner runner);

        /** The server has acknowledged an action. */
        void acked(int action, @Nullable String message);
    }

    private final TestStage stage;
    private final Script script;
    private final LoadPacer pace;

    private ScenarioRunner(TestStage stage, Script script, int first, int count) {
        this.stage = stage;
        this.script = script;
        this.pace = new LoadPacer(stage, first, count, action -> script.begin(action, this));
    }

    /**
     * Runs {@code count} actions, numbered from {@code first}. Blocks until all have ended and {@code delivered} holds, or
     * until there is no progress.
     */
    static void run(TestStage stage, Script script, int first, int count, BooleanSupplier delivered) {
        var loop = stage.loop();
        var ledger = stage.ledger();
        var runner = loop.ask(() -> new ScenarioRunner(stage, script, first, count));
        loop.run(runner::start);
        boolean done = Target.await(
                loop, () -> runner.pace.isOver() && delivered.getAsBoolean(), ledger::lastProgress, TestStage.TIMEOUT);
        if (!done) {
            stage.log("No progress; everything that has not arrived counts as lost");
        }
    }

    private void start() {
        stage.fleet().listen(this);
        pace.start();
    }

    /** Records the end of an action that is not a frame. */
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
