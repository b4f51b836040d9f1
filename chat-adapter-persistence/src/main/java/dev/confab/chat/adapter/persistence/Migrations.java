package dev.confab.chat.adapter.persistence;

import dev.confab.chat.adapter.persistence.PersistenceAdapter.Settings;
import java.sql.SQLException;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Brings the schema up to date. Folder and history table have names of their own, so that an application that embeds us
 * can migrate its own tables in the same schema. Several nodes may do this at once; one works and the others wait.
 */
final class Migrations {

    private Migrations() {}

    /**
     * Answers how many migrations it took. Uses connections of its own: it needs two at once, and a statement may take
     * long.
     *
     * @throws IllegalStateException with a sentence for the operator if the database cannot be used as it is
     */
    static int run(Settings settings) {
        var flyway = configuration(settings).load();
        try (var connection = flyway.getConfiguration().getDataSource().getConnection()) {
            Requirements.check(connection, settings.flavor());
            int executed = alone(flyway, settings.flavor());
            Requirements.checkTables(connection, settings.flavor());
            return executed;
        } catch (SQLException failure) {
            throw new IllegalStateException("The database cannot be checked.", failure);
        }
    }

    /** H2 belongs to one process. */
    private static int alone(Flyway flyway, Dialect flavor) throws SQLException {
        var database = flyway.getConfiguration().getDataSource();
        if (flavor.isEmbedded()) {
            return flyway.migrate().migrationsExecuted;
        }
        return MigrationLock.holding(database.getConnection(), () -> migrate(flyway, flavor));
    }

    private static int migrate(Flyway flyway, Dialect flavor) throws SQLException {
        if (flyway.info().pending().length > 0) {
            try (var connection = flyway.getConfiguration().getDataSource().getConnection()) {
                Requirements.checkMigratable(connection, flavor);
            }
        }
        return flyway.migrate().migrationsExecuted;
    }

    static FluentConfiguration configuration(Settings settings) {
        var flavor = settings.flavor();
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(flavor.completed(settings.jdbcUrl()), settings.user(), settings.password())
                .locations("classpath:db/confab")
                .table("confab_schema_history")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .placeholders(Map.of("text", flavor.textType(), "postgresql", flavor.postgresqlOnly()))
                .javaMigrations(new SearchTermsMigration(), new FoldingMigration());
    }
}
