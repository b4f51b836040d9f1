package dev.confab.chat.app;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.confab.chat.adapter.fanout.PostgresServer;
import dev.confab.chat.adapter.fanout.RedisServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two nodes on PostgreSQL and Redis under random load, while nodes, stores, the broker and connections fail. In the end
 * every acknowledged change is stored once, no client has missed or repeated a version, and all clients agree.
 */
class FaultRunTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** How long to wait for a version that never arrives. */
    private static final Duration IMPATIENCE = Duration.ofSeconds(5);

    @TempDir
    private Path folder;

    /** A fault that is injected under load and over when {@link FaultyCluster#inject} returns. */
    private enum Fault {
        LISTENERS_ARE_CUT,
        REDIS_IS_KILLED,
        REDIS_IS_SILENT,
        NODE_IS_KILLED,
        STORE_IS_CUT,
        STORE_IS_KILLED
    }

    @Test
    void faultsLoseRepeatAndReorderNothing() throws Exception {
        run(60, EnumSet.allOf(Fault.class), 1, ChildServer::start);
    }

    @Test
    @Tag("soak")
    void faultsLoseRepeatAndReorderNothingInLongRun() throws Exception {
        run(200, EnumSet.allOf(Fault.class), 10, ChildServer::start);
    }

    /**
     * The inspection finds lost events: nodes without a broker and without repair miss each other's, and no connection
     * breaks, after which a client would sync.
     */
    @Test
    void inspectionFailsWithoutRepair() {
        assertThatThrownBy(() -> inspectAfter(
                        20,
                        FaultyCluster::actWithoutReconnects,
                        installation -> ChildServer.start(
                                installation.without("CONFAB_REDIS_URL"), TunedServer.Choice.NO_REPAIR),
                        IMPATIENCE))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("version");
    }

    private void run(int people, Set<Fault> faults, int rounds, Function<Installation, ChildServer> starting)
            throws Exception {
        FaultPlan ordeal = world -> {
            for (int round = 0; round < rounds; round++) {
                world.inject(faults);
            }
        };
        inspectAfter(people, ordeal, starting, PATIENCE);
    }

    /** The faults that a world goes through before the inspection. */
    private interface FaultPlan {

        void in(FaultyCluster world) throws InterruptedException;
    }

    private void inspectAfter(
            int people, FaultPlan ordeal, Function<Installation, ChildServer> starting, Duration patience)
            throws Exception {
        long seed = Long.getLong("confab.seed", ThreadLocalRandom.current().nextLong(1_000_000));
        System.out.println("The seed of this run is " + seed + "; repeat it with -Dconfab.seed=" + seed);
        try (var world = new FaultyCluster(folder, people, seed, starting)) {
            ordeal.in(world);
            world.finish();
            new ConsistencyCheck(world.company, world.nodes.get(0).url(), patience).check();
        } catch (AssertionError | ConditionTimeoutException found) {
            throw new AssertionError("seed " + seed + ": " + found.getMessage(), found);
        }
    }

    private static final class FaultyCluster implements AutoCloseable {

        private final Random random;
        private final RedisServer redis = RedisServer.start();
        private final PostgresServer postgres = new PostgresServer();
        private final List<Node> nodes;
        private final UserSimulation company;
        private final Thread scissors;

        FaultyCluster(Path folder, int people, long seed, Function<Installation, ChildServer> starting) {
            random = new Random(seed);
            var store = postgres.postgres();
            var installation = TestDatabase.H2
                    .install(folder)
                    .with("CONFAB_DATABASE_URL", store.url())
                    .with("CONFAB_DATABASE_USER", String.valueOf(store.user()))
                    .with("CONFAB_DATABASE_PASSWORD", String.valueOf(store.password()))
                    .with("CONFAB_LIMITS", "off")
                    .with("CONFAB_REDIS_URL", redis.url());
            var accounts = BulkAccounts.create(installation, SampleLines.nicknames(people));
            nodes = List.of(Node.start(installation, starting), Node.start(installation, starting));
            company = new UserSimulation(seed, accounts, List.of(), nodes);
            scissors = Thread.ofVirtual().start(this::cutNowAndThen);
        }

        /** Cuts connections at random moments: within a frame, a response or a resync. */
        private void cutNowAndThen() {
            var choice = new Random(random.nextLong());
            var people = company.users();
            try {
                while (true) {
                    TimeUnit.MILLISECONDS.sleep(choice.nextInt(200));
                    people.get(choice.nextInt(people.size())).cut();
                }
            } catch (InterruptedException enough) {
                // the run is over
            }
        }

        void inject(Set<Fault> faults) throws InterruptedException {
            var order = new ArrayList<>(faults);
            Collections.shuffle(order, random);
            for (var fault : order) {
                awaitActs(company.users().size());
                inject(fault);
            }
            awaitActs(company.users().size());
        }

        /** Lets users act on both nodes while no client connection breaks. */
        void actWithoutReconnects() throws InterruptedException {
            stopCutting();
            awaitActs(3 * company.users().size());
        }

        /** Returns when {@code more} further actions are acknowledged. */
        private void awaitActs(int more) {
            int enough = company.acknowledged() + more;
            await().atMost(PATIENCE).until(() -> {
                company.requireRunning();
                return company.acknowledged() >= enough;
            });
        }

        private void inject(Fault fault) throws InterruptedException {
            switch (fault) {
                case LISTENERS_ARE_CUT -> redis.execute("CLIENT", "KILL", "TYPE", "pubsub");
                case REDIS_IS_KILLED -> {
                    redis.kill();
                    someTime();
                    redis.restart();
                }
                case REDIS_IS_SILENT -> {
                    redis.pause();
                    someTime();
                    redis.resume();
                }
                case NODE_IS_KILLED -> {
                    var node = nodes.get(random.nextInt(nodes.size()));
                    node.kill();
                    node.restart();
                }
                case STORE_IS_CUT ->
                    postgres.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                            + " where pid <> pg_backend_pid() and backend_type = 'client backend'");
                case STORE_IS_KILLED -> {
                    postgres.kill();
                    someTime();
                    postgres.restart();
                }
            }
        }

        private void someTime() throws InterruptedException {
            TimeUnit.MILLISECONDS.sleep(500 + random.nextInt(1_500));
        }

        void finish() throws Exception {
            stopCutting();
            company.finish();
        }

        private void stopCutting() throws InterruptedException {
            scissors.interrupt();
            scissors.join();
        }

        @Override
        public void close() {
            scissors.interrupt();
            company.close();
            nodes.forEach(Node::close);
            postgres.close();
            redis.close();
        }
    }
}
