package dev.confab.chat.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.confab.chat.adapter.persistence.PersistenceAdapter.Settings;
import dev.confab.chat.domain.port.Unavailable;
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.UserId;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A database that responds but accepts no writes: writes are unavailable, and work resumes without intervention. */
class CannotWriteTest {

    private static final Duration STEP_TIMEOUT = Duration.ofSeconds(30);
    private static final Logger POOL = (Logger) LoggerFactory.getLogger("com.zaxxer.hikari");

    @BeforeAll
    static void silenceThePool() {
        POOL.setLevel(Level.ERROR);
    }

    @AfterAll
    static void letThePoolSpeak() {
        POOL.setLevel(null);
    }

    @Test
    void readOnlyPostgresRefusesWritesAndRecovers() throws SQLException {
        var settings = Databases.freshPostgres();
        try (var adapter = PersistenceAdapter.open(settings);
                var log = LogLines.of(DatabaseOutage.class)) {
            var chat = new Chat(adapter);
            var user = chat.user();
            assertThat(adapter.isWritable()).isTrue();

            alter(settings, "set default_transaction_read_only = on");
            cutConnections(settings);
            for (int attempt = 0; attempt < 2 * Databases.POOL_SIZE; attempt++) {
                assertThatThrownBy(chat::user).isInstanceOf(Unavailable.class);
                assertThat(adapter.isWritable()).isFalse();
            }
            assertThat(Chat.persistently(() -> chat.read(() -> adapter.users().find(user.id()))))
                    .contains(user);

            alter(settings, "reset default_transaction_read_only");
            awaitWritable(adapter);
            for (int attempt = 0; attempt < 2 * Databases.POOL_SIZE; attempt++) {
                assertThat(chat.user()).isNotNull();
            }
            assertLoggedOnce(log, "it ");
        }
    }

    /** Simulates a failover that keeps connections: a read-only session stays read-only. */
    @Test
    void readOnlySessionsAreReplaced() throws SQLException {
        var settings = Databases.freshPostgres();
        try (var adapter = PersistenceAdapter.open(settings);
                var log = LogLines.of(DatabaseOutage.class)) {
            var chat = new Chat(adapter);
            var user = chat.user();
            alter(settings, "set default_transaction_read_only = on");
            cutConnections(settings);
            Chat.persistently(() -> chat.read(() -> adapter.users().find(user.id())));
            await().atMost(STEP_TIMEOUT).until(() -> sessions(settings) >= Databases.POOL_SIZE);
            alter(settings, "reset default_transaction_read_only");

            await().atMost(STEP_TIMEOUT).until(() -> catchThrowable(chat::user) == null);
            awaitWritable(adapter);
            for (int attempt = 0; attempt < 2 * Databases.POOL_SIZE; attempt++) {
                assertThat(chat.user()).isNotNull();
            }
            assertThat(log.lines()).hasSize(2);
        }
    }

    private static int sessions(Settings settings) throws SQLException {
        try (var connection = connect(settings);
                var statement = connection.createStatement();
                var found = statement.executeQuery(
                        "select count(*) from pg_stat_activity where datname = '" + name(settings) + "'")) {
            found.next();
            return found.getInt(1);
        }
    }

    @Test
    void postgresWithFullDiskRefusesWritesAndRecovers() throws SQLException {
        var settings = Databases.freshPostgres();
        try (var disk = SmallDisk.ofMegabytes(40)) {
            moveTo(disk, settings);
            try (var adapter = PersistenceAdapter.open(settings);
                    var log = LogLines.of(DatabaseOutage.class)) {
                var chat = new Chat(adapter);
                var room = chat.room(chat.user());
                assertThat(adapter.isWritable()).isTrue();

                disk.fill();
                assertThat(adapter.isWritable()).isFalse();
                var acknowledged = usersUntilItFails(chat);
                assertThat(adapter.isWritable()).isFalse();
                assertThat(chat.read(() -> adapter.rooms().find(room))).isPresent();

                disk.free();
                awaitWritable(adapter);
                assertThat(chat.user()).isNotNull();
                assertThat(chat.read(() -> adapter.users().findAll(ids(acknowledged))))
                        .hasSameSizeAs(acknowledged);
                assertLoggedOnce(log, "its disk is full (SQLSTATE 53100)");
            } finally {
                moveBack(settings);
            }
        }
    }

    private static Set<UserId> ids(List<User> users) {
        return users.stream().map(User::id).collect(Collectors.toSet());
    }

    /** Writes that fit into existing pages still succeed; the others must be refused as unavailable. */
    private static List<User> usersUntilItFails(Chat chat) {
        var acknowledged = new ArrayList<User>();
        Throwable failure = null;
        while (failure == null && acknowledged.size() < 100_000) {
            failure = catchThrowable(() -> acknowledged.add(chat.user()));
        }
        assertThat(failure).isInstanceOf(Unavailable.class);
        return acknowledged;
    }

    @Test
    void timedOutStatementsAreUnavailableAndRecover() throws SQLException {
        var settings = Databases.freshPostgres();
        try (var adapter = PersistenceAdapter.open(settings);
                var log = LogLines.of(DatabaseOutage.class)) {
            var chat = new Chat(adapter);
            alter(settings, "set statement_timeout = '150ms'");
            cutConnections(settings);
            awaitWritable(adapter);
            try (var admin = DriverManager.getConnection(settings.jdbcUrl(), settings.user(), settings.password());
                    var statement = admin.createStatement()) {
                admin.setAutoCommit(false);
                statement.execute("lock table app_user in exclusive mode");
                assertThatThrownBy(chat::user).isInstanceOf(Unavailable.class).hasStackTraceContaining("timeout");
            }
            awaitWritable(adapter);
            assertThat(Chat.persistently(chat::user)).isNotNull();

            alter(settings, "set statement_timeout = '1ms'");
            cutConnections(settings);
            assertThat(adapter.isWritable()).isFalse();
            alter(settings, "reset statement_timeout");
            awaitWritable(adapter);
            assertThat(Chat.persistently(chat::user)).isNotNull();
            assertThat(log.lines()).allSatisfy(line -> assertThat(line).doesNotContain("stack trace"));
        }
    }

    @Test
    void h2WithFullDiskRefusesWritesAndRecovers() {
        try (var disk = SmallDisk.ofMegabytes(16);
                var adapter = PersistenceAdapter.open(
                        Databases.settings("jdbc:h2:file:" + disk.folder().resolve("chat")));
                var log = LogLines.of(DatabaseOutage.class)) {
            var chat = new Chat(adapter);
            var user = chat.user();
            assertThat(adapter.isWritable()).isTrue();

            disk.fill();
            assertThat(adapter.isWritable()).isFalse();
            var acknowledged = usersUntilItFails(chat);

            disk.free();
            awaitWritable(adapter);
            assertThat(chat.user()).isNotNull();
            assertThat(chat.read(() -> adapter.users().find(user.id()))).contains(user);
            assertThat(chat.read(() -> adapter.users().findAll(ids(acknowledged))))
                    .hasSameSizeAs(acknowledged);
            assertLoggedOnce(log, "its file cannot be read or written (SQLSTATE 90031)");
        }
    }

    @Test
    void closedAdapterIsNotWritable() {
        var adapter = PersistenceAdapter.open(Databases.freshPostgres());
        adapter.close();
        assertThat(adapter.isWritable()).isFalse();
    }

    private static void awaitWritable(PersistenceAdapter adapter) {
        await().atMost(STEP_TIMEOUT).until(adapter::isWritable);
    }

    /** Asserts one line at the start and one at the end, without a stack trace. */
    private static void assertLoggedOnce(LogLines log, String reason) {
        assertThat(log.lines()).hasSize(2);
        assertThat(log.lines().get(0))
                .startsWith("WARN The database accepts no writes: " + reason)
                .endsWith("until it does");
        assertThat(log.lines().get(1))
                .startsWith("INFO The database accepts writes again after ")
                .endsWith(" s");
    }

    private static String name(Settings settings) {
        return settings.jdbcUrl().replaceFirst(".*/", "");
    }

    private static void alter(Settings settings, String change) throws SQLException {
        administer(settings, "alter database " + name(settings) + " " + change);
    }

    private static void cutConnections(Settings settings) throws SQLException {
        administer(
                settings,
                "select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = '" + name(settings)
                        + "'");
    }

    private static void moveTo(SmallDisk disk, Settings settings) throws SQLException {
        administer(settings, "create tablespace small_" + name(settings) + " location '" + disk.folder() + "'");
        alter(settings, "set tablespace small_" + name(settings));
    }

    private static void moveBack(Settings settings) throws SQLException {
        administer(settings, "drop database " + name(settings) + " with (force)");
        administer(settings, "drop tablespace small_" + name(settings));
    }

    /** Runs the statement from another database of the same server. */
    private static void administer(Settings settings, String sql) throws SQLException {
        try (var connection = connect(settings);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connect(Settings settings) throws SQLException {
        var url = settings.jdbcUrl().replaceFirst("[^/]*$", "postgres");
        return DriverManager.getConnection(url, settings.user(), settings.password());
    }
}
