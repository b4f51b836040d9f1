package dev.confab.chat.app;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code confab token list}: prints the creation time and the service of each token. */
@Command(name = "list", description = "List service tokens.", mixinStandardHelpOptions = true)
final class TokenListCommand implements Callable<Integer> {

    private final CommandContext context;

    @Spec
    private @Nullable CommandSpec spec;

    TokenListCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var settings = SettingsOptions.read(Objects.requireNonNull(spec), context);
        for (var token : Operator.of(settings, Operator::tokens)) {
            context.out().println(token.created() + "  " + token.service());
        }
        return 0;
    }
}
