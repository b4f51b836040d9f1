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

/** {@code confab user create}: creates an account, whether the server is running or not. */
@Command(name = "create", description = "Create an account.", mixinStandardHelpOptions = true)
final class UserCreateCommand implements Callable<Integer> {

    private final CommandContext context;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "User name.")
    private String name = "";

    @Option(names = "--staff", description = "Grant access to the administration pages.")
    private boolean staff;

    @Option(names = "--password-stdin", description = "Read the password from standard input.")
    private boolean passwordStdin;

    UserCreateCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        var settings = SettingsOptions.read(spec(), context);
        requireAccounts(settings);
        var username = new Username(name);
        var signUp = new SignUp(username, password(), null, null).check();
        var id = Operator.of(settings, operator -> operator.createUser(signUp, staff));
        context.out().println("Created the account " + username + (staff ? " (staff)" : "") + ", id " + id);
        return 0;
    }

    private static void requireAccounts(Settings settings) {
        if (settings.host() != null) {
            throw new WrongSettings(
                    List.of(SettingTable.AUTH_MODE.key() + ": the accounts belong to the host application"));
        }
    }

    private CommandSpec spec() {
        return Objects.requireNonNull(spec);
    }

    private Password password() throws IOException {
        return new Password(passwordStdin ? read() : ask());
    }

    private String read() throws IOException {
        var line = new BufferedReader(new InputStreamReader(context.in(), UTF_8)).readLine();
        if (line == null) {
            throw wrong("There is no password on standard input.");
        }
        return line;
    }

    private String ask() {
        var first = prompt("Password for " + name + ": ");
        if (!first.equals(prompt("Repeat the password: "))) {
            throw wrong("The passwords do not match.");
        }
        return first;
    }

    private String prompt(String text) {
        return context.passwords().apply(text).orElseThrow(() -> wrong("There is no terminal. Use --password-stdin."));
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec().commandLine(), message);
    }
}
