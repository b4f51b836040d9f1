package dev.confab.chat.adapter.ws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.adapter.ws.Unreliable.Fate;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.room.Body;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.room.RoomProfile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random histories of rooms with lost, late and duplicated events and broken sockets. A client that applies its frames ends
 * with the same state as a client that connects at the end.
 */
class HistoriesTest {

    private static final int STEPS = 60;
    private static final int AT_ONCE = 16;
    private static final Duration SOON = Duration.ofMillis(15);
    private static final Duration NEVER = Duration.ofDays(1);

    @Test
    void framesLeadToTheStateOfTheStore() {
        run(300, 17, SOON);
    }

    @Test
    @Tag("soak")
    void framesLeadToTheStateOfTheStoreInLongRuns() {
        run(10_000, ThreadLocalRandom.current().nextLong(1_000_000_000), SOON);
    }

    @Test
    void withoutRepairTheStatesDiffer() {
        assertThatThrownBy(() -> run(20, 17, NEVER))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("versions: ");
    }

    private static void run(int histories, long seed, Duration repair) {
        long first = Long.getLong("confab.seed", seed);
        try (var threads =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            var all = LongStream.range(first, first + histories)
                    .mapToObj(each -> threads.submit(() -> run(each, repair)))
                    .toList();
            for (var each : all) {
                each.get();
            }
        } catch (InterruptedException | ExecutionException fault) {
            throw new AssertionError(fault.getMessage(), fault);
        }
    }

    private static void run(long seed, Duration repair) {
        try (var story = new Story(seed, repair)) {
            story.happen();
            story.check();
        } catch (RuntimeException | AssertionError fault) {
            throw new AssertionError(
                    "seed " + seed + ", repeat with -Dconfab.seed=" + seed + ": " + fault.getMessage(), fault);
        }
    }

    /** A user with at most one socket, and the state built from its frames. */
    private static final class Reader {

        private final Person person;
        private final Picture picture = new Picture();
        private @Nullable Client client;

        Reader(Person person) {
            this.person = person;
        }

        Client connected() {
            if (client == null) {
                client = person.dial();
                var known = picture.begin(client.next("ready"));
                client.sync(known).forEach(picture::apply);
            }
            return client;
        }

        void read() {
            connected().upToNow().forEach(picture::apply);
        }

        /** Aborts the socket, possibly during a {@code sync}. */
        void abort(boolean whileSyncing) {
            if (whileSyncing && client == null) {
                client = person.dial();
                client.send("{\"type\":\"sync\",\"rooms\":{}}");
            }
            if (client != null) {
                client.abort();
                client = null;
            }
        }
    }

    private static final class Story implements AutoCloseable {

        private final Random random;
        private final boolean repairs;
        private final TestServer server;
        private final List<Reader> readers;
        private final List<RoomId> rooms;
        private final List<MessageId> messages = new ArrayList<>();

        Story(long seed, Duration repair) {
            random = new Random(seed);
            repairs = repair.equals(SOON);
            server = new TestServer(Change.repair(repair, repairs ? repair.multipliedBy(10) : repair));
            readers = Stream.of("ada", "bob", "cleo")
                    .map(server::person)
                    .map(Reader::new)
                    .toList();
            rooms = List.of(
                    server.room(readers.get(0).person, readers.get(1).person, readers.get(2).person),
                    server.publicRoom(readers.get(0).person));
            var fates = new Random(seed * 31);
            server.unreliable.decideBy(event -> fate(fates.nextInt(100)));
        }

        private static Fate fate(int lot) {
            if (lot < 12) {
                return Fate.LOST;
            }
            if (lot < 24) {
                return Fate.LATE;
            }
            return lot < 30 ? Fate.DUPLICATED : Fate.DELIVERED;
        }

        void happen() {
            readers.forEach(Reader::connected);
            for (int step = 0; step < STEPS; step++) {
                var reader = readers.get(random.nextInt(readers.size()));
                switch (random.nextInt(12)) {
                    case 0 -> reader.abort(random.nextBoolean());
                    case 1, 2 -> reader.read();
                    default -> act(reader.person);
                }
            }
        }

        /** Acts as a random member. Refused actions have no effect. */
        private void act(Person person) {
            try {
                act(person, rooms.get(random.nextInt(rooms.size())));
            } catch (Refusal refused) {
                // The final comparison shows that no frame was sent.
            }
        }

        private void act(Person person, RoomId room) {
            switch (random.nextInt(14)) {
                case 0 -> server.chat.messaging().edit(person.id(), room, some(), new Body("now " + random.nextInt()));
                case 1 -> server.chat.messaging().delete(person.id(), room, some());
                case 2, 3 -> server.chat.reactions().add(person.id(), room, some(), "x" + random.nextInt(3));
                case 4 -> server.chat.reactions().remove(person.id(), room, some(), "x" + random.nextInt(3));
                case 5 -> server.chat.messaging().pin(person.id(), room, some());
                case 6 -> server.chat.messaging().unpin(person.id(), room, some());
                case 7 ->
                    server.chat
                            .rooms()
                            .changeProfile(person.id(), room, old -> RoomProfile.of("T" + random.nextInt(), true));
                case 8 -> server.chat.members().join(person.id(), room);
                case 9 -> leave(person);
                default ->
                    messages.add(server.post(person, room, "said " + random.nextInt())
                            .id());
            }
        }

        /** Leaves a room, except as the first user, so that the room is never empty. */
        private void leave(Person person) {
            if (!person.equals(readers.get(0).person)) {
                server.chat.members().leave(person.id(), rooms.get(1));
            }
        }

        private MessageId some() {
            if (messages.isEmpty()) {
                throw new Refusal.NotFound("message");
            }
            return messages.get(random.nextInt(messages.size()));
        }

        void check() {
            long deadline =
                    System.nanoTime() + Duration.ofSeconds(repairs ? 20 : 1).toNanos();
            for (var reader : readers) {
                var differences = differences(reader);
                while (!differences.isEmpty() && System.nanoTime() < deadline) {
                    differences = differences(reader);
                }
                assertThat(differences)
                        .as(reader.person.user().username().value())
                        .isEmpty();
            }
        }

        private static List<String> differences(Reader reader) {
            reader.read();
            var fresh = new Picture();
            try (var client = reader.person.dial()) {
                client.sync(fresh.begin(client.next("ready"))).forEach(fresh::apply);
            }
            return reader.picture.differences(fresh);
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
