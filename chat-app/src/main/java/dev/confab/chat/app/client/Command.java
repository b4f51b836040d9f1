package dev.confab.chat.app.client;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What can be typed instead of a message. */
enum Command {
    ROOMS("", "my rooms, with what is unread"),
    JOIN("NAME", "go to a room, or open it; a number is one of the /rooms list"),
    DIRECT("USER", "talk to one person alone"),
    WHO("", "who is in this room"),
    HISTORY("[N]", "the messages before those on the screen"),
    HELP("", "this list"),
    QUIT("", "leave, like Ctrl-D and Ctrl-C");

    /** A command with what was typed behind it, stripped. */
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

    /** Is {@code typed} a command, known or not? A message that shall begin with a slash is typed with two. */
    static boolean isCommand(String typed) {
        return typed.startsWith("/") && !typed.startsWith("//");
    }

    /** What is to be sent when {@code typed}, which is no command, is entered. */
    static String message(String typed) {
        return typed.startsWith("//") ? typed.substring(1) : typed;
    }

    /** Reads a typed command; empty if it is none that exists. */
    static Optional<Call> parse(String typed) {
        var words = typed.strip().split("\\s+", 2);
        var argument = words.length > 1 ? words[1] : "";
        return Arrays.stream(values())
                .filter(command -> command.spelling().equalsIgnoreCase(words[0]))
                .map(command -> new Call(command, argument))
                .findFirst();
    }
}
