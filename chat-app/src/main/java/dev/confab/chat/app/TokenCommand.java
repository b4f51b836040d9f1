package dev.confab.chat.app;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Groups what operators do with the tokens of services. */
@Command(name = "token", description = "Tokens of services.", mixinStandardHelpOptions = true)
final class TokenCommand implements Runnable {

    @Spec
    private @Nullable CommandSpec spec;

    private TokenCommand() {}

    /** The group with its commands. */
    static CommandLine commandLine(CommandContext around) {
        return new CommandLine(new TokenCommand())
                .addSubcommand(SettingsOptions.ofDatabase(new CommandLine(new TokenCreateCommand(around))))
                .addSubcommand(SettingsOptions.ofDatabase(new CommandLine(new TokenListCommand(around))))
                .addSubcommand(SettingsOptions.ofDatabase(new CommandLine(new TokenRevokeCommand(around))));
    }

    @Override
    public void run() {
        Objects.requireNonNull(spec).commandLine().usage(spec.commandLine().getOut());
    }
}
