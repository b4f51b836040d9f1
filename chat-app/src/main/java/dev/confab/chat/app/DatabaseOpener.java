package dev.confab.chat.app;

import dev.confab.chat.adapter.persistence.PersistenceAdapter;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the database of the settings, and says in one line why it cannot. */
final class DatabaseOpener {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseOpener.class);

    private DatabaseOpener() {}

    /**
     * Opens the database and brings its schema up to date.
     *
     * @throws StartFailure if that cannot be done
     */
    static PersistenceAdapter open(Settings settings) {
        return with(settings, PersistenceAdapter::open);
    }

    /** As {@link #open}, but leaves again; answers how many migrations there were to do. */
    static int migrate(Settings settings) {
        return with(settings, PersistenceAdapter::migrate);
    }

    private static <T> T with(Settings settings, Function<PersistenceAdapter.Settings, T> work) {
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
            LOG.debug("the database cannot be used", failure);
            throw new StartFailure(explain(settings, failure), failure);
        }
    }

    /** Drivers like to repeat the URL. */
    private static String withoutPassword(String reason) {
        return reason.replaceAll("(?i)(password=)[^;&\\s\"]*", "$1…");
    }

    private static String explain(Settings settings, RuntimeException failure) {
        var reason = withoutPassword(StartFailure.reason(failure));
        if (settings.database().embedded() && failure instanceof IllegalStateException) {
            return reason; // the file was looked at, and nobody else uses it
        }
        return settings.database().embedded()
                ? "Cannot open the database in " + settings.dataDir() + " (is another Confab using it?): " + reason
                : "Cannot use the database of " + Setting.DATABASE_URL.key() + ": " + reason;
    }
}
