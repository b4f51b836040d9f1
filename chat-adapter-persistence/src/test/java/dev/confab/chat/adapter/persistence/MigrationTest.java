package dev.confab.chat.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.adapter.persistence.PersistenceAdapter.Settings;
import java.io.File;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An empty database gets the schema once, whoever asks and how often. */
class MigrationTest {

    private static final int ALL = scripts();

    private static int scripts() {
        var folder = Objects.requireNonNull(MigrationTest.class.getResource("/db/confab"));
        return Objects.requireNonNull(new File(folder.getPath()).list()).length;
    }

    static Stream<Settings> lastingDatabases() {
        return Stream.of(Databases.freshH2File(), Databases.freshPostgres());
    }

    @ParameterizedTest
    @MethodSource("lastingDatabases")
    void theSecondTimeThereIsNothingToDo(Settings settings) {
        assertThat(PersistenceAdapter.migrate(settings)).isEqualTo(ALL);
        assertThat(PersistenceAdapter.migrate(settings)).isZero();
    }

    @ParameterizedTest
    @MethodSource("lastingDatabases")
    void openingMigratesAndKeepsWhatIsThere(Settings settings) {
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

    @Test
    void nodesThatStartTogetherMigrateOnce() {
        var settings = Databases.freshPostgres();
        var nodes = Stream.generate(() -> CompletableFuture.supplyAsync(() -> PersistenceAdapter.migrate(settings)))
                .limit(2)
                .toList();
        assertThat(nodes.stream().mapToInt(CompletableFuture::join).sum()).isEqualTo(ALL);
    }

    @Test
    void aSchemaWithTablesOfTheHostIsMigratedToo() throws SQLException {
        var settings = Databases.freshPostgres();
        try (var connection = DriverManager.getConnection(settings.jdbcUrl(), settings.user(), settings.password());
                var statement = connection.createStatement()) {
            statement.execute("create table of_the_host (id int)");
            statement.execute("create table flyway_schema_history (id int)");
        }
        assertThat(PersistenceAdapter.migrate(settings)).isEqualTo(ALL);
    }

    @Test
    void anOldPostgresIsRefused() {
        assertThatThrownBy(() -> Migrations.requireVersion(14)).hasMessage("PostgreSQL 15 or newer is needed, not 14.");
    }
}
