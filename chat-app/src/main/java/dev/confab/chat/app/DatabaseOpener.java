package dev.confab.chat.app;

import dev.confab.chat.adapter.persistence.PersistenceAdapter;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the configured database, or explains in one line why that fails. */
final class DatabaseOpener {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseOpener.class);

    private DatabaseOpener() {}

    /**
     * Opens the database and brings its schema up to date.
     *
     * @throws StartFailure if that cannot be done
     */
    static PersistenceAdapter open(Settings settings) {
        return use(settings, PersistenceAdapter::open);
    }

    /** Brings the schema up to date, closes the database, and returns the number of migrations that ran. */
    static int migrate(Settings settings) {
        return use(settings, PersistenceAdapter::migrate);
    }

    private static <T> T use(Settings settings, Function<PersistenceAdapter.Settings, T> work) {
        if (settings.database().embedded()) {
            DataFolder.make(settings.dataDir());
        }
        var files = DatabaseFiles.of(settings.database().url());
        files.ifPresent(DatabaseFiles::prepare);
        try {
            var result = work.apply(settings.database().toAdapter());
            files.ifPresent(DatabaseFiles::closeCreated);
            return result;
        } catch (RuntimeException failure) {
            LOG.debug("Cannot use the database", failure);
            throw new StartFailure(explain(settings, failure), failure);
        }
    }

    /** Drivers may repeat the URL in their messages. */
    private static String withoutPassword(String reason) {
        return reason.replaceAll("(?i)(password=)[^;&\\s\"]*", "$1…");
    }

    private static String explain(Settings settings, RuntimeException failure) {
        var reason = withoutPassword(StartFailure.reason(failure));
        if (settings.database().embedded() && failure instanceof IllegalStateException) {
            return reason; // the adapter has found the cause in the file itself
        }
        return settings.database().embedded()
                ? "Cannot open the database in " + settings.dataDir() + " (is another Confab using it?): " + reason
                : "Cannot use the database of " + SettingTable.DATABASE_URL.key() + ": " + reason;
    }
}
