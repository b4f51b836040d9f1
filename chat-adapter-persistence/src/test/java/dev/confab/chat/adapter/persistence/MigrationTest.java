package dev.confab.chat.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.confab.chat.adapter.persistence.PersistenceAdapter.Settings;
import dev.confab.chat.domain.port.MessageSearch.Filter;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.room.SearchTerms;
import java.io.File;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An empty database is migrated once, by any number of nodes and starts. */
class MigrationTest {

    /** More than one batch. */
    private static final int OLD_MESSAGES = 1_200;

    private static final int WRITTEN_IN_JAVA = 2;
    private static final int ALL = scripts();

    private static int scripts() {
        var folder = Objects.requireNonNull(MigrationTest.class.getResource("/db/confab"));
        return Objects.requireNonNull(new File(folder.getPath()).list()).length + WRITTEN_IN_JAVA;
    }

    static Stream<Settings> lastingDatabases() {
        return Stream.of(Databases.freshH2File(), Databases.freshPostgres());
    }

    @ParameterizedTest
    @MethodSource("lastingDatabases")
    void secondMigrationDoesNothing(Settings settings) {
        assertThat(PersistenceAdapter.migrate(settings)).isEqualTo(ALL);
        assertThat(PersistenceAdapter.migrate(settings)).isZero();
    }

    @ParameterizedTest
    @MethodSource("lastingDatabases")
    void openingMigratesAndKeepsData(Settings settings) {
        var user = Chat.newUser();
        try (var adapter = PersistenceAdapter.open(settings)) {
            adapter.transactions().write(() -> adapter.users().add(Chat.account(user)));
        }
        assertThat(PersistenceAdapter.migrate(settings)).isZero();
        try (var adapter = PersistenceAdapter.open(settings)) {
            assertThat(adapter.transactions().read(() -> adapter.users().find(user.id())))
                    .contains(user);
        }
    }

    @ParameterizedTest
    @MethodSource("lastingDatabases")
    void oldMessagesAreFoundBySearch(Settings settings) throws SQLException {
        Migrations.configuration(settings).target("3").load().migrate();
        var room = new RoomId(UUID.randomUUID());
        fillAsBefore(settings, room);
        try (var adapter = PersistenceAdapter.open(settings)) {
            assertThat(found(adapter, room, "straße")).isEqualTo(OLD_MESSAGES / 2);
            assertThat(found(adapter, room, "n7 東京")).isOne();
            assertThat(found(adapter, room, "deleted")).isZero();
        }
    }

    private static long found(PersistenceAdapter adapter, RoomId room, String query) {
        var filter = Filter.of(SearchTerms.wanted(query));
        return adapter.transactions()
                .read(() -> adapter.search().find(room, filter, Long.MAX_VALUE, 0, 1))
                .total();
    }

    /** Odd and even messages have different texts, and one is deleted. */
    private static void fillAsBefore(Settings settings, RoomId room) throws SQLException {
        var member = UUID.randomUUID();
        try (var connection = DriverManager.getConnection(settings.jdbcUrl(), settings.user(), settings.password());
                var statement = connection.createStatement()) {
            statement.execute("""
                    insert into room (id, kind, description, is_public, members_can_invite, members_can_pin, created,
                        modified, last_activity, version, message_seq, member_count)
                    values ('%s', 'GROUP', '', true, false, false, now(), now(), now(), 9999, 9999, 0)""".formatted(room));
            statement.execute("""
                    insert into membership (id, room_id, role, standing, muted, joined_seq, received_seq, seen_seq,
                        joined, version)
                    values ('%s', '%s', 'MEMBER', 'ACTIVE', false, 0, 0, 0, now(), 1)""".formatted(member, room));
            for (int seq = 1; seq <= OLD_MESSAGES; seq++) {
                var body = seq % 2 == 0 ? "Die STRASSE" : "N" + seq + " 東京都";
                insert(statement, room, member, seq, body, "null");
            }
            insert(statement, room, member, OLD_MESSAGES + 1, "", "now()");
        }
    }

    private static void insert(Statement statement, RoomId room, UUID member, int seq, String body, String deleted)
            throws SQLException {
        statement.execute("""
                insert into message (id, room_id, seq, author_id, is_system, body, created, deleted, reply_count, version)
                values ('%s', '%s', %d, '%s', true, '%s', now(), %s, 0, %d)""".formatted(UUID.randomUUID(), room, seq, member, body, deleted, seq));
    }

    @Test
    void nodesStartedTogetherMigrateOnce() {
        startTogether(2);
    }

    @Test
    void nodeWaitsForMigrationOfOther() throws SQLException {
        var settings = Databases.freshPostgres();
        try (var log = LogLines.of(MigrationLock.class)) {
            var second = new AtomicReference<CompletableFuture<Integer>>();
            int tables = MigrationLock.withLock(connect(settings), () -> {
                second.set(CompletableFuture.supplyAsync(() -> Migrations.run(settings)));
                await().until(() -> !log.lines().isEmpty());
                return tables(settings);
            });
            assertThat(tables).isZero();
            assertThat(second.get().join()).isEqualTo(ALL);
            assertThat(log.lines()).singleElement().asString().startsWith("INFO Waiting for another node");
        }
    }

    private static Connection connect(Settings settings) throws SQLException {
        return DriverManager.getConnection(settings.jdbcUrl(), settings.user(), settings.password());
    }

    private static int tables(Settings settings) throws SQLException {
        try (var connection = connect(settings);
                var statement = connection.createStatement();
                var found = statement.executeQuery("select count(*) from pg_tables where schemaname = 'public'")) {
            found.next();
            return found.getInt(1);
        }
    }

    @Test
    @Tag("soak")
    void nodesStartedTogetherMigrateOnceRepeatedly() {
        startTogether(100);
    }

    /** Starts two nodes, and in every other round four beside tables of a host, for which Flyway writes a baseline. */
    private static void startTogether(int rounds) {
        for (int round = 0; round < rounds; round++) {
            var settings = round % 2 == 0 ? Databases.freshPostgres() : besideAHost();
            var start = new CyclicBarrier(2 + round % 2 * 2);
            var nodes = Stream.generate(() -> CompletableFuture.supplyAsync(
                            () -> migrate(settings, start), task -> new Thread(task).start()))
                    .limit(start.getParties())
                    .toList();
            assertThat(nodes.stream().mapToInt(CompletableFuture::join).sum()).isEqualTo(ALL);
        }
    }

    private static int migrate(Settings settings, CyclicBarrier start) {
        try {
            start.await();
            return Migrations.run(settings);
        } catch (InterruptedException | BrokenBarrierException failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void schemaWithHostTablesIsMigrated() {
        assertThat(PersistenceAdapter.migrate(besideAHost())).isEqualTo(ALL);
    }

    private static Settings besideAHost() {
        var settings = Databases.freshPostgres();
        try (var connection = DriverManager.getConnection(settings.jdbcUrl(), settings.user(), settings.password());
                var statement = connection.createStatement()) {
            statement.execute("create table of_the_host (id int)");
            statement.execute("create table flyway_schema_history (id int)");
            return settings;
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }
}
