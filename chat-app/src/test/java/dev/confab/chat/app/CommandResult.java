package dev.confab.chat.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntBiFunction;

/** The exit code and the output of a command. */
record CommandResult(int code, String out, String err) {

    /** Runs a command without a terminal. */
    static CommandResult command(Installation installation, String input, String... words) {
        return run(installation, input, List.of(), words);
    }

    /** Runs a command at a terminal at which these passwords are typed. */
    static CommandResult interactively(Installation installation, List<String> passwords, String... words) {
        return run(installation, "", passwords, words);
    }

    private static CommandResult run(Installation installation, String input, List<String> passwords, String... words) {
        var left = new ArrayDeque<>(passwords);
        return by((out, err) -> Main.commandLine(new CommandContext(
                        installation.folder(),
                        installation.environment(),
                        new ByteArrayInputStream(input.getBytes(UTF_8)),
                        out,
                        err,
                        prompt -> Optional.ofNullable(left.poll())))
                .execute(words));
    }

    /** Collects what a command writes to its output and its error output, and its exit code. */
    static CommandResult by(ToIntBiFunction<PrintStream, PrintStream> command) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int code = command.applyAsInt(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
        return new CommandResult(code, out.toString(UTF_8), err.toString(UTF_8));
    }
}
