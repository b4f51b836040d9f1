package dev.confab.chat.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Compares the replicas of a finished {@link UserSimulation} with the store: every acknowledged change is stored once, no user
 * has missed or repeated a version, and all users agree.
 */
final class ConsistencyCheck {

    private final UserSimulation company;
    private final TestUser reader;
    private final Duration patience;

    /**
     * @param url the node to read the stored state from
     * @param patience how long the last versions may take
     */
    ConsistencyCheck(UserSimulation company, String url, Duration patience) {
        this.company = company;
        this.reader = company.users().get(0).account.at(url);
        this.patience = patience;
    }

    void check() {
        assertThat(company.users())
                .flatMap(person -> person.replica.faults())
                .as("versions that came otherwise than each once and in order")
                .isEmpty();
        Stream.concat(Stream.of(company.sharedRoom()), company.publicRooms().stream())
                .forEach(this::check);
        assertThat(company.users())
                .flatMap(person -> person.replica.faults())
                .as("versions that came otherwise than each once and in order, in the end")
                .isEmpty();
    }

    private void check(String room) {
        long version = reader.get("rooms/" + room + "/").path("version").asLong();
        var messages = messages(room);
        var members = members(room);
        assertThat(messages.values())
                .as("the seqs of %s", room)
                .extracting(message -> message.path("seq").asInt())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, messages.size()).boxed().toList());
        for (var person : company.users()) {
            passMembership(person, room, members);
            if (person.isIn(room)) {
                awaitVersion(person, room, version);
                passKnowledge(person, room, messages, members);
            }
            passOwn(person, room, messages);
        }
    }

    private void passMembership(SimulatedUser person, String room, Map<String, JsonNode> members) {
        assertThat(members.values().stream().anyMatch(member -> isOf(member, person)))
                .as("%s is in %s", person.account.name(), room)
                .isEqualTo(person.isIn(room));
        await().pollDelay(Duration.ZERO)
                .atMost(patience)
                .untilAsserted(() -> assertThat(person.replica.isIn(room))
                        .as("%s knows to be in %s", person.account.name(), room)
                        .isEqualTo(person.isIn(room)));
    }

    private static boolean isOf(JsonNode member, SimulatedUser person) {
        return member.path("user_id").asText().equals(person.account.id());
    }

    private void awaitVersion(SimulatedUser person, String room, long version) {
        await().pollDelay(Duration.ZERO).atMost(patience).untilAsserted(() -> {
            person.connected();
            assertThat(person.replica.version(room))
                    .as("the version that %s has of %s", person.account.name(), room)
                    .isEqualTo(version);
        });
    }

    private static void passKnowledge(
            SimulatedUser person, String room, Map<String, JsonNode> messages, Map<String, JsonNode> members) {
        Predicate<JsonNode> isNews = row -> row.path("version").asLong() > person.replica.base(room);
        assertThat(differences(person.replica.messages(room), essence(messages, isNews, ClientReplica::essence)))
                .as("messages that %s knows otherwise of %s", person.account.name(), room)
                .isEmpty();
        assertThat(differences(person.replica.members(room), essence(members, isNews, ClientReplica::essenceOfMember)))
                .as("members that %s knows otherwise of %s", person.account.name(), room)
                .isEmpty();
    }

    /** Checks that a user's acknowledged messages are stored once, in their last acknowledged state. */
    private static void passOwn(SimulatedUser person, String room, Map<String, JsonNode> stored) {
        var own = person.ownMessages().values().stream()
                .filter(message -> message.room().equals(room))
                .toList();
        assertThat(own).allSatisfy(message -> {
            assertThat(stored).containsKey(message.id());
            var found = stored.get(message.id());
            assertThat(found.path("is_deleted").asBoolean()).isEqualTo(message.deleted());
            assertThat(found.path("body").asText()).isEqualTo(message.body());
        });
        assertThat(stored.values())
                .as("messages of %s in %s", person.account.name(), room)
                .filteredOn(message ->
                        message.path("author").path("username").asText().equals(person.account.name()))
                .hasSameSizeAs(own);
    }

    private Map<String, JsonNode> messages(String room) {
        var all = new TreeMap<String, JsonNode>();
        long after = 0;
        while (true) {
            var page = reader.get("rooms/" + room + "/messages/?limit=200&after_seq=" + after)
                    .path("results");
            if (page.isEmpty()) {
                return all;
            }
            page.forEach(message -> all.put(message.path("id").asText(), message));
            after = page.path(page.size() - 1).path("seq").asLong();
        }
    }

    private Map<String, JsonNode> members(String room) {
        return reader.get("rooms/" + room + "/users/")
                .valueStream()
                .filter(member -> member.path("is_active").asBoolean())
                .collect(Collectors.toMap(member -> member.path("id").asText(), Function.identity()));
    }

    private static Map<String, String> essence(
            Map<String, JsonNode> rows, Predicate<JsonNode> isWanted, Function<JsonNode, String> essence) {
        var all = new TreeMap<String, String>();
        rows.forEach((id, row) -> {
            if (isWanted.test(row)) {
                all.put(id, essence.apply(row));
            }
        });
        return all;
    }

    private static List<String> differences(Map<String, String> known, Map<String, String> stored) {
        return Stream.concat(known.keySet().stream(), stored.keySet().stream())
                .distinct()
                .filter(id -> !Objects.equals(known.get(id), stored.get(id)))
                .map(id -> "known: " + known.get(id) + ", stored: " + stored.get(id))
                .limit(5)
                .toList();
    }
}
