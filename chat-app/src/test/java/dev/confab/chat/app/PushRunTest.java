package dev.confab.chat.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.confab.chat.adapter.fcm.FakeFirebase;
import dev.confab.chat.adapter.fcm.FakeFirebase.Arrived;
import dev.confab.chat.adapter.fcm.FakeFirebase.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two nodes push through an unreliable Firebase, and the sending node dies midway. Every push arrives. Only pushes that
 * were under way at the kill, or whose response was lost, arrive twice, and devices show them once.
 */
@Timeout(900)
class PushRunTest {

    private static final int PEOPLE = 20;

    /** One push in this many fails. */
    private static final int BETWEEN_FAULTS = 50;

    private static final List<Fault> FAULTS = List.of(
            Fault.UNAVAILABLE,
            Fault.RESET,
            Fault.ANSWER_LOST,
            Fault.TOKEN_REVOKED,
            Fault.INTERNAL,
            Fault.SLOW,
            Fault.TOO_MANY);

    private final AtomicInteger sends = new AtomicInteger();

    /** Devices whose push was delivered but whose response was lost. */
    private final Set<String> unhealthy = ConcurrentHashMap.newKeySet();

    @TempDir
    private Path folder;

    @Test
    void thousandPushesArriveAfterNodeDeath() throws Exception {
        run(50);
    }

    @Test
    @Tag("soak")
    void tenThousandPushesArriveAfterNodeDeath() throws Exception {
        run(500);
    }

    private void run(int messages) throws Exception {
        try (var firebase = FakeFirebase.start(folder)) {
            var installation = installation(firebase);
            Set<String> sent;
            Set<String> unrecorded;
            Set<String> early;
            try (var doomed = ChildServer.start(installation.with("CONFAB_NODE_ID", "doomed"))) {
                firebase.fail(device -> Fault.SLOW);
                var people = IntStream.range(0, PEOPLE)
                        .mapToObj(number -> person(doomed.url(), number))
                        .toList();
                var author = TestUser.signUp(doomed.url(), "author");
                sent = post(author, room(author, people), messages);
                await().atMost(Duration.ofMinutes(1))
                        .until(() -> firebase.arrived().size() > messages * PEOPLE / 4);
                doomed.kill();
                early = pairs(firebase.arrived());
                unrecorded = pending(installation);
            }
            firebase.fail(this::nowAndThen);
            assertThat(early).hasSizeLessThan(messages * PEOPLE);
            try (var survivor = ChildServer.start(installation.with("CONFAB_NODE_ID", "survivor"))) {
                await().atMost(Duration.ofMinutes(10))
                        .until(() -> pending(installation).isEmpty());
                assertThat(survivor.stop()).isZero();
            }
            assertEachArrived(firebase, sent);
            assertOnlyWhatWasUnderWayCameTwice(firebase, unrecorded);
        }
    }

    private Installation installation(FakeFirebase firebase) throws IOException {
        var credentials = folder.resolve("firebase.json");
        Files.writeString(credentials, firebase.credentials());
        return TestDatabase.POSTGRESQL
                .install(folder)
                .with("CONFAB_FCM_CREDENTIALS_FILE", credentials.toString())
                .with("CONFAB_FCM_URL", firebase.url().toString())
                .with("CONFAB_PUSH_DELAY", "100ms")
                .with("CONFAB_PUSH_CLAIM", "6s")
                .with("CONFAB_LIMITS", "off")
                .with("JAVA_TOOL_OPTIONS", firebase.trustOptions());
    }

    private static TestUser person(String url, int number) {
        var person = TestUser.signUp(url, "person" + number);
        person.post("devices/", Map.of("registration_id", "device " + number, "type", "android"), 201);
        return person;
    }

    private static String room(TestUser author, List<TestUser> people) {
        var ids = people.stream().map(TestUser::id).toList();
        return author.post("rooms/", Map.of("title", "Crowd", "users", ids), 201)
                .path("id")
                .asText();
    }

    private static Set<String> post(TestUser author, String room, int messages) {
        var ids = new HashSet<String>();
        for (int number = 0; number < messages; number++) {
            var message = author.post("rooms/" + room + "/messages/", Map.of("body", "Hello " + number), 201);
            ids.add(message.path("id").asText());
        }
        return ids;
    }

    private Fault nowAndThen(String device) {
        int number = sends.incrementAndGet();
        if (number % BETWEEN_FAULTS != 0) {
            return Fault.NONE;
        }
        var fault = FAULTS.get(number / BETWEEN_FAULTS % FAULTS.size());
        if (fault == Fault.ANSWER_LOST) {
            unhealthy.add(device);
        }
        return fault;
    }

    /** A device shows pushes with the same tag once, so it shows each message once. */
    private static void assertEachArrived(FakeFirebase firebase, Set<String> sent) {
        var shown = firebase.shown();
        assertThat(shown).hasSize(PEOPLE);
        assertThat(shown.values()).allSatisfy(tags -> assertThat(tags).isEqualTo(sent));
    }

    private void assertOnlyWhatWasUnderWayCameTwice(FakeFirebase firebase, Set<String> unrecorded) {
        var seen = new HashSet<String>();
        var twice = new TreeSet<String>();
        for (var push : firebase.arrived()) {
            if (!seen.add(pair(push)) && !unhealthy.contains(push.device())) {
                twice.add(push.messageId());
            }
        }
        assertThat(unrecorded).containsAll(twice);
    }

    private static Set<String> pairs(List<Arrived> pushes) {
        return pushes.stream().map(PushRunTest::pair).collect(Collectors.toSet());
    }

    private static String pair(Arrived push) {
        return push.device() + " " + push.messageId();
    }

    /** Returns the messages with unfinished pushes in the store. */
    private static Set<String> pending(Installation installation) {
        var settings = installation.environment();
        try (var connection = DriverManager.getConnection(
                        settings.get("CONFAB_DATABASE_URL"),
                        settings.get("CONFAB_DATABASE_USER"),
                        settings.get("CONFAB_DATABASE_PASSWORD"));
                var query = connection.createStatement();
                var rows = query.executeQuery("select message_id from pending_push")) {
            var found = new HashSet<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }
}
