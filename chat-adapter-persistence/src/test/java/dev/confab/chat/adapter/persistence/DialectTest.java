package dev.confab.chat.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.adapter.persistence.PersistenceAdapter.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DialectTest {

    @Test
    void h2FileUrlGetsDefaults() {
        assertThat(Dialect.H2_FILE.completed("jdbc:h2:file:./data/chat"))
                .isEqualTo("jdbc:h2:file:async:./data/chat;WRITE_DELAY=0;MAX_COMPACT_TIME=0;OPTIMIZE_REUSE_RESULTS=0"
                        + ";LOCK_TIMEOUT=10000;DB_CLOSE_ON_EXIT=FALSE");
    }

    @Test
    void parametersOfUrlAreKept() {
        assertThat(Dialect.H2_FILE.completed("jdbc:h2:file:nio:/x;lock_timeout=1;WRITE_DELAY=0"))
                .isEqualTo("jdbc:h2:file:nio:/x;lock_timeout=1;WRITE_DELAY=0"
                        + ";MAX_COMPACT_TIME=0;OPTIMIZE_REUSE_RESULTS=0;DB_CLOSE_ON_EXIT=FALSE");
        assertThat(Dialect.POSTGRESQL.completed("jdbc:postgresql://h/d?socketTimeout=7&connectTimeout=3"))
                .startsWith("jdbc:postgresql://h/d?socketTimeout=7&connectTimeout=3&")
                .containsOnlyOnce("socketTimeout")
                .containsOnlyOnce("connectTimeout");
    }

    @Test
    void postgresUrlGetsParametersAfterQuestionMark() {
        assertThat(Dialect.POSTGRESQL.completed("jdbc:postgresql://h/d"))
                .startsWith("jdbc:postgresql://h/d?reWriteBatchedInserts=true&");
    }

    @Test
    void parameterNamesAreComparedWhole() {
        assertThat(Dialect.H2_MEMORY.completed("jdbc:h2:mem:x;OLD_LOCK_TIMEOUT=1"))
                .contains(";LOCK_TIMEOUT=10000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "jdbc:h2:x",
                "jdbc:h2:tcp://localhost/x",
                "jdbc:h2:mem:",
                "jdbc:h2:mem:;MODE=PostgreSQL",
                "jdbc:h2:file:",
                "jdbc:mysql://localhost/x",
                "postgresql://localhost/x",
                "jdbc:postgresql:"
            })
    void unsupportedDatabasesAreRefused(String jdbcUrl) {
        assertThatThrownBy(() -> Databases.settings(jdbcUrl))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("jdbc:postgresql://HOST/DATABASE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"WRITE_DELAY=500", "write_delay=00500", "Write_Delay=1"})
    void delayedWritesAreRefused(String parameter) {
        assertThatThrownBy(() -> Databases.settings("jdbc:h2:file:/x;" + parameter))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("WRITE_DELAY");
    }

    @Test
    void compactionOnCloseIsRefused() {
        assertThatThrownBy(() -> Databases.settings("jdbc:h2:file:/x;max_compact_time=200"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The database URL must not set MAX_COMPACT_TIME to anything but 0.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:h2:file:/a/chat", "jdbc:h2:file:nio:/a/chat;LOCK_TIMEOUT=1"})
    void pathOfH2UrlIsFound(String jdbcUrl) {
        assertThat(Dialect.H2_FILE.path(jdbcUrl)).isEqualTo("/a/chat");
    }

    @Test
    void emptyPoolIsRefused() {
        assertThatThrownBy(() -> new Settings("jdbc:h2:mem:x", null, null, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void settingsToStringOmitsPassword() {
        assertThat(new Settings("jdbc:postgresql://h/d?password=secret1", "me", "secret2", 1).toString())
                .doesNotContain("secret");
    }
}
