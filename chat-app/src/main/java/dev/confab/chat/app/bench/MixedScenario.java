package dev.confab.chat.app.bench;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** {@link Scenario#MIXED}: what people do on a day, drawn by lot. All of it runs on the {@link EventLoop}. */
final class MixedScenario implements ScenarioRunner.Script {

    /** What is done, and how often in a hundred. */
    private enum Kind {
        SEND(60),
        EDIT(9),
        DELETE(3),
        REACT(12),
        SEE(10),
        READ(5),
        STUMBLE(1);

        private final int share;

        Kind(int share) {
            this.share = share;
        }

        static Kind draw(RandomGenerator random) {
            int lot = random.nextInt(100);
            for (var kind : values()) {
                lot -= kind.share;
                if (lot < 0) {
                    return kind;
                }
            }
            throw new IllegalStateException("The shares are not a hundred");
        }
    }

    private static final List<String> REACTIONS = List.of("+1", "-1", "heart", "eyes", "party");
    private static final int NO_MESSAGE = -1;

    private final TestStage stage;
    private final RandomGenerator random;
    private final List<BenchRoom> rooms;
    private final List<RecentDeliveries> recent;
    private final ChatScript talk;
    private final Pages pages;
    private final int[] roomOf;
    private final Client[] authorOf;
    private final int[] acknowledged;

    private MixedScenario(TestStage stage, List<BenchRoom> rooms, Pages pages) {
        this.stage = stage;
        this.random = stage.random();
        this.rooms = rooms;
        this.recent = rooms.stream().map(room -> new RecentDeliveries()).toList();
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
            stage.say("Warming up with " + plan.warmUp() + " actions");
            mixing.run(0, plan.warmUp());
            stage.say("Doing " + plan.messages() + " things");
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
    public void begin(int action, ScenarioRunner drive) {
        int room = random.nextInt(rooms.size());
        var place = rooms.get(room);
        var somebody = place.member(random.nextInt(place.members().size()));
        switch (Kind.draw(random)) {
            case SEND -> send(action, room, somebody);
            case EDIT -> edit(action, room, somebody);
            case DELETE -> delete(action, room, somebody);
            case REACT -> react(action, room, somebody);
            case SEE -> see(action, place, somebody);
            case READ ->
                pages.read(place.id(), somebody.person(), stage.ledger().due(action), drive::ended);
            case STUMBLE -> {
                somebody.stumble();
                drive.ended();
            }
        }
    }

    private void send(int action, int room, Client author) {
        roomOf[action] = room;
        authorOf[action] = author;
        talk.send(action, rooms.get(room), author);
    }

    private void edit(int action, int room, Client otherwise) {
        var said = recent.get(room).any(random);
        if (said == null) {
            send(action, room, otherwise);
        } else {
            said.author()
                    .send(
                            action,
                            frame("message.edit", action, rooms.get(room)) + ",\"message_id\":\"" + said.message()
                                    + "\",\"body\":\"" + talk.body(action) + "\"}");
        }
    }

    private void delete(int action, int room, Client otherwise) {
        var said = recent.get(room).takeOld();
        if (said == null) {
            send(action, room, otherwise);
        } else {
            said.author()
                    .send(
                            action,
                            frame("message.delete", action, rooms.get(room)) + ",\"message_id\":\"" + said.message()
                                    + "\"}");
        }
    }

    private void react(int action, int room, Client somebody) {
        var said = recent.get(room).any(random);
        if (said == null) {
            send(action, room, somebody);
        } else {
            var content = REACTIONS.get(random.nextInt(REACTIONS.size()));
            somebody.send(
                    action,
                    frame("reaction.add", action, rooms.get(room)) + ",\"message_id\":\"" + said.message()
                            + "\",\"content\":\"" + content + "\"}");
        }
    }

    private void see(int action, BenchRoom room, Client somebody) {
        long seq = somebody.track(room.id()).seq();
        somebody.send(action, frame("seen", action, room) + ",\"seq\":" + seq + "}");
    }

    private static String frame(String type, int action, BenchRoom room) {
        return "{\"type\":\"" + type + "\",\"ref\":\"" + action + "\",\"room_id\":\"" + room.id() + '"';
    }

    @Override
    public void acked(int action, @Nullable String message) {
        int room = roomOf[action];
        if (room != NO_MESSAGE) {
            acknowledged[room]++;
            if (message != null) {
                recent.get(room).add(new RecentDeliveries.Said(authorOf[action], message));
            }
        }
    }
}
