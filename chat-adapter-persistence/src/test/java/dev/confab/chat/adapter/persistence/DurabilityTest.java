package dev.confab.chat.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.domain.port.Unavailable;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.Test;

/** The durability of writes, to the extent that database settings show it. */
class DurabilityTest {

    @Test
    void fileOpenInOtherProcessIsUnavailable() {
        var settings = Databases.freshH2File();
        try (var writer = WriterProcess.start(settings, 1, 0)) {
            writer.recordUntil(1, new Acknowledgements(), () -> {
                assertThatThrownBy(() -> PersistenceAdapter.open(settings)).isInstanceOf(Unavailable.class);
                writer.kill();
            });
        }
    }

    @Test
    void h2WritesOnCommit() {
        assertThat(
                        answer(
                                Databases.h2File(),
                                "select distinct setting_value from information_schema.settings where setting_name = 'WRITE_DELAY'"))
                .isEqualTo("0");
    }

    /** By default, H2 compacts for 200 ms on close, and may drop chunks that the file still refers to. */
    @Test
    void h2DoesNotCompactOnClose() {
        assertThat(
                        answer(
                                Databases.h2File(),
                                "select distinct setting_value from information_schema.settings where setting_name = 'MAX_COMPACT_TIME'"))
                .isEqualTo("0");
    }

    /** The embedded server has it off by default, so the test can show that it is switched on. */
    @Test
    void postgresCommitsSynchronouslyDespiteConfiguration() {
        var adapter = Databases.postgres();
        assertThat(answer(adapter, "select boot_val from pg_settings where name = 'synchronous_commit'"))
                .isEqualTo("on");
        assertThat(answer(adapter, "select reset_val from pg_settings where name = 'synchronous_commit'"))
                .isEqualTo("off");
        assertThat(answer(adapter, "show synchronous_commit")).isEqualTo("on");
        assertThat(answer(adapter, "show lock_timeout")).isEqualTo("10s");
        assertThat(answer(adapter, "show idle_in_transaction_session_timeout")).isEqualTo("30s");
        assertThat(answer(adapter, "show transaction_isolation")).isEqualTo("read committed");
    }

    private static String answer(PersistenceAdapter adapter, String sql) {
        return adapter.sessions()
                .fromStatelessSession((StatelessSession session) ->
                        session.createNativeQuery(sql, String.class).getSingleResult());
    }
}
