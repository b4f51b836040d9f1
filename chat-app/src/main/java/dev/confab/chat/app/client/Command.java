package dev.confab.chat.app.client;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The commands that can be typed instead of a message. */
enum Command {
    ROOMS("", "list my rooms and unread messages"),
    JOIN("NAME", "join or create a room; or a number from /rooms"),
    DIRECT("USER", "chat with one user"),
    WHO("", "list the members of this room"),
    HISTORY("[N]", "show earlier messages"),
    HELP("", "list the commands"),
    QUIT("", "leave; also Ctrl-D and Ctrl-C");

    /** A command with its argument, which is stripped and may be empty. */
    record Call(Command command, String argument) {}

    private final String parameter;
    private final String purpose;

    Command(String parameter, String purpose) {
        this.parameter = parameter;
        this.purpose = purpose;
    }

    String spelling() {
        return "/" + name().toLowerCase(Locale.ROOT);
    }

    String help() {
        return String.format(Locale.ROOT, "%-14s %s", (spelling() + " " + parameter).strip(), purpose);
    }

    static List<String> names() {
        return Arrays.stream(values()).map(Command::spelling).toList();
    }

    /** Whether {@code typed} is a command, known or not. A message that begins with a slash is typed with two. */
    static boolean isCommand(String typed) {
        return typed.startsWith("/") && !typed.startsWith("//");
    }

    /** Returns the message that {@code typed}, which must not be a command, stands for. */
    static String message(String typed) {
        return typed.startsWith("//") ? typed.substring(1) : typed;
    }

    /** Parses a typed command; empty if it is unknown. */
    static Optional<Call> parse(String typed) {
        var words = typed.strip().split("\\s+", 2);
        var argument = words.length > 1 ? words[1] : "";
        return Arrays.stream(values())
                .filter(command -> command.spelling().equalsIgnoreCase(words[0]))
                .map(command -> new Call(command, argument))
                .findFirst();
    }
}
