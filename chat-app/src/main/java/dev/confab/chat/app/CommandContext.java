package dev.confab.chat.app;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The process as a command sees it.
 *
 * @param passwords prompts for a password without showing it; returns empty where there is no terminal
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

    @SuppressWarnings("SystemConsoleNull") // since JDK 25, null without a terminal
    private static Optional<String> askInTerminal(String prompt) {
        var console = System.console();
        return console == null
                ? Optional.empty()
                : Optional.ofNullable(console.readPassword("%s", prompt)).map(String::valueOf);
    }
}
