package dev.confab.chat.app.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code confab bench}: puts a load on a running server, checks that nothing was lost, repeated or reordered, and tells how
 * fast it went. It signs up people of its own, and leaves them behind. The report goes to the standard
 * output, all else to the standard error. Ends with 0; with 1 if the server could not be measured or broke a promise; with
 * 2 if the options are wrong.
 */
@Command(
        name = "bench",
        description = "Put a load on a running server, check what it promises, and measure it.",
        footer = {
            "",
            "The server has to run with CONFAB_LIMITS=off, and for long runs with CONFAB_AUTH_ACCESS_TTL=1d. The run",
            "leaves people and messages behind: point it at a database that you can throw away."
        },
        mixinStandardHelpOptions = true)
public final class BenchCommand implements Callable<Integer> {

    private static final int FAILED = 1;
    private static final int MAX_CLIENTS = 100_000;
    private static final int MAX_ACTIONS = 10_000_000;
    private static final int MAX_BODY = 10_000;
    private static final int CONNECTIONS_OF_A_PERSON = 20;

    private final PrintStream out;
    private final PrintStream err;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--url", paramLabel = "URL", description = "Where the server is. Default: ${DEFAULT-VALUE}")
    private URI url = URI.create("http://127.0.0.1:8080");

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            required = true,
            description = "What the clients do: ${COMPLETION-CANDIDATES}.")
    private Scenario scenario = Scenario.ROOM;

    @Option(
            names = "--clients",
            paramLabel = "N",
            description = "How many connections. For room (200) and idle (10000).")
    private @Nullable Integer clients;

    @Option(names = "--rooms", paramLabel = "N", description = "How many rooms. For rooms (200), storm and mixed (20).")
    private @Nullable Integer rooms;

    @Option(
            names = "--members",
            paramLabel = "N",
            description = "People in each room. For rooms (5), storm, mixed and idle (10).")
    private @Nullable Integer members;

    @Option(names = "--messages", paramLabel = "N", description = "How many messages, reads or actions are measured.")
    private @Nullable Integer messages;

    @Option(names = "--warm-up", paramLabel = "N", description = "How many come before; in idle, connections.")
    private @Nullable Integer warmUp;

    @Option(names = "--in-flight", paramLabel = "N", description = "How many may wait for an answer at the same time.")
    private @Nullable Integer inFlight;

    @Option(names = "--rate", paramLabel = "N", description = "How many a second; 0 for as many as the server answers.")
    private @Nullable Double rate;

    @Option(names = "--senders", paramLabel = "N", description = "How many of a room speak. Default: ${DEFAULT-VALUE}")
    private int senders = 5;

    @Option(names = "--body", paramLabel = "N", description = "Characters of a message. Default: ${DEFAULT-VALUE}")
    private int body = 64;

    @Option(
            names = "--fill",
            paramLabel = "N",
            description = "Messages that history writes first. Default: ${DEFAULT-VALUE}")
    private int fill = 100;

    @Option(
            names = "--room",
            paramLabel = "ID",
            description = "A public room that history reads, instead of a new one.")
    private @Nullable String room;

    @Option(names = "--storms", paramLabel = "N", description = "How often storm cuts all. Default: ${DEFAULT-VALUE}")
    private int storms = 3;

    @Option(names = "--seed", paramLabel = "N", description = "Of what is drawn by lot. Default: ${DEFAULT-VALUE}")
    private long seed = 1;

    @Option(
            names = "--people",
            paramLabel = "FILE",
            description = "Keeps those who have signed up for the next run; who reads the file can be them.")
    private @Nullable Path people;

    @Option(
            names = "--awake",
            description =
                    "Never sleeps: to wake a process on the same machine costs the one that writes to it, and that"
                            + " would be the server. Wants a processor of its own.")
    private boolean awake;

    @Option(
            names = "--pid",
            paramLabel = "PID",
            split = ",",
            description = "Processes on this machine whose use of it is told, each with all its children: the server,"
                    + " its database, Redis.")
    private List<Long> pids = List.of();

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the report there, too.")
    private @Nullable Path json;

    /** Reports to {@code out}, and tells of its progress on {@code err}. */
    public BenchCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        var plan = plan();
        var report = new Report(plan);
        boolean clean = run(plan, report);
        report.print(out);
        write(report);
        return clean ? 0 : FAILED;
    }

    private boolean run(Plan plan, Report report) {
        try (var stage = new TestStage(plan, Long.toString(System.currentTimeMillis(), Character.MAX_RADIX), err)) {
            plan.scenario().play(stage, report);
            report.checks(stage.ledger());
            return stage.ledger().isClean();
        } catch (BenchFailure failure) {
            err.println(failure.getMessage());
            report.tell("failure", String.valueOf(failure.getMessage()));
            return false;
        }
    }

    private void write(Report report) {
        if (json != null) {
            try {
                Files.writeString(json, report.json().toPrettyString() + "\n");
            } catch (IOException e) {
                throw wrong("--json: cannot write " + json);
            }
        }
    }

    // --- the plan --------------------------------------------------------------------------------------------------

    private Plan plan() {
        if (url.getHost() == null || !"http".equals(url.getScheme())) {
            throw wrong("--url must be an http address; where there is TLS, that of the server behind it");
        }
        var usual = scenario.usual();
        int perPerson = scenario == Scenario.IDLE ? CONNECTIONS_OF_A_PERSON : 1;
        int in = within("--members", Objects.requireNonNullElse(members, usual.members()), 1, MAX_CLIENTS);
        if (scenario == Scenario.ROOM && clients != null) {
            in = within("--clients", clients, 1, MAX_CLIENTS);
        }
        return new Plan(
                url,
                scenario,
                rooms(in * perPerson),
                in,
                perPerson,
                within("--messages", Objects.requireNonNullElse(messages, usual.messages()), 0, MAX_ACTIONS),
                within("--warm-up", Objects.requireNonNullElse(warmUp, usual.warmUp()), 0, MAX_ACTIONS),
                within("--in-flight", Objects.requireNonNullElse(inFlight, usual.inFlight()), 1, MAX_ACTIONS),
                rate(usual),
                within("--senders", senders, 1, MAX_CLIENTS),
                within("--body", body, 1, MAX_BODY),
                within("--fill", fill, 0, MAX_ACTIONS),
                room,
                within("--storms", storms, 0, MAX_ACTIONS),
                seed,
                people,
                awake,
                pids);
    }

    /** So many that all connections find a place. */
    private int rooms(int clientsOfARoom) {
        if (scenario == Scenario.IDLE) {
            int all = within("--clients", Objects.requireNonNullElse(clients, 10_000), 1, MAX_CLIENTS);
            return (all + clientsOfARoom - 1) / clientsOfARoom;
        }
        int many = Objects.requireNonNullElse(rooms, scenario.usual().rooms());
        return within("--rooms", scenario == Scenario.ROOM ? 1 : many, 1, MAX_CLIENTS / clientsOfARoom);
    }

    private double rate(Scenario.Usual usual) {
        double wanted = Objects.requireNonNullElse(rate, usual.rate());
        if (wanted < 0 || wanted > MAX_ACTIONS) {
            throw wrong("--rate must be from 0 to " + MAX_ACTIONS);
        }
        return wanted;
    }

    private int within(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw wrong(option + " must be from " + least + " to " + most);
        }
        return value;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }
}
