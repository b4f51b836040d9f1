package dev.confab.chat.app.bench;

import dev.confab.chat.app.protocol.Fault;
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
 * {@code confab bench}: puts load on a running server, checks that nothing is lost, repeated or reordered, and measures. It
 * signs up users of its own, which stay on the server. The report goes to standard output, everything else to standard
 * error. Exits with 0; with 1 if a run fails or a check does; with 2 if an option is wrong.
 */
@Command(
        name = "bench",
        description = "Load a running server, check it and measure it.",
        footer = {
            "",
            "The server must run with CONFAB_LIMITS=off and, for long runs, with CONFAB_AUTH_ACCESS_TTL=1d.",
            "Users stay on the server after a run: use a database that you can discard."
        },
        mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {

    private static final int FAILED = 1;
    private static final int MAX_CLIENTS = 100_000;
    private static final int MAX_ACTIONS = 10_000_000;
    private static final int MAX_BODY = 10_000;
    private static final int CONNECTIONS_PER_USER = 20;

    private final PrintStream out;
    private final PrintStream err;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--url", paramLabel = "URL", description = "Server URL. Default: ${DEFAULT-VALUE}")
    private URI url = URI.create("http://127.0.0.1:8080");

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            required = true,
            description = "Scenario: ${COMPLETION-CANDIDATES}.")
    private Scenario scenario = Scenario.ROOM;

    @Option(names = "--clients", paramLabel = "N", description = "Connections; for room (200) and idle (10000).")
    private @Nullable Integer clients;

    @Option(names = "--rooms", paramLabel = "N", description = "Rooms; for rooms (200), storm and mixed (20).")
    private @Nullable Integer rooms;

    @Option(
            names = "--members",
            paramLabel = "N",
            description = "Members per room; for rooms (5), storm, mixed, idle (10).")
    private @Nullable Integer members;

    @Option(names = "--messages", paramLabel = "N", description = "Measured messages, reads or actions.")
    private @Nullable Integer messages;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            description = "Actions before the measurement; for idle, connections.")
    private @Nullable Integer warmUp;

    @Option(names = "--in-flight", paramLabel = "N", description = "Maximum of unanswered requests.")
    private @Nullable Integer inFlight;

    @Option(names = "--rate", paramLabel = "N", description = "Actions per second; 0 for no pace.")
    private @Nullable Double rate;

    @Option(
            names = "--senders",
            paramLabel = "N",
            description = "Members of a room who post. Default: ${DEFAULT-VALUE}")
    private int senders = 5;

    @Option(names = "--body", paramLabel = "N", description = "Characters per message. Default: ${DEFAULT-VALUE}")
    private int body = 64;

    @Option(
            names = "--fill",
            paramLabel = "N",
            description = "Messages that history posts first. Default: ${DEFAULT-VALUE}")
    private int fill = 100;

    @Option(names = "--room", paramLabel = "ID", description = "Existing public room for history.")
    private @Nullable String room;

    @Option(names = "--storms", paramLabel = "N", description = "Disconnections by storm. Default: ${DEFAULT-VALUE}")
    private int storms = 3;

    @Option(names = "--seed", paramLabel = "N", description = "Random seed. Default: ${DEFAULT-VALUE}")
    private long seed = 1;

    @Option(
            names = "--people",
            paramLabel = "FILE",
            description = "File that keeps users and their tokens between runs.")
    private @Nullable Path people;

    @Option(names = "--awake", description = "Never sleep; needs a processor of its own.")
    private boolean awake;

    @Option(
            names = "--pid",
            paramLabel = "PID",
            split = ",",
            description = "Processes whose processor time is reported, with their children.")
    private List<Long> pids = List.of();

    @Option(names = "--json", paramLabel = "FILE", description = "File for the report as JSON.")
    private @Nullable Path json;

    /** Writes the report to {@code out} and progress to {@code err}. */
    BenchCommand(PrintStream out, PrintStream err) {
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
            return fail(report, String.valueOf(failure.getMessage()));
        } catch (Fault fault) {
            return fail(report, explain(fault));
        }
    }

    private boolean fail(Report report, String reason) {
        err.println(reason);
        report.put("failure", reason);
        return false;
    }

    private String explain(Fault fault) {
        return switch (fault) {
            case Fault.Unreachable unreachable -> "Cannot reach " + url + ": " + unreachable.reason();
            case Fault.Refused refused
            when refused.status() == 429 -> "The server limits rates. Start it with CONFAB_LIMITS=off.";
            default -> fault.reason();
        };
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
        requireServerUrl();
        var usual = scenario.usual();
        int connectionsPerUser = scenario == Scenario.IDLE ? CONNECTIONS_PER_USER : 1;
        int membersPerRoom = members(usual);
        return new Plan(
                url,
                scenario,
                rooms(membersPerRoom * connectionsPerUser),
                membersPerRoom,
                connectionsPerUser,
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

    private void requireServerUrl() {
        if (url.getHost() == null || !"http".equals(url.getScheme())) {
            throw wrong("--url must be an http URL; behind a TLS proxy, that of the server itself");
        }
    }

    private int members(Scenario.Usual usual) {
        return scenario == Scenario.ROOM && clients != null
                ? within("--clients", clients, 1, MAX_CLIENTS)
                : within("--members", Objects.requireNonNullElse(members, usual.members()), 1, MAX_CLIENTS);
    }

    /** Returns the number of rooms that all connections need. */
    private int rooms(int clientsPerRoom) {
        if (scenario == Scenario.IDLE) {
            int all = within("--clients", Objects.requireNonNullElse(clients, 10_000), 1, MAX_CLIENTS);
            return (all + clientsPerRoom - 1) / clientsPerRoom;
        }
        int many = Objects.requireNonNullElse(rooms, scenario.usual().rooms());
        return within("--rooms", scenario == Scenario.ROOM ? 1 : many, 1, MAX_CLIENTS / clientsPerRoom);
    }

    private double rate(Scenario.Usual usual) {
        double chosen = Objects.requireNonNullElse(rate, usual.rate());
        if (chosen < 0 || chosen > MAX_ACTIONS) {
            throw wrong("--rate must be from 0 to " + MAX_ACTIONS);
        }
        return chosen;
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
