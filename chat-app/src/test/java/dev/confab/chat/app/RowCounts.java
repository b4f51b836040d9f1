package dev.confab.chat.app;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Row counts of a database that a running server uses. */
final class RowCounts implements AutoCloseable {

    private final Connection connection;
    private final String question;

    private RowCounts(Connection connection) throws SQLException {
        this.connection = connection;
        var counts = tables().stream().map(table -> "(select count(*) from " + table + ")");
        var counters = Stream.of("version", "message_seq").map(column -> "(select sum(" + column + ") from room)");
        this.question = Stream.concat(counts, counters).collect(joining(", ", "select ", ""));
    }

    static RowCounts of(Settings.Database database) {
        var password = database.password();
        try {
            return new RowCounts(DriverManager.getConnection(
                    database.url(), database.user(), password == null ? null : password.value()));
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    private List<String> tables() throws SQLException {
        try (var statement = connection.createStatement();
                var found = statement.executeQuery("select table_name from information_schema.tables"
                        + " where lower(table_schema) = 'public' and lower(table_name) not like '%schema_history'")) {
            var tables = new ArrayList<String>();
            while (found.next()) {
                tables.add(found.getString(1));
            }
            return tables;
        }
    }

    /** Returns the row count of each table and the sums of all room counters. */
    List<Long> count() {
        try (var statement = connection.createStatement();
                var found = statement.executeQuery(question)) {
            found.next();
            var counts = new ArrayList<Long>();
            for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                counts.add(found.getLong(i));
            }
            return counts;
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }
}
