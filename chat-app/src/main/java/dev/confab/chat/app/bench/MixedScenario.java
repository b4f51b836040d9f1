package dev.confab.chat.app.bench;

import dev.confab.chat.app.protocol.ClientFrames;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** {@link Scenario#MIXED}: random actions of all kinds. Confined to the {@link EventLoop}. */
final class MixedScenario implements ScenarioRunner.Script {

    /** A kind of action with its share in percent. */
    private enum Kind {
        SEND(60),
        EDIT(9),
        DELETE(3),
        REACT(12),
        SEE(10),
        READ(5),
        RECONNECT(1);

        private final int share;

        Kind(int share) {
            this.share = share;
        }

        static Kind draw(RandomGenerator random) {
            int number = random.nextInt(100);
            for (var kind : values()) {
                number -= kind.share;
                if (number < 0) {
                    return kind;
                }
            }
            throw new IllegalStateException("The shares must add up to 100");
        }
    }

    private static final List<String> REACTIONS = List.of("+1", "-1", "heart", "eyes", "party");
    private static final int NO_MESSAGE = -1;

    private final TestStage stage;
    private final RandomGenerator random;
    private final List<BenchRoom> rooms;
    private final List<RecentMessageIds> recent;
    private final ChatScript talk;
    private final Pages pages;
    private final int[] roomOf;
    private final Client[] authorOf;
    private final int[] acknowledged;

    private MixedScenario(TestStage stage, List<BenchRoom> rooms, Pages pages) {
        this.stage = stage;
        this.random = stage.random();
        this.rooms = rooms;
        this.recent = rooms.stream().map(room -> new RecentMessageIds()).toList();
        this.talk = new ChatScript(stage, rooms);
        this.pages = pages;
        int actions = stage.plan().warmUp() + stage.plan().messages();
        this.roomOf = IntStream.range(0, actions).map(i -> NO_MESSAGE).toArray();
        this.authorOf = new Client[actions];
        this.acknowledged = new int[rooms.size()];
    }

    static void play(TestStage stage, Report report) {
        var plan = stage.plan();
        var rooms = stage.openRooms();
        stage.connect(plan.clients());
        try (var pages = new Pages(stage)) {
            var mixing = new MixedScenario(stage, rooms, pages);
            stage.log("Warming up with " + plan.warmUp() + " actions");
            mixing.run(0, plan.warmUp());
            stage.log("Running " + plan.messages() + " actions");
            int before = mixing.messages();
            var measured = Measurement.of(stage, () -> mixing.run(plan.warmUp(), plan.messages()));
            report.speed(stage.ledger(), measured, mixing.messages() - before);
            report.latencies("read_ms", stage.ledger().reads);
            report.latencies("cut_to_current_ms", stage.ledger().returns);
            stage.check(rooms, mixing.acknowledged);
        }
    }

    private void run(int first, int count) {
        ScenarioRunner.run(
                stage,
                this,
                first,
                count,
                () -> stage.fleet().current() == stage.plan().clients());
        stage.awaitQuiet();
    }

    private int messages() {
        return stage.loop().ask(() -> IntStream.of(acknowledged).sum());
    }

    @Override
    public void begin(int action, ScenarioRunner runner) {
        int room = random.nextInt(rooms.size());
        var target = rooms.get(room);
        var client = target.member(random.nextInt(target.members().size()));
        switch (Kind.draw(random)) {
            case SEND -> send(action, room, client);
            case EDIT -> edit(action, room, client);
            case DELETE -> delete(action, room, client);
            case REACT -> react(action, room, client);
            case SEE -> see(action, target, client);
            case READ -> pages.read(target.id(), client.user(), stage.ledger().due(action), runner::ended);
            case RECONNECT -> {
                client.reconnect();
                runner.ended();
            }
        }
    }

    private void send(int action, int room, Client author) {
        roomOf[action] = room;
        authorOf[action] = author;
        talk.send(action, rooms.get(room), author);
    }

    private void edit(int action, int room, Client fallback) {
        var message = recent.get(room).any(random);
        if (message == null) {
            send(action, room, fallback);
        } else {
            message.author()
                    .send(
                            action,
                            ClientFrames.edit(ref(action), rooms.get(room).id(), message.id(), talk.body(action)));
        }
    }

    private void delete(int action, int room, Client fallback) {
        var message = recent.get(room).takeOld();
        if (message == null) {
            send(action, room, fallback);
        } else {
            message.author()
                    .send(
                            action,
                            ClientFrames.delete(ref(action), rooms.get(room).id(), message.id()));
        }
    }

    private void react(int action, int room, Client client) {
        var message = recent.get(room).any(random);
        if (message == null) {
            send(action, room, client);
        } else {
            var content = REACTIONS.get(random.nextInt(REACTIONS.size()));
            client.send(action, ClientFrames.react(ref(action), rooms.get(room).id(), message.id(), content));
        }
    }

    private void see(int action, BenchRoom room, Client client) {
        long seq = client.track(room.id()).seq();
        client.send(action, ClientFrames.seen(ref(action), room.id(), seq));
    }

    private static String ref(int action) {
        return String.valueOf(action);
    }

    @Override
    public void acked(int action, @Nullable String message) {
        int room = roomOf[action];
        if (room != NO_MESSAGE) {
            acknowledged[room]++;
            if (message != null) {
                recent.get(room).add(new RecentMessageIds.Sent(authorOf[action], message));
            }
        }
    }
}
