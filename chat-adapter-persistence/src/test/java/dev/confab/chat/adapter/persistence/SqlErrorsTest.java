package dev.confab.chat.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.port.Unavailable;
import java.sql.SQLException;
import org.h2.mvstore.DataUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The classification of database errors and their log texts. */
class SqlErrorsTest {

    private static RuntimeException thrown(String state) {
        return new IllegalStateException(new SQLException("secret words", state));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "08006 | it does not answer",
                "25006 | it is read-only",
                "42501 | a privilege or its file system's permission to write is missing",
                "53000 | it is short of resources",
                "53100 | its disk is full",
                "53200 | it is out of memory",
                "53300 | it has too many connections",
                "53400 | it is short of resources",
                "57P01 | it was stopped, or ends connections",
                "57P02 | it was stopped, or ends connections",
                "57P03 | it does not accept connections yet, or any more",
                "58000 | it has an I/O error",
                "58030 | it has an I/O error",
                "58P01 | it has an I/O error",
                "XX001 | its data are damaged",
                "90028 | its file cannot be read or written",
                "90031 | its file cannot be read or written",
                "90097 | it is read-only",
                "90098 | its file cannot be read or written",
                "90108 | it is out of memory"
            })
    void databaseFailureIsOutage(String state, String meaning) {
        assertThat(SqlErrors.translated(thrown(state))).isInstanceOf(Unavailable.class);
        assertThat(SqlErrors.isOutage(thrown(state))).isTrue();
        assertThat(SqlErrors.describe(thrown(state))).isEqualTo(meaning + " (SQLSTATE " + state + ")");
    }

    @ParameterizedTest
    @ValueSource(strings = {"57014", "55P03", "25P03", "25P04", "40001", "40P01", "HYT00"})
    void transactionFailureIsUnavailableButNoOutage(String state) {
        assertThat(SqlErrors.translated(thrown(state))).isInstanceOf(Unavailable.class);
        assertThat(SqlErrors.isOutage(thrown(state))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"22001", "22021", "23505", "23503", "42601", "42P01", "0A000", "54000"})
    void otherErrorsStayUnchanged(String state) {
        var mistake = thrown(state);
        assertThat(SqlErrors.translated(mistake)).isSameAs(mistake);
    }

    @Test
    void brokenH2StoreIsOutage() {
        var broken = new IllegalStateException(new SQLException(
                "General error", "HY000", DataUtils.newMVStoreException(DataUtils.ERROR_WRITING_FAILED, "full")));
        assertThat(SqlErrors.isOutage(broken)).isTrue();
        assertThat(SqlErrors.describe(broken)).isEqualTo("its file cannot be read or written (SQLSTATE HY000)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"25006", "42501", "57P01", "58030", "08006", "25P03", "53200"})
    void uselessConnectionLeavesPool(String state) {
        assertThat(SqlErrors.isConnectionUseless(new SQLException("", state))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"53100", "57014", "55P03", "40001", "23505"})
    void usableConnectionStaysInPool(String state) {
        assertThat(SqlErrors.isConnectionUseless(new SQLException("", state))).isFalse();
    }
}
