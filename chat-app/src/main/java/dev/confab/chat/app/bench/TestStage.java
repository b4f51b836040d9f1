package dev.confab.chat.app.bench;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** All that a scenario needs, made ready and cleared away. Its methods block; they are for the thread that plays. */
final class TestStage implements AutoCloseable {

    /** How long nothing may move before a run gives up waiting. */
    static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final Duration QUIET = Duration.ofMillis(500);

    private final Plan plan;
    private final PrintStream progress;
    private final Random random;
    private final String run;
    private final EventLoop loop;
    private final Rest rest;
    private final Ledger ledger;
    private final Fleet fleet;
    private final Processes processes;

    /** @param run tells what this run makes from what others made */
    TestStage(Plan plan, String run, PrintStream progress) {
        this.plan = plan;
        this.run = run;
        this.progress = progress;
        this.random = new Random(plan.seed());
        this.loop = new EventLoop(plan.awake());
        this.rest = new Rest(plan.url());
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

    Rest rest() {
        return rest;
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

    void say(String what) {
        progress.println(what);
    }

    // --- people and rooms ------------------------------------------------------------------------------------------

    List<VirtualUser> gather(int count) {
        say("Signing up " + count + (count == 1 ? " person" : " people"));
        var password = "bench " + Long.toHexString(random.nextLong()) + " bench";
        return new People(rest, plan.people()).gather(count, "bench-" + run + "-", password);
    }

    /** One room after the other, each with people of its own. */
    List<BenchRoom> openRooms() {
        var people = gather(plan.rooms() * plan.members());
        return IntStream.range(0, plan.rooms())
                .mapToObj(i -> openRoom(i, people.subList(i * plan.members(), (i + 1) * plan.members())))
                .toList();
    }

    private BenchRoom openRoom(int number, List<VirtualUser> people) {
        var owner = people.getFirst();
        var id = rest.openRoom("Bench " + run + " " + number, owner, people.subList(1, people.size()), false);
        var start = rest.room(id, owner);
        return loop.ask(() -> new BenchRoom(id, clients(people), start));
    }

    private List<Client> clients(List<VirtualUser> people) {
        var clients = new ArrayList<Client>();
        for (int i = 0; i < plan.perPerson(); i++) {
            people.forEach(person -> clients.add(fleet.add(person)));
        }
        return clients;
    }

    // --- connections -----------------------------------------------------------------------------------------------

    /** Lets the first {@code count} clients connect, and waits until it is quiet. */
    void connect(int count) {
        say("Connecting " + count);
        loop.run(() -> fleet.clients().subList(0, count).forEach(Client::come));
        if (!Target.await(loop, () -> fleet.current() >= count, fleet::current, PATIENCE)) {
            throw new BenchFailure("Only " + loop.ask(fleet::current) + " of " + count + " could connect");
        }
        awaitQuiet();
    }

    /** Waits until no frame has come for a while. */
    void awaitQuiet() {
        Target.await(loop, () -> false, ledger::frames, QUIET);
    }

    void disconnectAll() {
        loop.ask(() -> {
            fleet.clients().forEach(Client::leave);
            return true;
        });
    }

    // --- checks ----------------------------------------------------------------------------------------------------

    /**
     * Compares what every client has heard with what the store holds. Nothing follows: the rooms are deleted.
     *
     * @param acknowledged how many messages of each room the server has acknowledged
     */
    void check(List<BenchRoom> rooms, int[] acknowledged) {
        say("Checking");
        for (int i = 0; i < rooms.size(); i++) {
            check(rooms.get(i), acknowledged[i]);
        }
        rooms.forEach(this::clearAway);
    }

    /** So that the people of this run can take part in the next one unencumbered. */
    private void clearAway(BenchRoom room) {
        rest.deleteRoom(room.id(), room.member(0).person());
    }

    private void check(BenchRoom room, int acknowledged) {
        var end = rest.room(room.id(), room.member(0).person());
        LongSupplier behind = () -> room.members().stream()
                .filter(client -> client.track(room.id()).version() < end.version())
                .count();
        Target.await(loop, () -> behind.getAsLong() == 0, behind, PATIENCE);
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
        rest.close();
    }
}
