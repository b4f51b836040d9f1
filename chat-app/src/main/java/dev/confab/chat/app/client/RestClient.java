package dev.confab.chat.app.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The REST calls that the chat needs, as one signed-in person. A token that has just died is renewed and the call made
 * again. For any thread; every call blocks, and fails with a {@link Fault}.
 */
final class RestClient {

    /** The most messages that one answer is asked to hold. */
    static final int PAGE = 100;

    /** The most rooms or members that are shown. */
    static final int LISTED = 200;

    /** The most pages of the directory that are looked through for one name. */
    private static final int MAX_DIRECTORY_PAGES = 10;

    private static final String CHAT = "/api/v1/chat/";

    private final Http http;
    private final Tokens tokens;

    RestClient(Http http, Tokens tokens) {
        this.http = http;
        this.tokens = tokens;
    }

    UserView me() {
        return UserView.ofUser(call("GET", "/api/v1/auth/me/", null));
    }

    /** My rooms, latest activity first, at most {@value #LISTED}. */
    List<RoomSummary> myRooms() {
        return results(call("GET", CHAT + "rooms/?mine=true&limit=" + LISTED, null), RoomSummary::of);
    }

    RoomSummary room(String id) {
        return RoomSummary.of(call("GET", CHAT + "rooms/" + id + "/", null));
    }

    /** The public room of that name, made if there is none, with me in it. */
    RoomSummary roomByName(String name) {
        return RoomSummary.of(call("PUT", CHAT + "rooms/by-name/" + Http.escape(name) + "/", Http.object()));
    }

    /** The room of just the two of us; of me alone if it is my own id. */
    RoomSummary directRoom(String user) {
        var request = Http.object();
        request.putArray("users").add(user);
        return RoomSummary.of(call("PUT", CHAT + "rooms/direct/", request));
    }

    /** The person of that user name, whatever its case. */
    Optional<UserView> person(String username) {
        for (int page = 0; page < MAX_DIRECTORY_PAGES; page++) {
            var query = "?search=" + Http.escape(username) + "&limit=" + LISTED + "&offset=" + page * LISTED;
            var answer = call("GET", CHAT + "users/" + query, null);
            var found = results(answer, UserView::ofUser).stream()
                    .filter(person -> person.username().equalsIgnoreCase(username))
                    .findFirst();
            if (found.isPresent() || !answer.path("next").isTextual()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** The first {@value #LISTED} active members, in the order of joining. */
    List<UserView> members(String room) {
        return results(call("GET", CHAT + "rooms/" + room + "/users/?limit=" + LISTED, null), UserView::ofMember);
    }

    /** The messages next after {@code seq}, in order, at most {@value #PAGE}. */
    List<MessageView> after(String room, long seq) {
        return messages(room, "after_seq=" + seq + "&limit=" + PAGE);
    }

    /** At most {@code limit} messages before {@code seq}, in order. */
    List<MessageView> before(String room, long seq, int limit) {
        return messages(room, "before_seq=" + seq + "&limit=" + limit).reversed();
    }

    /** The newest messages, in order, at most {@code limit}. */
    List<MessageView> newest(String room, int limit) {
        return messages(room, "limit=" + limit).reversed();
    }

    private List<MessageView> messages(String room, String query) {
        return results(call("GET", CHAT + "rooms/" + room + "/messages/?" + query, null), MessageView::of);
    }

    private static <T> List<T> results(JsonNode page, Function<JsonNode, T> reader) {
        return StreamSupport.stream(page.path("results").spliterator(), false)
                .map(reader)
                .toList();
    }

    private JsonNode call(String method, String path, @Nullable JsonNode body) {
        var token = tokens.access();
        try {
            return http.call(method, path, body, token);
        } catch (Fault.Refused refused) {
            if (refused.status() != 401) {
                throw refused;
            }
            tokens.distrust(token);
            return http.call(method, path, body, tokens.access());
        }
    }
}
