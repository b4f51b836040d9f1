package dev.confab.chat.app.bench;

import dev.confab.chat.app.Main;
import java.io.PrintStream;
import picocli.CommandLine;

/** The entry point of {@code confab-bench.jar}. The load tool has a jar of its own, so that no server carries it. */
public final class BenchMain {

    private BenchMain() {}

    /** Runs the load tool and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(commandLine(System.out, System.err).execute(args));
    }

    /** Returns the command line of the load tool, which writes to {@code out} and {@code err}. */
    public static CommandLine commandLine(PrintStream out, PrintStream err) {
        return Main.prepare(new CommandLine(new BenchCommand(out, err)).setCommandName("confab bench"), out, err);
    }
}
