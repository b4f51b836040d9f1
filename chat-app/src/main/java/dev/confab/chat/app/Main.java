package dev.confab.chat.app;

import dev.confab.chat.app.client.ChatCommand;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.Unavailable;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command line. The exit code is 0 for success, which for a server is a graceful stop; 2 for an invalid command or
 * setting; 1 for any other failure.
 */
@Command(name = "confab", description = "Chat for the JVM.", mixinStandardHelpOptions = true)
public final class Main implements Runnable {

    private static final int FAILED = 1;
    private static final int WRONG = 2;

    @Spec
    private @Nullable CommandSpec spec;

    private Main() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(commandLine(CommandContext.ofProcess()).execute(args));
    }

    static CommandLine commandLine(CommandContext context) {
        var user = new CommandLine(new UserCommand())
                .addSubcommand(SettingsOptions.ofDatabase(new CommandLine(new UserCreateCommand(context))));
        var confab = new CommandLine(new Main())
                .addSubcommand(SettingsOptions.all(new CommandLine(new ServeCommand(context))))
                .addSubcommand(new ChatCommand())
                .addSubcommand(new BenchHint())
                .addSubcommand(user)
                .addSubcommand(TokenCommand.commandLine(context))
                .addSubcommand(SettingsOptions.ofDatabase(new CommandLine(new MigrateCommand(context))));
        return prepare(confab, context.out(), context.err());
    }

    /** Gives a command the streams, the messages, the exit codes and the version that all commands share. */
    public static CommandLine prepare(CommandLine command, PrintStream out, PrintStream err) {
        command.setOut(writer(out))
                .setErr(writer(err))
                .setExecutionExceptionHandler((failure, failed, parsed) -> explain(failure, err))
                .setParameterExceptionHandler((wrong, arguments) -> explain(wrong));
        setVersion(command);
        return command;
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, stream.charset());
    }

    private static void setVersion(CommandLine command) {
        var version = Main.class.getPackage().getImplementationVersion();
        command.getCommandSpec().version("Confab " + Objects.requireNonNullElse(version, "development"));
        command.getSubcommands().values().forEach(Main::setVersion);
    }

    private static int explain(ParameterException wrong) {
        var command = wrong.getCommandLine();
        command.getErr().println(wrong.getMessage());
        UnmatchedArgumentException.printSuggestions(wrong, command.getErr());
        command.getErr().println("See " + command.getCommandSpec().qualifiedName() + " --help");
        return WRONG;
    }

    private static int explain(Exception failure, PrintStream err) {
        switch (failure) {
            case WrongSettings wrong -> {
                err.println(wrong.getMessage());
                return WRONG;
            }
            case StartFailure known -> err.println(known.getMessage());
            case Unavailable unavailable -> err.println(unavailable.getMessage());
            case Refusal.Invalid refused -> err.println(refused.field() + ": " + refused.getMessage());
            case Refusal refused -> err.println(refused.getMessage());
            default -> LoggerFactory.getLogger(Main.class).error("Command failed", failure);
        }
        return FAILED;
    }

    /** Prints the usage: without a command there is nothing to run. */
    @Override
    public void run() {
        Objects.requireNonNull(spec).commandLine().usage(spec.commandLine().getOut());
    }
}
