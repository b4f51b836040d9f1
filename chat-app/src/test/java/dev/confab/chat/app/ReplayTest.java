package dev.confab.chat.app;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.confab.chat.app.Audit.Name;
import dev.confab.chat.app.Audit.Shown;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A busy room with one socket per member: compares what each received with the final history. */
@ParameterizedClass
@EnumSource
class ReplayTest {

    private static final int SPEAKERS = 100;

    /** The number of lines sent at once, far below the server's outbound queue limit. */
    private static final int AT_ONCE = 100;

    @Parameter
    private TestDatabase store;

    @TempDir
    private Path folder;

    @Test
    void everyMemberReceivesEveryLineOnceInOrder() {
        replay(20_260_301, 2_000);
    }

    @Test
    @Tag("soak")
    void everyMemberReceivesEveryLineOnceInOrderInLongRun() {
        for (long seed = 1; seed <= 5; seed++) {
            replay(seed, 10_000);
        }
    }

    private void replay(long seed, int lines) {
        var installation = store.install(folder.resolve("seed-" + seed)).with("CONFAB_LIMITS", "off");
        var accounts = BulkAccounts.create(installation, SampleLines.nicknames(SPEAKERS));
        var transcript = SampleLines.of(seed, SPEAKERS, lines);
        try (var server = installation.start()) {
            var people =
                    accounts.stream().map(account -> account.at(server.url())).toList();
            var room = found(people);
            var audit = new Audit();
            var witnesses = witnesses(people, room, audit);
            for (int said = 0; said < lines; said += AT_ONCE) {
                say(transcript.subList(said, Math.min(said + AT_ONCE, lines)), witnesses);
                awaitCount(Math.min(said + AT_ONCE, lines), witnesses);
            }

            var history = Audit.history(people.get(0), room);
            assertThat(audit.faults(history)).as("seed %s", seed).isEmpty();
            assertThat(history).hasSize(lines);
            for (var witness : witnesses) {
                requireNoFault(witness);
                assertThat(witness.heard).as(witness.person.name()).isEqualTo(history);
            }
        }
    }

    private static String found(List<TestUser> people) {
        var others = people.stream().skip(1).map(TestUser::id).toList();
        var wish = Map.of("title", "The lobby", "is_public", false, "users", others);
        return people.get(0).post("rooms/", wish, 201).path("id").asText();
    }

    private static List<Witness> witnesses(List<TestUser> people, String room, Audit audit) {
        var shared = new ConcurrentHashMap<Shown, Shown>();
        var witnesses = people.stream()
                .map(person -> new Witness(person, room, audit, shared))
                .toList();
        witnesses.forEach(Witness::enter);
        return witnesses;
    }

    /** Sends each user's share of {@code lines} in order, all users concurrently. */
    private static void say(List<SampleLines.Line> lines, List<Witness> witnesses) {
        var bySpeaker = lines.stream().collect(groupingBy(SampleLines.Line::speaker));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            bySpeaker.forEach((speaker, own) -> threads.execute(
                    () -> own.forEach(line -> witnesses.get(speaker).say(line.body()))));
        }
    }

    /** Waits until every member received that many lines; fails at the first problem. */
    private static void awaitCount(int lines, List<Witness> witnesses) {
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .atMost(Duration.ofSeconds(60))
                .failFast(() -> witnesses.forEach(ReplayTest::requireNoFault))
                .until(() -> witnesses.stream().allMatch(witness -> witness.count() >= lines));
    }

    private static void requireNoFault(Witness witness) {
        assertThat(witness.faults()).as(witness.person.name()).isEmpty();
    }

    /** A member who records the received lines. */
    private static final class Witness {

        private final TestUser person;
        private final String room;
        private final Audit audit;
        private final Map<Shown, Shown> shared;
        private final List<Shown> heard = new ArrayList<>();
        private final List<String> faults = new ArrayList<>();
        private TestSocket socket;
        private long version;
        private int said;

        /** @param shared interned lines, so that all members share one copy */
        Witness(TestUser person, String room, Audit audit, Map<Shown, Shown> shared) {
            this.person = person;
            this.room = room;
            this.audit = audit;
            this.shared = shared;
        }

        void enter() {
            socket = TestSocket.open(person, this::hear);
        }

        void say(String body) {
            var name = new Name(person.id(), String.valueOf(++said));
            audit.said(name, body);
            socket.send(Map.of(
                    "type",
                    "message.send",
                    "ref",
                    name.clientId(),
                    "room_id",
                    room,
                    "client_id",
                    name.clientId(),
                    "body",
                    body));
        }

        synchronized int count() {
            return heard.size();
        }

        /** Returns the problems so far, including a closed socket. */
        synchronized List<String> faults() {
            var all = new ArrayList<>(faults);
            if (socket.closeCode() != 0) {
                all.add("closed with " + socket.closeCode());
            }
            return all;
        }

        private synchronized boolean hear(JsonNode frame) {
            switch (frame.path("type").asText()) {
                case "ready" ->
                    version = frame.path("rooms").path(0).path("version").asLong();
                case "ack" -> acknowledged(Shown.of(frame.path("messages").path(0)));
                case "error" -> faults.add(frame.toString());
                default -> versioned(frame);
            }
            return false;
        }

        private void acknowledged(Shown line) {
            audit.acknowledged(line.name(), line.seq());
        }

        private void versioned(JsonNode frame) {
            if (frame.has("version") && frame.path("version").asLong() != ++version) {
                faults.add("version " + frame.path("version") + " in place of " + version);
            }
            if (frame.path("type").asText().equals("message.created")) {
                var line = Shown.of(frame.path("messages").path(0));
                heard.add(shared.computeIfAbsent(line, first -> first));
            }
        }
    }
}
