package dev.confab.chat.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.confab.chat.domain.port.Unavailable;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Outages of the database and recovery. */
class OutageTest {

    private static final Logger POOL = (Logger) LoggerFactory.getLogger("com.zaxxer.hikari");

    private static final Logger OUTAGE = (Logger) LoggerFactory.getLogger(DatabaseOutage.class);

    /** The pool warns of each lost connection, which is intended here. */
    @BeforeAll
    static void silenceThePool() {
        POOL.setLevel(Level.OFF);
        OUTAGE.setLevel(Level.OFF);
    }

    @AfterAll
    static void letThePoolSpeak() {
        POOL.setLevel(null);
        OUTAGE.setLevel(null);
    }

    private static EmbeddedPostgres start(Path folder, int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setPort(port)
                .start();
    }

    @Test
    void storesAreUnavailableDuringOutageAndRecover() throws IOException {
        var folder = Databases.temporaryFolder();
        var server = start(folder, 0);
        int port = server.getPort();
        try (var adapter = PersistenceAdapter.open(Databases.postgres(port, "postgres"))) {
            var chat = new Chat(adapter);
            var user = chat.user();

            server.close();
            assertThatThrownBy(chat::user).isInstanceOf(Unavailable.class);
            assertThatThrownBy(() -> chat.read(() -> adapter.users().find(user.id())))
                    .isInstanceOf(Unavailable.class);
            assertThat(adapter.isWritable()).isFalse();

            server = start(folder, port);
            assertThat(Chat.persistently(() -> chat.read(() -> adapter.users().find(user.id()))))
                    .contains(user);
            Chat.persistently(chat::user);
            await().until(adapter::isWritable);
        } finally {
            server.close();
        }
    }

    @Test
    void serverLossDuringUnitIsUnavailable() throws IOException {
        var folder = Databases.temporaryFolder();
        var server = start(folder, 0);
        int port = server.getPort();
        try (var adapter = PersistenceAdapter.open(Databases.postgres(port, "postgres"))) {
            var chat = new Chat(adapter);
            var lost = Chat.newUser();
            assertThatThrownBy(() -> chat.write(() -> {
                        adapter.users().add(Chat.account(lost));
                        close(server);
                        return true;
                    }))
                    .isInstanceOf(Unavailable.class);
            try (var again = start(folder, port)) {
                assertThat(Chat.persistently(
                                () -> chat.read(() -> adapter.users().find(lost.id()))))
                        .isEmpty();
            }
        }
    }

    /** Simulates a node that is suspended within a unit of work. */
    @Test
    void idleUnitEndedByServerIsUnavailable() {
        var settings = Databases.freshPostgres();
        var impatient = settings.jdbcUrl() + "?options=-c%20idle_in_transaction_session_timeout=1s";
        PersistenceAdapter.open(settings).close(); // migrations may take longer
        try (var adapter = PersistenceAdapter.open(
                new PersistenceAdapter.Settings(impatient, settings.user(), settings.password(), 1))) {
            var chat = new Chat(adapter);
            assertThatThrownBy(() -> chat.write(() -> {
                        adapter.users().add(Chat.account(Chat.newUser()));
                        adapter.users().findAll(Set.of());
                        awaitNobodyRests(settings);
                        adapter.users().add(Chat.account(Chat.newUser()));
                        return true;
                    }))
                    .isInstanceOf(Unavailable.class);
            assertThat(chat.user()).isNotNull();
        }
    }

    /** Waits until the server has ended idle transactions. */
    private static void awaitNobodyRests(PersistenceAdapter.Settings settings) {
        try (var connection = DriverManager.getConnection(settings.jdbcUrl(), settings.user(), settings.password());
                var statement = connection.createStatement()) {
            boolean rests = true;
            while (rests) {
                try (var found = statement.executeQuery("select exists (select from pg_stat_activity"
                        + " where datname = current_database() and state = 'idle in transaction')")) {
                    found.next();
                    rests = found.getBoolean(1);
                }
            }
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void missingServerIsUnavailable() throws IOException {
        int port;
        try (var server = EmbeddedPostgres.start()) {
            port = server.getPort();
        }
        assertThatThrownBy(() -> PersistenceAdapter.open(Databases.postgres(port, "postgres")))
                .isInstanceOf(Unavailable.class);
    }

    /** Uses the file channel that an interrupt closes, to simulate a full or broken disk. */
    @Test
    void lostH2FileIsReopened() throws InterruptedException {
        var folder = Databases.temporaryFolder();
        try (var adapter = PersistenceAdapter.open(Databases.settings("jdbc:h2:file:nio:" + folder.resolve("chat")))) {
            var chat = new Chat(adapter);
            var user = chat.user();
            var interrupted = new Thread(() -> {
                Thread.currentThread().interrupt();
                assertThatThrownBy(chat::user).isInstanceOf(Unavailable.class);
            });
            interrupted.start();
            interrupted.join();
            assertThat(Chat.persistently(() -> chat.read(() -> adapter.users().find(user.id()))))
                    .contains(user);
            assertThat(Chat.persistently(chat::user)).isNotNull();
        }
    }

    private static void close(EmbeddedPostgres server) {
        try {
            server.close();
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }
}
