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
final class Company implements AutoCloseable {

    private static final int INNS = 5;

    private final String home;
    private final List<String> inns;
    private final List<Participant> people = new ArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> runs;

    /**
     * Creates the rooms on the first node and starts all users.
     *
     * @param accounts at least {@value #INNS}
     * @param guests passive members of the shared room
     */
    Company(long seed, List<TestUser> accounts, List<TestUser> guests, List<Node> nodes) {
        var url = nodes.get(0).url();
        var all = new ArrayList<>(accounts);
        all.addAll(guests);
        home = found(all, url, false);
        inns = IntStream.range(0, INNS)
                .mapToObj(inn -> found(fifth(accounts, inn), url, true))
                .toList();
        for (int number = 0; number < accounts.size(); number++) {
            people.add(participant(number, accounts.get(number), nodes, seed * 1_000 + number));
        }
        runs = people.stream().<Future<?>>map(threads::submit).toList();
    }

    /** The creator of a public room never leaves it, so it is never empty. */
    private Participant participant(int number, TestUser account, List<Node> nodes, long seed) {
        var inn = inns.get(number % INNS);
        var ways = new Random(-seed);
        return number < INNS
                ? new Participant(account, Set.of(home, inn), Set.of(), () -> any(nodes, ways), seed)
                : new Participant(account, Set.of(home), Set.of(inn), () -> any(nodes, ways), seed);
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

    private static String found(List<TestUser> people, String url, boolean isPublic) {
        var others = people.stream().skip(1).map(TestUser::id).toList();
        var wish = Map.of("title", "Room", "is_public", isPublic, "users", others);
        return people.get(0).at(url).post("rooms/", wish, 201).path("id").asText();
    }

    List<Participant> people() {
        return people;
    }

    String home() {
        return home;
    }

    List<String> inns() {
        return inns;
    }

    /** Returns how many actions of all users were acknowledged so far. */
    int acknowledged() {
        return people.stream().mapToInt(Participant::acknowledged).sum();
    }

    /** Fails if a user's thread has failed. */
    void requireGoingOn() {
        runs.stream().filter(run -> run.state() == Future.State.FAILED).forEach(run -> {
            throw new AssertionError("somebody failed", run.exceptionNow());
        });
    }

    /** Returns when every user has completed the current action and is connected. */
    void finish() throws InterruptedException, ExecutionException {
        people.forEach(Participant::finish);
        for (var run : runs) {
            run.get();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
