package dev.confab.chat.app.bench;

import dev.confab.chat.app.protocol.ClientFrames;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Messages to all rooms in turn, by their senders in turn. Confined to the {@link EventLoop}. */
final class ChatScript implements ScenarioRunner.Script {

    private static final int BODIES = 64;
    private static final int WORD = 6;

    private final TestStage stage;
    private final List<BenchRoom> rooms;
    private final List<String> bodies;
    private final int[] acknowledged;

    ChatScript(TestStage stage, List<BenchRoom> rooms) {
        this.stage = stage;
        this.rooms = rooms;
        this.acknowledged = new int[rooms.size()];
        int length = stage.plan().bodyLength();
        this.bodies = IntStream.range(0, BODIES)
                .mapToObj(i -> body(length, stage.random()))
                .toList();
    }

    private static String body(int length, RandomGenerator random) {
        return IntStream.range(0, length)
                .mapToObj(i -> i % WORD == WORD - 1 && i < length - 1 ? " " : letter(random))
                .collect(Collectors.joining());
    }

    private static String letter(RandomGenerator random) {
        return String.valueOf((char) random.nextInt('a', 'z' + 1));
    }

    @Override
    public void begin(int action, ScenarioRunner runner) {
        var room = rooms.get(action % rooms.size());
        int senders = Math.min(stage.plan().senders(), room.members().size());
        send(action, room, room.member(action / rooms.size() % senders));
    }

    /** Sends one message of {@code author} to {@code room}. */
    void send(int action, BenchRoom room, Client author) {
        author.send(
                action,
                ClientFrames.send(
                        String.valueOf(action), room.id(), stage.ledger().clientId(action), body(action)));
    }

    /** Returns the text of an action, always the same one. */
    String body(int action) {
        return bodies.get(action % BODIES);
    }

    @Override
    public void acked(int action, @Nullable String message) {
        acknowledged[action % rooms.size()]++;
    }

    /** Returns the number of acknowledged messages of each room. */
    int[] acknowledged() {
        return acknowledged.clone();
    }
}
