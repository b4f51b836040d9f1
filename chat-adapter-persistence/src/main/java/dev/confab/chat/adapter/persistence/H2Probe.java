package dev.confab.chat.adapter.persistence;

import dev.confab.chat.adapter.persistence.PersistenceAdapter.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.h2.api.ErrorCode;
import org.h2.store.fs.FilePath;
import org.jspecify.annotations.Nullable;

/**
 * A probe that opens the database and writes one megabyte beside its file, because H2 has no write that leaves its file
 * unchanged. It opens a new connection each time: that is cheap, and an old one could refer to a database that H2
 * closed.
 */
final class H2Probe implements WriteProbe {

    private static final int SPACE = 1 << 20;

    private final Settings settings;

    H2Probe(Settings settings) {
        this.settings = settings;
    }

    @Override
    public void run(boolean isSuspect) throws SQLException {
        var url = settings.dialect().completed(settings.jdbcUrl());
        try (var connection = DriverManager.getConnection(url, settings.user(), settings.password())) {
            if (connection.isReadOnly()) {
                throw failure(ErrorCode.DATABASE_IS_READ_ONLY, null);
            }
            var path = path(connection);
            if (path != null) {
                takeSpace(Path.of(FilePath.get(path).unwrap() + ".probe"));
            }
        }
    }

    /** Returns the path of the file; null for a database in memory. */
    private static @Nullable String path(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var answer = statement.executeQuery("call database_path()")) {
            answer.next();
            return answer.getString(1);
        }
    }

    private static void takeSpace(Path file) throws SQLException {
        try {
            Files.write(file, new byte[SPACE]);
        } catch (IOException full) {
            throw failure(ErrorCode.IO_EXCEPTION_2, full);
        } finally {
            file.toFile().delete();
        }
    }

    private static SQLException failure(int code, @Nullable Throwable cause) {
        return new SQLException("The database file cannot be written.", String.valueOf(code), code, cause);
    }

    @Override
    public void close() {
        // there is nothing to close
    }
}
