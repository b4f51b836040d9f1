package dev.confab.chat.app.bench;

import org.jspecify.annotations.Nullable;

/** {@link Scenario#STORM}: all connections are cut at once during messages, reconnect and resync. */
final class ReconnectScenario {

    private ReconnectScenario() {}

    static void play(TestStage stage, Report report) {
        var plan = stage.plan();
        var ledger = stage.ledger();
        var rooms = stage.openRooms();
        stage.connect(plan.clients());
        var talk = new ChatScript(stage, rooms);
        var script = new Script(stage, talk);
        ScenarioRunner.run(stage, talk, 0, plan.warmUp(), () -> true);
        stage.awaitQuiet();
        stage.log("Cutting " + plan.clients() + " connections " + plan.storms() + " times during " + plan.messages()
                + " messages");
        long members = (long) plan.members() * plan.connectionsPerUser();
        var measured = Measurement.of(
                stage,
                () -> ScenarioRunner.run(
                        stage,
                        script,
                        plan.warmUp(),
                        plan.messages(),
                        () -> ledger.heard() >= ledger.acked() * members));
        report.speed(ledger, measured, ledger.acked());
        report.latencies("cut_to_current_ms", ledger.returns);
        stage.check(rooms, talk.acknowledged());
    }

    private record Script(TestStage stage, ChatScript talk) implements ScenarioRunner.Script {

        @Override
        public void begin(int action, ScenarioRunner runner) {
            if (isStorm(action - stage.plan().warmUp())) {
                stage.fleet().clients().forEach(Client::reconnect);
            }
            talk.begin(action, runner);
        }

        /** The storms are spread evenly over the messages. */
        private boolean isStorm(int message) {
            int between = stage.plan().messages() / (stage.plan().storms() + 1);
            return message > 0
                    && between > 0
                    && message % between == 0
                    && message / between <= stage.plan().storms();
        }

        @Override
        public void acked(int action, @Nullable String message) {
            talk.acked(action, message);
        }
    }
}
