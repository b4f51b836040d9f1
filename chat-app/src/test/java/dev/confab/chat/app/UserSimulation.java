package dev.confab.chat.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Simulated users in one shared room and in one public room per fifth of them, who act at random on all nodes until
 * {@link #finish}.
 */
final class UserSimulation implements AutoCloseable {

    private static final int INNS = 5;

    private final String sharedRoom;
    private final List<String> publicRooms;
    private final List<SimulatedUser> users = new ArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> runs;

    /**
     * Creates the rooms on the first node and starts all users.
     *
     * @param accounts at least {@value #INNS}
     * @param guests passive members of the shared room
     */
    UserSimulation(long seed, List<TestUser> accounts, List<TestUser> guests, List<Node> nodes) {
        var url = nodes.get(0).url();
        var all = new ArrayList<>(accounts);
        all.addAll(guests);
        sharedRoom = createRoom(all, url, false);
        publicRooms = IntStream.range(0, INNS)
                .mapToObj(inn -> createRoom(fifth(accounts, inn), url, true))
                .toList();
        for (int number = 0; number < accounts.size(); number++) {
            users.add(participant(number, accounts.get(number), nodes, seed * 1_000 + number));
        }
        runs = users.stream().<Future<?>>map(threads::submit).toList();
    }

    /** The creator of a public room never leaves it, so it is never empty. */
    private SimulatedUser participant(int number, TestUser account, List<Node> nodes, long seed) {
        var inn = publicRooms.get(number % INNS);
        var ways = new Random(-seed);
        return number < INNS
                ? new SimulatedUser(account, Set.of(sharedRoom, inn), Set.of(), () -> any(nodes, ways), seed)
                : new SimulatedUser(account, Set.of(sharedRoom), Set.of(inn), () -> any(nodes, ways), seed);
    }

    private static String any(List<Node> nodes, Random random) {
        return nodes.get(random.nextInt(nodes.size())).url();
    }

    private static List<TestUser> fifth(List<TestUser> people, int which) {
        return IntStream.range(0, people.size())
                .filter(number -> number % INNS == which)
                .mapToObj(people::get)
                .toList();
    }

    private static String createRoom(List<TestUser> people, String url, boolean isPublic) {
        var others = people.stream().skip(1).map(TestUser::id).toList();
        var wish = Map.of("title", "Room", "is_public", isPublic, "users", others);
        return people.get(0).at(url).post("rooms/", wish, 201).path("id").asText();
    }

    List<SimulatedUser> users() {
        return users;
    }

    String sharedRoom() {
        return sharedRoom;
    }

    List<String> publicRooms() {
        return publicRooms;
    }

    /** Returns how many actions of all users were acknowledged so far. */
    int acknowledged() {
        return users.stream().mapToInt(SimulatedUser::acknowledged).sum();
    }

    /** Fails if a user's thread has failed. */
    void requireRunning() {
        runs.stream().filter(run -> run.state() == Future.State.FAILED).forEach(run -> {
            throw new AssertionError("somebody failed", run.exceptionNow());
        });
    }

    /** Returns when every user has completed the current action and is connected. */
    void finish() throws InterruptedException, ExecutionException {
        users.forEach(SimulatedUser::finish);
        for (var run : runs) {
            run.get();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
