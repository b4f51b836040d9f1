package dev.confab.chat.app.client;

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
 * {@code confab chat}: talk in a terminal, or let a script talk. In a terminal it asks for what it needs; with
 * {@code --password-stdin} it asks nothing: the first line of the input is the password, every further line a message,
 * messages of the room go to the output, and all else to the error output. Ends with 0; with 1 if it could not sign in,
 * the server closed the account, or a line was not sent; with 2 if the options are wrong.
 */
@Command(
        name = "chat",
        description = "Talk in a terminal; with --password-stdin, let a script talk.",
        mixinStandardHelpOptions = true)
public final class ChatCommand implements Callable<Integer> {

    private static final int FAILED = 1;
    private static final Duration SIGN_OUT_PATIENCE = Duration.ofSeconds(2);

    /** How long leaving waits for lines that are not sent yet, from the last sign of progress. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final Duration patience;
    private final RandomGenerator jitter;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--url", paramLabel = "URL", description = "Where the server is. Default: ${DEFAULT-VALUE}")
    private URI url = URI.create("http://127.0.0.1:8080");

    @Option(names = "--user", paramLabel = "NAME", description = "Who you are.")
    private @Nullable String user;

    @Option(names = "--room", paramLabel = "NAME", description = "The public room to go to; opened if there is none.")
    private @Nullable String room;

    @Option(names = "--sign-up", description = "Open the account if there is none of that name.")
    private boolean signUp;

    @Option(
            names = "--password-stdin",
            description = "Take the password from the first line of the input, and a message from each further one.")
    private boolean passwordStdin;

    /** Talks through the streams of the process. */
    public ChatCommand() {
        this(System.in, System.out, System.err, PATIENCE, new Random());
    }

    ChatCommand(InputStream in, PrintStream out, PrintStream err, Duration patience, RandomGenerator jitter) {
        this.in = in;
        this.out = out;
        this.err = err;
        this.patience = patience;
        this.jitter = jitter;
    }

    @Override
    public Integer call() {
        requireServerAddress();
        try (var screen = screen();
                var http = new Http(url)) {
            return chat(screen, http);
        }
    }

    private void requireServerAddress() {
        var scheme = url.getScheme();
        if (url.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
            throw wrong("--url must be an http or https address, for example http://127.0.0.1:8080");
        }
    }

    private Screen screen() {
        if (passwordStdin) {
            require("--user", user);
            require("--room", room);
            return new PipeScreen(in, out, err);
        }
        return TerminalScreen.open()
                .orElseThrow(() -> wrong("Without a terminal, --password-stdin is needed, with --user and --room"));
    }

    private void require(String option, @Nullable String value) {
        if (value == null) {
            throw wrong("With --password-stdin, " + option + " is needed");
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
            screen.note(refused.status() == 404 ? url + " is no Confab server with accounts" : refused.reason());
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
        var rest = new RestClient(http, tokens);
        try {
            var session = new Session(screen, http, tokens, rest, rest.me(), patience, jitter);
            return chooseRoom(screen, rest).map(first -> chat(session, first)).orElse(0);
        } finally {
            signOut(tokens);
        }
    }

    /** Whoever ends the process from outside ends the chat too, after the lines under way. */
    private static int chat(Session session, RoomSummary first) {
        try (var interruption = new Interruption(session::leaveSoon)) {
            return session.run(first);
        }
    }

    private static void signOut(Tokens tokens) {
        try {
            var unused = Thread.startVirtualThread(tokens::signOut).join(SIGN_OUT_PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<RoomSummary> chooseRoom(Screen screen, RestClient rest) {
        if (room != null) {
            return Optional.of(rest.roomByName(room));
        }
        var menu = new RoomMenu();
        menu.print(rest.myRooms(), screen);
        var typed = screen.ask("Which room? A number, or a name to open or join: ");
        if (typed == null || typed.isBlank()) {
            return Optional.empty();
        }
        var wanted = typed.strip();
        return Optional.of(menu.pick(wanted).orElseGet(() -> rest.roomByName(wanted)));
    }
}
