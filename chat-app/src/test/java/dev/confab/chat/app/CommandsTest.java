package dev.confab.chat.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {

    @TempDir
    private Path folder;

    private Installation installation;

    @BeforeEach
    void install() {
        installation = TestDatabase.H2.install(folder);
    }

    @Test
    void noCommandPrintsAllCommands() {
        var typed = type();

        assertThat(typed.code()).isZero();
        assertThat(typed.out()).contains("serve", "chat", "bench", "user", "token", "migrate");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "serve",
                "chat",
                "bench",
                "migrate",
                "user",
                "user create",
                "token",
                "token create",
                "token list",
                "token revoke"
            })
    void everyCommandHasHelpAndVersion(String command) {
        var words = command.isEmpty() ? List.<String>of() : List.of(command.split(" "));

        assertThat(type(words, "--help").out()).startsWith("Usage: confab" + (command.isEmpty() ? "" : " ") + command);
        assertThat(type(words, "--version").out()).isEqualTo("Confab development\n");
    }

    private CommandResult type(List<String> command, String flag) {
        var words = new ArrayList<>(command);
        words.add(flag);
        return type(words.toArray(String[]::new));
    }

    @Test
    void everySettingHasAFlagAndSecretsOneForTheirFile() {
        var help = type("serve", "--help").out();

        for (var setting : SettingTable.all()) {
            assertThat(help).contains(setting.flag() + "=");
            assertThat(help.contains("--" + setting.key() + "="))
                    .as(setting.key())
                    .isNotEqualTo(setting.isSecret());
        }
    }

    @Test
    void unknownCommandExitsWithTwoAndPointsToHelp() {
        var typed = type("serv");

        assertThat(typed.code()).isEqualTo(2);
        assertThat(typed.err()).contains("serv", "See confab --help");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "serve",
                "migrate",
                "user create ann --password-stdin",
                "token create --service ci",
                "token list",
                "token revoke ci"
            })
    void wrongSettingExitsWithTwoAndNamesIt(String command) {
        var typed = CommandResult.command(
                installation.with("CONFAB_PORT", "abc").with("CONFAB_DRIAN", "1s"), "", command.split(" "));

        assertThat(typed.code()).isEqualTo(2);
        assertThat(typed.out()).isEmpty();
        assertThat(typed.err()).isEqualTo("""
                CONFAB_DRIAN: there is no such setting
                CONFAB_PORT: must be a whole number from 0 to 65535, not "abc"
                """);
    }

    @Test
    void takenPortExitsWithOne() throws IOException {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var typed = type("serve", "--port", String.valueOf(other.getLocalPort()));

            assertThat(typed.code()).isEqualTo(1);
            assertThat(typed.out()).isEmpty();
            assertThat(typed.err())
                    .isEqualTo("Cannot listen on 127.0.0.1:" + other.getLocalPort()
                            + " (choose another with --host and --port): Address already in use\n");
        }
        try (var free = installation.start()) {
            assertThat(free.port()).isPositive();
        }
    }

    @Test
    void unreachableDatabaseExitsWithOneWithoutShowingThePassword() {
        var away = installation
                .with("CONFAB_DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/confab")
                .with("CONFAB_DATABASE_USER", "confab")
                .with("CONFAB_DATABASE_PASSWORD", "geheim");
        var typed = CommandResult.command(away, "", "serve");

        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.err())
                .startsWith("Cannot use the database of database-url: ")
                .doesNotContain("geheim");
    }

    @Test
    void passwordInADatabaseUrlIsNotShown() {
        var wrong = installation.with("CONFAB_DATABASE_URL", "jdbc:h2:file:./x;PASSWORD=geheim;NO_SUCH=1");
        var typed = CommandResult.command(wrong, "", "migrate");

        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.err()).startsWith("Cannot use the database").doesNotContain("geheim");
    }

    @Test
    void migrateReportsTheNumberOfMigrations() {
        assertThat(type("migrate").out()).startsWith("Migrations done: ");
        assertThat(type("migrate").out()).isEqualTo("The schema is up to date.\n");
    }

    @Test
    void userCreateAsksForThePasswordTwice() {
        var typed = CommandResult.interactively(
                installation, List.of(TestUser.PASSWORD, TestUser.PASSWORD), "user", "create", "ann");

        assertThat(typed.code()).isZero();
        assertThat(typed.out()).startsWith("Created the account ann, id ");
    }

    @Test
    void userCreateRefusesDifferentPasswords() {
        var typed = CommandResult.interactively(
                installation, List.of(TestUser.PASSWORD, "another"), "user", "create", "ann");

        assertThat(typed.code()).isEqualTo(2);
        assertThat(typed.err()).startsWith("The passwords do not match.");
    }

    @Test
    void userCreateWithoutTerminalNeedsThePasswordOnStandardInput() {
        assertThat(type("user", "create", "ann").code()).isEqualTo(2);
        assertThat(type("user", "create", "ann", "--password-stdin").code()).isEqualTo(2);
    }

    @Test
    void weakPasswordAndInvalidNameExitWithOne() {
        var weak = CommandResult.command(installation, "short\n", "user", "create", "ann", "--password-stdin");
        var bad = CommandResult.command(installation, TestUser.PASSWORD, "user", "create", "a b", "--password-stdin");

        assertThat(weak.code()).isEqualTo(1);
        assertThat(weak.err()).isEqualTo("password: Must be at least 8 characters.\n");
        assertThat(bad.code()).isEqualTo(1);
        assertThat(bad.err()).startsWith("username: ");
        assertThat(Files.exists(folder.resolve("data"))).isFalse();
    }

    @Test
    void tokenIsPrintedAloneThenListedAndRevoked() {
        var made = type("token", "create", "--service", "my service");
        assertThat(made.code()).isZero();
        assertThat(made.out()).matches("cfs_[A-Za-z0-9_-]{32}\n");
        assertThat(type("token", "list").out()).matches("\\S+Z  my service\n").doesNotContain("cfs_");
        assertThat(type("token", "revoke", "my service").out()).isEqualTo("Revoked the tokens of my service: 1\n");
        assertThat(type("token", "list").out()).isEmpty();
        var again = type("token", "revoke", "my service");
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err()).isEqualTo("Service not found.\n");
    }

    @Test
    void tokenCreateNeedsAServiceName() {
        assertThat(type("token", "create").code()).isEqualTo(2);
        var nameless = type("token", "create", "--service", " ");
        assertThat(nameless.code()).isEqualTo(1);
        assertThat(nameless.err()).isEqualTo("service: Must not be blank.\n");
    }

    private CommandResult type(String... words) {
        return CommandResult.command(installation, "", words);
    }
}
