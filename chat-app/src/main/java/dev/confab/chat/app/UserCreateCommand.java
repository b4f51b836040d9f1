package dev.confab.chat.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.confab.chat.application.account.SignUp;
import dev.confab.chat.domain.user.Password;
import dev.confab.chat.domain.user.Username;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code confab user create}: makes an account, whether the server is running or not. */
@Command(name = "create", description = "Make an account.", mixinStandardHelpOptions = true)
final class UserCreateCommand implements Callable<Integer> {

    private final CommandContext around;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "The user name.")
    private String name = "";

    @Option(names = "--staff", description = "May use the administration.")
    private boolean staff;

    @Option(names = "--password-stdin", description = "Take the password from the first line of the input.")
    private boolean passwordStdin;

    UserCreateCommand(CommandContext around) {
        this.around = around;
    }

    @Override
    public Integer call() throws IOException {
        var settings = SettingsOptions.read(spec(), around);
        requireAccounts(settings);
        var username = new Username(name);
        var signUp = new SignUp(username, password(), null, null).check();
        var id = Operator.of(settings, operator -> operator.createUser(signUp, staff));
        around.out().println("Made the account " + username + (staff ? " (staff)" : "") + ", id " + id);
        return 0;
    }

    private static void requireAccounts(Settings settings) {
        if (settings.auth().host() != null) {
            throw new WrongSettings(
                    List.of(Setting.AUTH_MODE.key() + ": the accounts are those of the host application"));
        }
    }

    private CommandSpec spec() {
        return Objects.requireNonNull(spec);
    }

    private Password password() throws IOException {
        return new Password(passwordStdin ? read() : ask());
    }

    private String read() throws IOException {
        var line = new BufferedReader(new InputStreamReader(around.in(), UTF_8)).readLine();
        if (line == null) {
            throw wrong("There is no password on the standard input");
        }
        return line;
    }

    private String ask() {
        var first = prompt("Password for " + name + ": ");
        if (!first.equals(prompt("The same again: "))) {
            throw wrong("These were not the same");
        }
        return first;
    }

    private String prompt(String text) {
        return around.passwords()
                .apply(text)
                .orElseThrow(() -> wrong("Without a terminal, --password-stdin is needed"));
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec().commandLine(), message);
    }
}
