package dev.confab.chat.app.bench;

import dev.confab.chat.app.protocol.AccessTokens;
import dev.confab.chat.app.protocol.ChatApi;
import dev.confab.chat.app.protocol.Http;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Everything that a scenario needs, with its preparation and clean-up. For one thread, which the methods block. */
final class TestStage implements AutoCloseable {

    /** The longest time without progress before a run stops waiting. */
    static final Duration TIMEOUT = Duration.ofSeconds(15);

    /** Signing up hashes a password, and other sign-ups may be queued before it. */
    private static final Duration REST_TIMEOUT = Duration.ofSeconds(60);

    private static final Duration QUIET = Duration.ofMillis(500);

    private final Plan plan;
    private final PrintStream progress;
    private final Random random;
    private final String run;
    private final EventLoop loop;
    private final Http http;
    private final Ledger ledger;
    private final Fleet fleet;
    private final Processes processes;

    /** @param run a text that distinguishes names of this run from those of others */
    TestStage(Plan plan, String run, PrintStream progress) {
        this.plan = plan;
        this.run = run;
        this.progress = progress;
        this.random = new Random(plan.seed());
        this.loop = new EventLoop(plan.awake());
        this.http = new Http(plan.url(), REST_TIMEOUT);
        this.ledger = new Ledger(run + "-", plan.warmUp() + plan.messages() + plan.clients());
        this.fleet = new Fleet(loop, plan.url(), ledger, plan.seed());
        this.processes = new Processes(plan.pids());
    }

    Plan plan() {
        return plan;
    }

    EventLoop loop() {
        return loop;
    }

    /** Returns the REST calls of a user. */
    ChatApi as(VirtualUser user) {
        return new ChatApi(http, AccessTokens.fixed(user.token()));
    }

    Ledger ledger() {
        return ledger;
    }

    Fleet fleet() {
        return fleet;
    }

    Processes processes() {
        return processes;
    }

    RandomGenerator random() {
        return random;
    }

    void log(String text) {
        progress.println(text);
    }

    // --- people and rooms ------------------------------------------------------------------------------------------

    List<VirtualUser> gather(int count) {
        log("Signing up " + count + (count == 1 ? " user" : " users"));
        var password = "bench " + Long.toHexString(random.nextLong()) + " bench";
        return new People(http, plan.people()).gather(count, "bench-" + run + "-", password);
    }

    /** Creates all rooms, each with its own users. */
    List<BenchRoom> openRooms() {
        var people = gather(plan.rooms() * plan.members());
        return IntStream.range(0, plan.rooms())
                .mapToObj(i -> openRoom(i, people.subList(i * plan.members(), (i + 1) * plan.members())))
                .toList();
    }

    private BenchRoom openRoom(int number, List<VirtualUser> people) {
        var owner = people.getFirst();
        var others = people.stream().skip(1).map(VirtualUser::id).toList();
        var id = as(owner)
                .createRoom("Bench " + run + " " + number, false, others)
                .id();
        var start = as(owner).room(id);
        return loop.ask(() -> new BenchRoom(id, clients(people), start));
    }

    private List<Client> clients(List<VirtualUser> people) {
        var clients = new ArrayList<Client>();
        for (int i = 0; i < plan.connectionsPerUser(); i++) {
            people.forEach(person -> clients.add(fleet.add(person)));
        }
        return clients;
    }

    // --- connections -----------------------------------------------------------------------------------------------

    /** Connects the first {@code count} clients and waits until no frames arrive. */
    void connect(int count) {
        log("Connecting " + count);
        loop.run(() -> fleet.clients().subList(0, count).forEach(Client::connect));
        if (!Target.await(loop, () -> fleet.current() >= count, fleet::current, TIMEOUT)) {
            throw new BenchFailure("Only " + loop.ask(fleet::current) + " of " + count + " could connect");
        }
        awaitQuiet();
    }

    /** Waits until no frame has arrived for a while. */
    void awaitQuiet() {
        Target.await(loop, () -> false, ledger::frames, QUIET);
    }

    void disconnectAll() {
        loop.ask(() -> {
            fleet.clients().forEach(Client::disconnect);
            return true;
        });
    }

    // --- checks ----------------------------------------------------------------------------------------------------

    /**
     * Compares what every client has received with the store, then deletes the rooms.
     *
     * @param acknowledged the number of acknowledged messages of each room
     */
    void check(List<BenchRoom> rooms, int[] acknowledged) {
        log("Checking");
        for (int i = 0; i < rooms.size(); i++) {
            check(rooms.get(i), acknowledged[i]);
        }
        rooms.forEach(this::delete);
    }

    /** Deletes a room, so that its members start the next run without rooms. */
    private void delete(BenchRoom room) {
        as(room.member(0).user()).deleteRoom(room.id());
    }

    private void check(BenchRoom room, int acknowledged) {
        var end = as(room.member(0).user()).room(room.id());
        LongSupplier behind = () -> room.members().stream()
                .filter(client -> client.track(room.id()).version() < end.version())
                .count();
        Target.await(loop, () -> behind.getAsLong() == 0, behind, TIMEOUT);
        loop.ask(() -> {
            room.members().forEach(client -> client.track(room.id()).finish(end.version(), end.messageSeq()));
            long kept = end.messageSeq() - room.start().messageSeq();
            ledger.stored.lose(Math.max(0, acknowledged - kept));
            ledger.stored.repeat(Math.max(0, kept - acknowledged));
            return true;
        });
    }

    @Override
    public void close() {
        loop.close();
        http.close();
    }
}
