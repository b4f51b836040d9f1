package dev.confab.chat.app.bench;

/** {@link Scenario#ROOM} and {@link Scenario#ROOMS}: messages, and how they come to everybody. */
final class ChatScenario {

    private ChatScenario() {}

    static void play(TestStage stage, Report report) {
        var plan = stage.plan();
        var ledger = stage.ledger();
        var rooms = stage.openRooms();
        stage.connect(plan.clients());
        var talk = new ChatScript(stage, rooms);
        stage.say("Warming up with " + plan.warmUp() + " messages");
        talk(stage, talk, 0, plan.warmUp());
        stage.say("Sending " + plan.messages() + " messages");
        var measured = Measurement.of(stage, () -> talk(stage, talk, plan.warmUp(), plan.messages()));
        report.speed(ledger, measured, ledger.acked());
        stage.check(rooms, talk.acknowledged());
    }

    /** Sends, and waits until everybody has heard it. */
    private static void talk(TestStage stage, ChatScript talk, int first, int count) {
        var ledger = stage.ledger();
        long members = (long) stage.plan().members() * stage.plan().perPerson();
        ScenarioRunner.run(stage, talk, first, count, () -> ledger.heard() >= ledger.acked() * members);
    }
}
