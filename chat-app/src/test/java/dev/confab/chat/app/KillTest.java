package dev.confab.chat.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.confab.chat.app.Audit.Name;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Kills the server while twenty users post, and restarts it. Each user resends unacknowledged messages under the same
 * client id, as every client does.
 */
@ParameterizedClass
@EnumSource
class KillTest {

    private static final int SPEAKERS = 20;

    @Parameter
    private TestDatabase store;

    @TempDir
    private Path folder;

    @Test
    void killLosesAndDuplicatesNoAcknowledgedLine() throws Exception {
        talkAndKill(42, 2, 40);
    }

    @Test
    @Tag("soak")
    void repeatedKillsLoseAndDuplicateNoAcknowledgedLine() throws Exception {
        talkAndKill(System.nanoTime(), 20, 500);
    }

    /** Kills the server {@code kills} times at random moments, then lets all users send their remaining lines. */
    private void talkAndKill(long seed, int kills, int linesEach) throws Exception {
        var installation = store.install(folder).with("CONFAB_LIMITS", "off");
        var speakers = BulkAccounts.create(installation, SampleLines.nicknames(SPEAKERS));
        var conversation = new Conversation(speakers, SampleLines.of(seed, 1, linesEach));
        var random = new Random(seed);
        int share = SPEAKERS * linesEach / (kills + 1);
        for (int kill = 0; kill < kills; kill++) {
            try (var server = ChildServer.start(installation)) {
                conversation.talkOn(server.url(), share / 2 + random.nextInt(share / 2), server::kill);
            }
        }
        try (var server = ChildServer.start(installation)) {
            conversation.talkOn(server.url(), conversation.unacknowledged(), () -> {});
            var history = Audit.history(speakers.get(0).at(server.url()), conversation.room);
            assertThat(conversation.audit.faults(history)).as("seed %s", seed).isEmpty();
            assertThat(history).hasSize(SPEAKERS * linesEach);
            assertThat(server.stop()).isZero();
        }
    }

    /** Each user's lines; the unsent rest continues on the next server. */
    private static final class Conversation {

        private final Audit audit = new Audit();
        private final List<Speaker> speakers;
        private final int linesEach;
        private String room;

        Conversation(List<TestUser> people, List<SampleLines.Line> lines) {
            linesEach = lines.size();
            speakers = people.stream()
                    .map(person -> new Speaker(person, lines, audit))
                    .toList();
        }

        int unacknowledged() {
            return speakers.stream()
                    .mapToInt(speaker -> linesEach - speaker.done.get())
                    .sum();
        }

        /**
         * Lets all users post, runs {@code then} after {@code acknowledgements} acknowledgements, and returns when all
         * users have stopped.
         */
        void talkOn(String url, int acknowledgements, Runnable then) throws InterruptedException {
            enter(url);
            var acknowledged = new Semaphore(0);
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                speakers.forEach(speaker -> threads.execute(() -> speaker.talk(url, room, acknowledged)));
                assertThat(acknowledged.tryAcquire(acknowledgements, 120, TimeUnit.SECONDS))
                        .as("%s acknowledgements", acknowledgements)
                        .isTrue();
                then.run();
            }
        }

        /** Creates the room on the first run. */
        private void enter(String url) {
            if (room == null) {
                var others = speakers.stream()
                        .skip(1)
                        .map(speaker -> speaker.person.id())
                        .toList();
                var wish = Map.of("title", "The lobby", "is_public", false, "users", others);
                room = speakers.get(0)
                        .person
                        .at(url)
                        .post("rooms/", wish, 201)
                        .path("id")
                        .asText();
            }
        }
    }

    private static final class Speaker {

        private final TestUser person;
        private final List<SampleLines.Line> lines;
        private final Audit audit;

        /** Returns how many lines have been acknowledged. */
        private final AtomicInteger done = new AtomicInteger();

        Speaker(TestUser person, List<SampleLines.Line> lines, Audit audit) {
            this.person = person;
            this.lines = lines;
            this.audit = audit;
            IntStream.range(0, lines.size())
                    .forEach(line -> audit.said(name(line), lines.get(line).body()));
        }

        private Name name(int line) {
            return new Name(person.id(), String.valueOf(line + 1));
        }

        /**
         * Sends line after line, each after the acknowledgement of the previous one, until all are sent or the server
         * is down.
         */
        void talk(String url, String room, Semaphore acknowledged) {
            try (var socket = TestSocket.open(person.at(url), Speaker::isAnswer)) {
                while (done.get() < lines.size() && isSaid(socket, room)) {
                    done.incrementAndGet();
                    acknowledged.release();
                }
            } catch (UncheckedIOException gone) {
                // the next server gets the rest
            }
        }

        private static boolean isAnswer(JsonNode frame) {
            return List.of("ack", "error").contains(frame.path("type").asText());
        }

        private boolean isSaid(TestSocket socket, String room) {
            var name = name(done.get());
            socket.send(Map.of(
                    "type", "message.send",
                    "ref", name.clientId(),
                    "room_id", room,
                    "client_id", name.clientId(),
                    "body", lines.get(done.get()).body()));
            var answer = socket.find(frame -> frame.path("ref").asText().equals(name.clientId()));
            answer.ifPresent(ack -> audit.acknowledged(
                    name, ack.path("messages").path(0).path("seq").asLong()));
            return answer.isPresent();
        }
    }
}
