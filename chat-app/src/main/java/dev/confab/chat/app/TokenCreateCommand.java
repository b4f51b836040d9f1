package dev.confab.chat.app;

import dev.confab.chat.domain.user.ServiceName;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code confab token create}: prints a new token and nothing else, so that a script can keep it. */
@Command(
        name = "create",
        description = "Make a token for a service and print it, this once.",
        mixinStandardHelpOptions = true)
final class TokenCreateCommand implements Callable<Integer> {

    private final CommandContext around;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--service", required = true, paramLabel = "NAME", description = "What you call the service.")
    private String service = "";

    TokenCreateCommand(CommandContext around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        var settings = SettingsOptions.read(Objects.requireNonNull(spec), around);
        var name = new ServiceName(service);
        var token = Operator.of(settings, operator -> operator.createToken(name));
        around.out().println(token.value());
        return 0;
    }
}
