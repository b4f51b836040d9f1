package dev.confab.chat.app.bench;

/** {@link Scenario#ROOM} and {@link Scenario#ROOMS}: messages and their delivery to all members. */
final class ChatScenario {

    private ChatScenario() {}

    static void play(TestStage stage, Report report) {
        var plan = stage.plan();
        var ledger = stage.ledger();
        var rooms = stage.openRooms();
        stage.connect(plan.clients());
        var script = new ChatScript(stage, rooms);
        stage.log("Warming up with " + plan.warmUp() + " messages");
        send(stage, script, 0, plan.warmUp());
        stage.log("Sending " + plan.messages() + " messages");
        var measured = Measurement.of(stage, () -> send(stage, script, plan.warmUp(), plan.messages()));
        report.speed(ledger, measured, ledger.acked());
        stage.check(rooms, script.acknowledged());
    }

    /** Sends messages and waits until they are delivered to all members. */
    private static void send(TestStage stage, ChatScript script, int first, int count) {
        var ledger = stage.ledger();
        long members = (long) stage.plan().members() * stage.plan().connectionsPerUser();
        ScenarioRunner.run(stage, script, first, count, () -> ledger.heard() >= ledger.acked() * members);
    }
}
