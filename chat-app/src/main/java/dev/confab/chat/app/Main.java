package dev.confab.chat.app;

import dev.confab.chat.app.bench.BenchCommand;
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
 * The command line. Ends with 0 if all went well, which for a server is a graceful stop; with 2 if the command or a
 * setting is wrong; with 1 otherwise.
 */
@Command(name = "confab", description = "Chat for the JVM.", mixinStandardHelpOptions = true)
public final class Main implements Runnable {

    private static final int FAILED = 1;
    private static final int WRONG = 2;

    @Spec
    private @Nullable CommandSpec spec;

    private Main() {}

    /** Runs the command that {@code args} ask for. */
    public static void main(String[] args) {
        System.exit(commandLine(CommandContext.ofProcess()).execute(args));
    }

    static CommandLine commandLine(CommandContext context) {
        var user = new CommandLine(new UserCommand())
                .addSubcommand(SettingsOptions.ofDatabase(new CommandLine(new UserCreateCommand(context))));
        var confab = new CommandLine(new Main())
                .addSubcommand(SettingsOptions.all(new CommandLine(new ServeCommand(context))))
                .addSubcommand(new ChatCommand())
                .addSubcommand(new BenchCommand(context.out(), context.err()))
                .addSubcommand(user)
                .addSubcommand(TokenCommand.commandLine(context))
                .addSubcommand(SettingsOptions.ofDatabase(new CommandLine(new MigrateCommand(context))))
                .setOut(writer(context.out()))
                .setErr(writer(context.err()))
                .setExecutionExceptionHandler((failure, command, parsed) -> explain(failure, context.err()));
        confab.setParameterExceptionHandler((wrong, arguments) -> explain(wrong));
        setVersion(confab);
        return confab;
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
            case Unavailable away -> err.println(away.getMessage());
            case Refusal.Invalid refused -> err.println(refused.field() + ": " + refused.getMessage());
            case Refusal refused -> err.println(refused.getMessage());
            default -> LoggerFactory.getLogger(Main.class).error("The command failed", failure);
        }
        return FAILED;
    }

    /** Without a command, tells which there are. */
    @Override
    public void run() {
        Objects.requireNonNull(spec).commandLine().usage(spec.commandLine().getOut());
    }
}
