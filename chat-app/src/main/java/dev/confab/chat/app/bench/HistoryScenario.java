package dev.confab.chat.app.bench;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link Scenario#HISTORY}: repeated reads of the last messages of a quiet room. */
final class HistoryScenario {

    private HistoryScenario() {}

    static void play(TestStage stage, Report report) {
        var plan = stage.plan();
        var reader = stage.gather(1).getFirst();
        var room = plan.quietRoom() == null ? fill(stage, reader) : plan.quietRoom();
        report.put("room", room);
        try (var pages = new Pages(stage)) {
            var script = new Script(stage, pages, room, reader);
            stage.log("Warming up with " + plan.warmUp() + " reads");
            ScenarioRunner.run(stage, script, 0, plan.warmUp(), () -> true);
            stage.log("Reading " + plan.messages() + " times");
            var measured = Measurement.of(
                    stage, () -> ScenarioRunner.run(stage, script, plan.warmUp(), plan.messages(), () -> true));
            report.reads(stage.ledger(), measured);
        }
    }

    private static String fill(TestStage stage, VirtualUser reader) {
        var room = stage.as(reader).createRoom("Quiet", true, List.of()).id();
        stage.log("Writing " + stage.plan().fill() + " messages to room " + room);
        for (int i = 0; i < stage.plan().fill(); i++) {
            stage.as(reader).post(room, "Message " + i);
        }
        return room;
    }

    private record Script(TestStage stage, Pages pages, String room, VirtualUser reader)
            implements ScenarioRunner.Script {

        @Override
        public void begin(int action, ScenarioRunner runner) {
            pages.read(room, reader, stage.ledger().due(action), runner::ended);
        }

        @Override
        public void acked(int action, @Nullable String message) {}
    }
}
