package dev.confab.chat.app;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code confab token}: the group of commands for service tokens. */
@Command(name = "token", description = "Manage service tokens.", mixinStandardHelpOptions = true)
final class TokenCommand implements Runnable {

    @Spec
    private @Nullable CommandSpec spec;

    private TokenCommand() {}

    /** Returns the group with its commands. */
    static CommandLine commandLine(CommandContext context) {
        return new CommandLine(new TokenCommand())
                .addSubcommand(SettingsOptions.ofDatabase(new CommandLine(new TokenCreateCommand(context))))
                .addSubcommand(SettingsOptions.ofDatabase(new CommandLine(new TokenListCommand(context))))
                .addSubcommand(SettingsOptions.ofDatabase(new CommandLine(new TokenRevokeCommand(context))));
    }

    @Override
    public void run() {
        Objects.requireNonNull(spec).commandLine().usage(spec.commandLine().getOut());
    }
}
