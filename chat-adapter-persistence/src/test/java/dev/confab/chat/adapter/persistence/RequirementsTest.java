package dev.confab.chat.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.adapter.persistence.PersistenceAdapter.Settings;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Unusable databases are refused at start, with one sentence that says what to do. */
class RequirementsTest {

    private final Settings owner = Databases.freshPostgres();
    private final String name = owner.jdbcUrl().replaceFirst(".*/", "");
    private final String role = "r" + UUID.randomUUID().toString().replace("-", "");

    private static void refuses(Settings settings, String sentence) {
        assertThatThrownBy(() -> PersistenceAdapter.open(settings))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(sentence);
        assertThatThrownBy(() -> PersistenceAdapter.migrate(settings)).hasMessageContaining(sentence);
    }

    private static void execute(Settings settings, String... statements) throws SQLException {
        try (var connection = DriverManager.getConnection(settings.jdbcUrl(), settings.user(), settings.password());
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private Settings stranger() throws SQLException {
        execute(owner, "create role " + role + " login password 'x'");
        return new Settings(owner.jdbcUrl(), role, "x", 2);
    }

    @Test
    void otherEncodingIsRefused() throws SQLException {
        execute(owner, "create database latin_" + name + " encoding 'LATIN1' locale 'C' template template0");
        var latin = new Settings(owner.jdbcUrl().replace(name, "latin_" + name), owner.user(), owner.password(), 2);
        refuses(latin, "The encoding of the database is LATIN1, and must be UTF8");
    }

    @Test
    void readOnlyDatabaseIsRefused() throws SQLException {
        execute(owner, "alter database " + name + " set default_transaction_read_only = on");
        refuses(owner, "The database is read-only");
    }

    @Test
    void oldVersionIsRefused() {
        assertThatThrownBy(() -> Requirements.requireVersion(14))
                .hasMessage("PostgreSQL 15 or newer is needed, not 14.");
        Requirements.requireVersion(15);
    }

    @Test
    void userWithoutCreatePrivilegeIsRefused() throws SQLException {
        refuses(stranger(), "cannot create tables: GRANT CREATE ON SCHEMA public TO " + role);
    }

    @Test
    void userWithoutSchemaIsRefused() throws SQLException {
        var stranger = stranger();
        execute(owner, "revoke usage on schema public from public");
        refuses(stranger, "The database user " + role + " has no schema");
    }

    @Test
    void userWithoutWritePrivilegeIsRefused() throws SQLException {
        PersistenceAdapter.migrate(owner);
        var stranger = stranger();
        execute(owner, "grant select on all tables in schema public to " + role);
        refuses(stranger, "needs SELECT, INSERT, UPDATE and DELETE");
    }

    @Test
    void userWithWritePrivilegeSufficesAfterMigration() throws SQLException {
        PersistenceAdapter.migrate(owner);
        var stranger = stranger();
        execute(owner, "grant select, insert, update, delete on all tables in schema public to " + role);
        try (var adapter = PersistenceAdapter.open(stranger)) {
            assertThat(new Chat(adapter).user()).isNotNull();
            assertThat(adapter.isWritable()).isTrue();
        }
    }

    @Test
    void synchronousCommitIsSwitchedOn() throws SQLException {
        execute(owner, "alter database " + name + " set synchronous_commit = off");
        try (var adapter = PersistenceAdapter.open(owner);
                var session = adapter.sessions().openStatelessSession()) {
            assertThat(session.createNativeQuery("show synchronous_commit", String.class)
                            .getSingleResult())
                    .isEqualTo("on");
        }
    }

    /** The test server runs with fsync=off; refusing it would also break the tests of embedding applications. */
    @Test
    void disabledFsyncIsWarned() {
        try (var log = LogLines.of(Requirements.class)) {
            PersistenceAdapter.migrate(owner);
            assertThat(log.lines())
                    .containsExactly("WARN fsync is off in PostgreSQL: when its machine fails, messages that were"
                            + " acknowledged are lost");
        }
    }

    @Test
    void readOnlyH2FileIsRefused() {
        try (var disk = SmallDisk.ofMegabytes(8)) {
            var settings = Databases.settings("jdbc:h2:file:" + disk.folder().resolve("chat"));
            PersistenceAdapter.migrate(settings);
            disk.makeReadOnly();
            refuses(settings, "The database file cannot be written.");
        }
    }
}
