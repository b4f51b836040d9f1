package dev.confab.chat.adapter.persistence;

import dev.confab.chat.adapter.persistence.PersistenceAdapter.Settings;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Brings the schema up to date. Folder and history table have names of their own, so that an application that embeds us
 * can migrate its own tables in the same schema. Several nodes may do this at once; one works and the others wait.
 */
final class Migrations {

    private static final int OLDEST_POSTGRESQL = 15;

    private Migrations() {}

    /**
     * Answers how many migrations it took. Uses connections of its own: it needs two at once, and a statement may take
     * long.
     */
    static int run(Settings settings) {
        var flyway = configuration(settings).load();
        requireUsable(flyway.getConfiguration().getDataSource(), settings.flavor());
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
                .javaMigrations(new OldWords(), new FoldingMigration());
    }

    private static void requireUsable(DataSource database, Flavor flavor) {
        if (flavor == Flavor.POSTGRESQL) {
            try (var connection = database.getConnection()) {
                requireVersion(connection.getMetaData().getDatabaseMajorVersion());
            } catch (SQLException failure) {
                throw new IllegalStateException("The version of the database cannot be read.", failure);
            }
        }
    }

    static void requireVersion(int major) {
        if (major < OLDEST_POSTGRESQL) {
            throw new IllegalStateException(
                    "PostgreSQL " + OLDEST_POSTGRESQL + " or newer is needed, not " + major + ".");
        }
    }
}
