package dev.confab.chat.adapter.persistence;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.adapter.persistence.PersistenceAdapter.Settings;
import dev.confab.chat.domain.port.Unavailable;
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.UserId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a write promises when it returns. */
class DurabilityTest {

    private static final String STORED = "stored: ";

    /** A process of its own: adds users as fast as it can on some threads, and prints each that is stored. */
    static final class Writer {

        private static final int THREADS = 4;

        private Writer() {}

        public static void main(String[] arguments) {
            var chat = new Chat(PersistenceAdapter.open(Databases.settings(arguments[0])));
            for (int number = 0; number < THREADS; number++) {
                new Thread(() -> addForEver(chat)).start();
            }
        }

        private static void addForEver(Chat chat) {
            while (true) {
                print(chat.user());
            }
        }

        private static synchronized void print(User stored) {
            System.out.println(STORED + stored.id());
            if (System.out.checkError()) {
                Runtime.getRuntime().halt(1); // nobody reads: the test itself was killed
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 50, 400})
    void aProcessThatIsKilledLosesNothingThatItHasCommitted(int atLeast) throws Exception {
        var settings = Databases.freshH2File();
        var stored = killedAfter(atLeast, settings);
        assertThat(stored).hasSizeGreaterThanOrEqualTo(atLeast);
        try (var adapter = PersistenceAdapter.open(settings)) {
            var found = adapter.transactions().read(() -> adapter.users().findAll(stored));
            assertThat(found).extracting(User::id).containsExactlyInAnyOrderElementsOf(stored);
        }
    }

    @Test
    void aFileThatAnotherProcessHasOpenIsUnavailable() throws Exception {
        var settings = Databases.freshH2File();
        var writer = start(settings);
        try (var lines = linesOf(writer)) {
            assertThat(nextStored(lines)).isPresent();
            assertThatThrownBy(() -> PersistenceAdapter.open(settings)).isInstanceOf(Unavailable.class);
        } finally {
            kill(writer);
        }
    }

    @Test
    void h2WritesAtTheCommit() {
        assertThat(
                        answer(
                                Databases.h2File(),
                                "select distinct setting_value from information_schema.settings where setting_name = 'WRITE_DELAY'"))
                .isEqualTo("0");
    }

    /** The embedded server of the tests has it off by default, which makes it a good one to see it put right. */
    @Test
    void postgresWaitsForTheDiskAlsoWhereItsConfigurationSaysOtherwise() {
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

    private static Set<UserId> killedAfter(int atLeast, Settings settings) throws Exception {
        var writer = start(settings);
        var stored = new HashSet<UserId>();
        try (var lines = linesOf(writer)) {
            for (var id = nextStored(lines); id.isPresent(); id = nextStored(lines)) {
                stored.add(id.get());
                if (stored.size() == atLeast) {
                    kill(writer);
                }
            }
        } catch (IOException streamClosedByTheKill) {
            // what came through before is what counts
        }
        return stored;
    }

    private static Process start(Settings settings) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var classes = System.getProperty("java.class.path");
        return new ProcessBuilder(List.of(java, "-cp", classes, Writer.class.getName(), settings.jdbcUrl()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static Optional<UserId> nextStored(BufferedReader lines) throws IOException {
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(STORED) && line.length() == STORED.length() + 36) {
                return Optional.of(UserId.parse(line.substring(STORED.length())));
            }
        }
        return Optional.empty();
    }

    private static BufferedReader linesOf(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    private static void kill(Process process) {
        try {
            assertThat(process.destroyForcibly().waitFor(60, SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new UncheckedIOException(new IOException(interrupted));
        }
    }
}
