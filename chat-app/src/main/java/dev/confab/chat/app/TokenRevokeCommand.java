package dev.confab.chat.app;

import dev.confab.chat.domain.user.ServiceName;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code confab token revoke}: takes all tokens of a service back, at once. */
@Command(name = "revoke", description = "Revoke all tokens of a service.", mixinStandardHelpOptions = true)
final class TokenRevokeCommand implements Callable<Integer> {

    private final CommandContext around;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "What you called the service.")
    private String service = "";

    TokenRevokeCommand(CommandContext around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        var settings = SettingsOptions.read(Objects.requireNonNull(spec), around);
        var name = new ServiceName(service);
        int revoked = Operator.of(settings, operator -> operator.revokeTokens(name));
        around.out().println("Revoked the tokens of " + name + ": " + revoked);
        return 0;
    }
}
