package dev.confab.chat.app;

import dev.confab.chat.domain.user.ServiceName;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code confab token revoke}: revokes all tokens of a service. */
@Command(name = "revoke", description = "Revoke all tokens of a service.", mixinStandardHelpOptions = true)
final class TokenRevokeCommand implements Callable<Integer> {

    private final CommandContext context;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "Name of the service.")
    private String service = "";

    TokenRevokeCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var settings = SettingsOptions.read(Objects.requireNonNull(spec), context);
        var name = new ServiceName(service);
        int revoked = Operator.of(settings, operator -> operator.revokeTokens(name));
        context.out().println("Revoked the tokens of " + name + ": " + revoked);
        return 0;
    }
}
