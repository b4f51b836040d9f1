package dev.confab.chat.app;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code confab token list}: prints when each token was made, and for which service. */
@Command(name = "list", description = "List the services that have tokens.", mixinStandardHelpOptions = true)
final class TokenListCommand implements Callable<Integer> {

    private final CommandContext around;

    @Spec
    private @Nullable CommandSpec spec;

    TokenListCommand(CommandContext around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        var settings = SettingsOptions.read(Objects.requireNonNull(spec), around);
        for (var token : Operator.of(settings, Operator::tokens)) {
            around.out().println(token.created() + "  " + token.service());
        }
        return 0;
    }
}
