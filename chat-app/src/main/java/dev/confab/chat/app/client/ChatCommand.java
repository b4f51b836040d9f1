package dev.confab.chat.app.client;

import dev.confab.chat.app.protocol.ChatApi;
import dev.confab.chat.app.protocol.Credentials;
import dev.confab.chat.app.protocol.Fault;
import dev.confab.chat.app.protocol.Http;
import dev.confab.chat.app.protocol.RoomSummary;
import dev.confab.chat.app.protocol.Tokens;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code confab chat}: the terminal client, for people and scripts. In a terminal it prompts for what it needs. With
 * {@code --password-stdin} it prompts for nothing: the first input line is the password, and every further line is a
 * message. Messages of the room go to standard output, everything else to standard error. Exits with 0; with 1 if the user
 * could not sign in, the server ended the log-in, or a line was not sent; with 2 if an option is wrong.
 */
@Command(name = "chat", description = "Chat in a terminal or from a script.", mixinStandardHelpOptions = true)
public final class ChatCommand implements Callable<Integer> {

    private static final int FAILED = 1;
    private static final Duration SIGN_OUT_TIMEOUT = Duration.ofSeconds(2);

    /** How long leaving waits for unsent lines, from the last progress. */
    private static final Duration SEND_TIMEOUT = Duration.ofSeconds(10);

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final Duration sendTimeout;
    private final RandomGenerator jitter;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--url", paramLabel = "URL", description = "Server URL. Default: ${DEFAULT-VALUE}")
    private URI url = URI.create("http://127.0.0.1:8080");

    @Option(names = "--user", paramLabel = "NAME", description = "Your user name.")
    private @Nullable String user;

    @Option(names = "--room", paramLabel = "NAME", description = "Public room to join; created if necessary.")
    private @Nullable String room;

    @Option(names = "--sign-up", description = "Create the account if it does not exist.")
    private boolean signUp;

    @Option(names = "--password-stdin", description = "Read the password, then messages, from standard input.")
    private boolean passwordStdin;

    /** Uses the streams of the process. */
    public ChatCommand() {
        this(System.in, System.out, System.err, SEND_TIMEOUT, new Random());
    }

    ChatCommand(InputStream in, PrintStream out, PrintStream err, Duration sendTimeout, RandomGenerator jitter) {
        this.in = in;
        this.out = out;
        this.err = err;
        this.sendTimeout = sendTimeout;
        this.jitter = jitter;
    }

    @Override
    public Integer call() {
        requireServerAddress();
        try (var screen = screen();
                var http = new Http(url, Http.TIMEOUT)) {
            return chat(screen, http);
        }
    }

    private void requireServerAddress() {
        var scheme = url.getScheme();
        if (url.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
            throw wrong("--url must be an http or https URL, such as http://127.0.0.1:8080");
        }
    }

    private Screen screen() {
        if (passwordStdin) {
            require("--user", user);
            require("--room", room);
            return new PipeScreen(in, out, err);
        }
        return TerminalScreen.open()
                .orElseThrow(() -> wrong("There is no terminal. Use --password-stdin, with --user and --room."));
    }

    private void require(String option, @Nullable String value) {
        if (value == null) {
            throw wrong("--password-stdin needs " + option + ".");
        }
    }

    private ParameterException wrong(String message) {
        if (spec == null) {
            throw new IllegalStateException(message);
        }
        return new ParameterException(spec.commandLine(), message);
    }

    private int chat(Screen screen, Http http) {
        try {
            return signIn(screen, http)
                    .map(tokens -> chat(screen, http, tokens))
                    .orElse(0);
        } catch (Fault.Unreachable fault) {
            screen.note("Cannot reach " + url + ": " + fault.reason());
        } catch (Fault.Refused refused) {
            screen.note(refused.status() == 404 ? url + " is not a Confab server with accounts" : refused.reason());
        } catch (Fault fault) {
            screen.note(fault.reason());
        }
        return FAILED;
    }

    private Optional<Tokens> signIn(Screen screen, Http http) {
        var name = user != null ? user : screen.ask("User name: ");
        if (name == null || name.isBlank()) {
            return Optional.empty();
        }
        var signIn = new SignIn(http, screen);
        if (!passwordStdin) {
            return signIn.asking(name.strip(), signUp);
        }
        var password = screen.read();
        return Optional.of(signIn.withPassword(new Credentials(name, password == null ? "" : password), signUp));
    }

    private int chat(Screen screen, Http http, Tokens tokens) {
        var rest = new ChatApi(http, tokens);
        try {
            var session = new Session(screen, http, tokens, sendTimeout, jitter);
            return chooseRoom(screen, rest).map(first -> chat(session, first)).orElse(0);
        } finally {
            signOut(tokens);
        }
    }

    /** Ends the chat if a signal ends the process, after unsent lines have been sent. */
    private static int chat(Session session, RoomSummary first) {
        try (var interruption = new Interruption(session::leaveSoon)) {
            return session.run(first);
        }
    }

    private static void signOut(Tokens tokens) {
        try {
            var unused = Thread.startVirtualThread(tokens::signOut).join(SIGN_OUT_TIMEOUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<RoomSummary> chooseRoom(Screen screen, ChatApi rest) {
        if (room != null) {
            return Optional.of(rest.roomByName(room));
        }
        var menu = new RoomMenu();
        menu.print(rest.myRooms(), screen);
        var typed = screen.ask("Which room? Number, or name to join or create: ");
        if (typed == null || typed.isBlank()) {
            return Optional.empty();
        }
        var choice = typed.strip();
        return Optional.of(menu.pick(choice).orElseGet(() -> rest.roomByName(choice)));
    }
}
