package dev.confab.chat.adapter.persistence;

import dev.confab.chat.adapter.persistence.PersistenceAdapter.Settings;
import java.sql.SQLException;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * The migration of the schema. Its folder and history table have their own names, so that an embedding application can
 * migrate its own tables in the same schema. If several nodes migrate at once, one works and the others wait.
 */
final class Migrations {

    private Migrations() {}

    /**
     * Migrates the schema and returns the number of executed migrations. Uses its own connections, because it needs two
     * at once and statements may take long.
     *
     * @throws IllegalStateException with a sentence for the operator if the database is not usable
     */
    static int run(Settings settings) {
        var flyway = configuration(settings).load();
        try (var connection = flyway.getConfiguration().getDataSource().getConnection()) {
            Requirements.check(connection, settings.dialect());
            int executed = migrateExclusively(flyway, settings.dialect());
            Requirements.checkTables(connection, settings.dialect());
            return executed;
        } catch (SQLException failure) {
            throw new IllegalStateException("The database cannot be checked.", failure);
        }
    }

    /** An H2 database belongs to one process and needs no lock. */
    private static int migrateExclusively(Flyway flyway, Dialect dialect) throws SQLException {
        var database = flyway.getConfiguration().getDataSource();
        if (dialect.isEmbedded()) {
            return flyway.migrate().migrationsExecuted;
        }
        return MigrationLock.withLock(database.getConnection(), () -> migrate(flyway, dialect));
    }

    private static int migrate(Flyway flyway, Dialect dialect) throws SQLException {
        if (flyway.info().pending().length > 0) {
            try (var connection = flyway.getConfiguration().getDataSource().getConnection()) {
                Requirements.checkMigratable(connection, dialect);
            }
        }
        return flyway.migrate().migrationsExecuted;
    }

    static FluentConfiguration configuration(Settings settings) {
        var dialect = settings.dialect();
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(dialect.completed(settings.jdbcUrl()), settings.user(), settings.password())
                .locations("classpath:db/confab")
                .table("confab_schema_history")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .placeholders(Map.of("text", dialect.textType(), "postgresql", dialect.postgresqlOnly()))
                .javaMigrations(new SearchTermsMigration(), new FoldingMigration());
    }
}
