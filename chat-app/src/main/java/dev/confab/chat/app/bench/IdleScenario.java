package dev.confab.chat.app.bench;

/** {@link Scenario#IDLE}: the cost of idle connections. At the end every room gets one message. */
final class IdleScenario {

    private IdleScenario() {}

    static void play(TestStage stage, Report report) {
        var plan = stage.plan();
        var rooms = stage.openRooms();
        stage.log("Warming up");
        stage.connect(Math.min(plan.warmUp(), plan.clients()));
        stage.disconnectAll();
        stage.awaitQuiet();
        var measured = Measurement.of(stage, () -> stage.connect(plan.clients()));
        report.latencies("connect_ms", stage.ledger().returns);
        report.memory(plan.clients(), measured);
        var script = new ChatScript(stage, rooms);
        var ledger = stage.ledger();
        ScenarioRunner.run(stage, script, 0, rooms.size(), () -> ledger.heard() >= plan.clients());
        stage.check(rooms, script.acknowledged());
    }
}
