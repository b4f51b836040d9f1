package dev.confab.chat.app;

import dev.confab.chat.domain.user.ServiceName;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code confab token create}: prints a new token and nothing else, for use in scripts. */
@Command(name = "create", description = "Create a service token and print it once.", mixinStandardHelpOptions = true)
final class TokenCreateCommand implements Callable<Integer> {

    private final CommandContext context;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--service", required = true, paramLabel = "NAME", description = "Name of the service.")
    private String service = "";

    TokenCreateCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var settings = SettingsOptions.read(Objects.requireNonNull(spec), context);
        var name = new ServiceName(service);
        var token = Operator.of(settings, operator -> operator.createToken(name));
        context.out().println(token.value());
        return 0;
    }
}
