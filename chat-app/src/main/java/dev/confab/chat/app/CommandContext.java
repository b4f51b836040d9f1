package dev.confab.chat.app;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a command gets to see of the process it runs in.
 *
 * @param passwords asks for a password with the given prompt, without showing it; empty where nobody can be asked
 */
record CommandContext(
        Path directory,
        Map<String, String> environment,
        InputStream in,
        PrintStream out,
        PrintStream err,
        Function<String, Optional<String>> passwords) {

    static CommandContext ofProcess() {
        return new CommandContext(
                Path.of(""), System.getenv(), System.in, System.out, System.err, CommandContext::askInTerminal);
    }

    @SuppressWarnings("SystemConsoleNull") // from JDK 25 on, null without a terminal again
    private static Optional<String> askInTerminal(String prompt) {
        var console = System.console();
        return console == null
                ? Optional.empty()
                : Optional.ofNullable(console.readPassword("%s", prompt)).map(String::valueOf);
    }
}
