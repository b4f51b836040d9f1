package dev.confab.chat.adapter.persistence;

import dev.confab.chat.adapter.persistence.PersistenceAdapter.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.h2.api.ErrorCode;
import org.h2.engine.Constants;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.value.VersionedValue;
import org.jspecify.annotations.Nullable;

/**
 * The check of an existing H2 file before it is opened for writing. It refuses files of other H2 versions and damaged
 * files, which H2 would silently open in an older state or as an empty database.
 */
final class H2File {

    private static final String SUFFIX = ".mv.db";
    private static final String CARRY_OVER =
            " Export it with the tool Script of the version that wrote it, and import it here with RunScript,"
                    + " as docs/operations.md shows.";
    private static final String RESTORE = " Put a backup in its place, as docs/operations.md shows.";

    /** The H2 releases by the build number in their files. */
    private static final Map<Integer, String> RELEASES = Map.of(
            210, "2.0.210", 214, "2.1.214", 224, "2.2.224", 230, "2.3.230", 232, "2.3.232", 240, "2.4.240", 252,
            "2.5.252");

    /**
     * Error codes of a damaged file. One of them is a write to a read-only table that exists in every database, which
     * occurs if all data is missing.
     */
    private static final Set<Integer> DAMAGE = Set.of(
            ErrorCode.FILE_CORRUPTED_1,
            ErrorCode.GENERAL_ERROR_1,
            ErrorCode.IO_EXCEPTION_1,
            ErrorCode.IO_EXCEPTION_2,
            ErrorCode.DATABASE_IS_READ_ONLY);

    private static final Pattern BUILD = Pattern.compile("SET CREATE_BUILD (\\d+)");
    private static final Pattern VERSION = Pattern.compile("[,:]version:([0-9a-f]+)");
    private static final int HEADER_LENGTH = 4096;

    private final Path path;

    private H2File(Path path) {
        this.path = path;
    }

    /**
     * Does nothing if the file does not exist, or if opening it will reveal why it cannot be read.
     *
     * @throws IllegalStateException if the file must not be used; the message says why and what to do
     */
    static void requireUsable(Settings settings) {
        var dialect = settings.dialect();
        if (dialect == Dialect.H2_FILE) {
            var path = Path.of(dialect.path(settings.jdbcUrl()) + SUFFIX);
            if (Files.isReadable(path)) {
                new H2File(path).requireUsable(dialect.completed(settings.jdbcUrl()), settings);
            }
        }
    }

    private void requireUsable(String url, Settings settings) {
        if (path.toFile().length() == 0) {
            throw refusal("is empty." + RESTORE + " Or delete it, to begin with an empty database.", null);
        }
        var user = Objects.requireNonNullElse(settings.user(), "");
        var password = Objects.requireNonNullElse(settings.password(), "");
        try (var connection = DriverManager.getConnection(url + ";ACCESS_MODE_DATA=r;IFEXISTS=TRUE", user, password)) {
            var session = (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
            var store = session.getDatabase().getStore().getMvStore();
            requireOwnBuild(store);
            requireNewest(store);
        } catch (SQLException failure) {
            if (failure.getErrorCode() == ErrorCode.FILE_VERSION_ERROR_1) {
                throw refusal("has a format that H2 " + Constants.VERSION + " does not read." + CARRY_OVER, failure);
            }
            if (isDamage(failure)) {
                throw refusal("is damaged." + RESTORE, failure);
            }
        }
    }

    /** Refuses a file of another H2 version, because H2 does not guarantee to read it correctly. */
    private void requireOwnBuild(MVStore store) {
        int build = buildIn(store);
        if (build != Constants.BUILD_ID) {
            var writer = RELEASES.getOrDefault(build, "build " + build);
            throw refusal(
                    "was written by H2 " + writer + ", and this is H2 " + Constants.VERSION + "." + CARRY_OVER, null);
        }
    }

    /**
     * Returns the H2 build that created the file. SQL does not show it for a database that is open for reading only.
     */
    private static int buildIn(MVStore store) {
        MVMap<?, ?> catalog = store.openMap("table.0");
        for (var row : catalog.values()) {
            var current = row instanceof VersionedValue<?> versioned ? versioned.getCurrentValue() : row;
            var build = BUILD.matcher(String.valueOf(current));
            if (build.find()) {
                return Integer.parseInt(build.group(1));
            }
        }
        return 0;
    }

    /**
     * Refuses a truncated file. The header may refer to an older state than the newest one, but never to a newer one.
     */
    private void requireNewest(MVStore store) {
        if (store.getCurrentVersion() < versionInHeader()) {
            throw refusal("is cut off: its newest part is missing." + RESTORE, null);
        }
    }

    private long versionInHeader() {
        try (var file = Files.newInputStream(path)) {
            var header = new String(file.readNBytes(HEADER_LENGTH), StandardCharsets.ISO_8859_1);
            var version = VERSION.matcher(header);
            return version.find() ? Long.parseLong(version.group(1), 16) : 0;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static boolean isDamage(SQLException failure) {
        int code = failure.getErrorCode();
        return DAMAGE.contains(code)
                || (failure.getCause() instanceof MVStoreException && code != ErrorCode.DATABASE_ALREADY_OPEN_1);
    }

    private IllegalStateException refusal(String problem, @Nullable Exception seen) {
        var refusal = new IllegalStateException("The database file " + path + " " + problem);
        if (seen != null) {
            refusal.addSuppressed(seen);
        }
        return refusal;
    }
}
