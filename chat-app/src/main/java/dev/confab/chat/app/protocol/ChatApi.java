package dev.confab.chat.app.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The REST calls of a client, as one user. If the server rejects the token, the call is repeated once with another one.
 * Safe for all threads. Every call blocks and may throw a {@link Fault}.
 */
public final class ChatApi {

    /** The largest number of messages in a response. */
    public static final int PAGE = 100;

    /** The largest number of rooms or members in a response. */
    public static final int LISTED = 200;

    /** The largest number of directory pages that are searched for one name. */
    private static final int MAX_DIRECTORY_PAGES = 10;

    private static final String CHAT = "/api/v1/chat/";
    private static final String ROOMS = CHAT + "rooms/";

    private final Http http;
    private final AccessTokens tokens;

    /** Creates the calls of the user to whom the tokens belong. */
    public ChatApi(Http http, AccessTokens tokens) {
        this.http = http;
        this.tokens = tokens;
    }

    // --- users -----------------------------------------------------------------------------------------------------

    public UserView me() {
        return UserView.ofUser(call("GET", "/api/v1/auth/me/", null));
    }

    /** Returns the user with this name, whatever its case. */
    public Optional<UserView> user(String username) {
        for (int page = 0; page < MAX_DIRECTORY_PAGES; page++) {
            var query = "?search=" + Http.escape(username) + "&limit=" + LISTED + "&offset=" + page * LISTED;
            var response = call("GET", CHAT + "users/" + query, null);
            var found = results(response, UserView::ofUser).stream()
                    .filter(user -> user.username().equalsIgnoreCase(username))
                    .findFirst();
            if (found.isPresent() || !response.path("next").isTextual()) {
                return found;
            }
        }
        return Optional.empty();
    }

    // --- rooms -----------------------------------------------------------------------------------------------------

    /** Returns the user's rooms, latest activity first, at most {@value #LISTED}. */
    public List<RoomSummary> myRooms() {
        return results(call("GET", ROOMS + "?mine=true&limit=" + LISTED, null), RoomSummary::of);
    }

    public RoomSummary room(String id) {
        return RoomSummary.of(call("GET", ROOMS + id + "/", null));
    }

    /** Returns the public room with this name, created if necessary, after joining it. */
    public RoomSummary roomByName(String name) {
        return RoomSummary.of(call("PUT", ROOMS + "by-name/" + Http.escape(name) + "/", Http.object()));
    }

    /** Returns the direct room with another user, or with the user alone if the id is their own. */
    public RoomSummary directRoom(String userId) {
        var request = Http.object();
        request.putArray("users").add(userId);
        return RoomSummary.of(call("PUT", ROOMS + "direct/", request));
    }

    /** Creates a room with members. */
    public RoomSummary createRoom(String title, boolean isPublic, List<String> userIds) {
        var request = Http.object().put("title", title).put("is_public", isPublic);
        var users = request.putArray("users");
        userIds.forEach(users::add);
        return RoomSummary.of(call("POST", ROOMS, request));
    }

    public void deleteRoom(String id) {
        call("DELETE", ROOMS + id + "/", null);
    }

    /** Returns the first {@value #LISTED} active members, in the order of joining. */
    public List<UserView> members(String roomId) {
        return results(call("GET", ROOMS + roomId + "/users/?limit=" + LISTED, null), UserView::ofMember);
    }

    // --- messages --------------------------------------------------------------------------------------------------

    public void post(String roomId, String body) {
        call("POST", ROOMS + roomId + "/messages/", Http.object().put("body", body));
    }

    /** Returns the messages that follow {@code seq}, in order, at most {@value #PAGE}. */
    public List<MessageView> after(String roomId, long seq) {
        return messages(roomId, "after_seq=" + seq + "&limit=" + PAGE);
    }

    /** Returns at most {@code limit} messages before {@code seq}, in order. */
    public List<MessageView> before(String roomId, long seq, int limit) {
        return messages(roomId, "before_seq=" + seq + "&limit=" + limit).reversed();
    }

    /** Returns the newest messages, in order, at most {@code limit}. */
    public List<MessageView> newest(String roomId, int limit) {
        return messages(roomId, "limit=" + limit).reversed();
    }

    private List<MessageView> messages(String roomId, String query) {
        return results(call("GET", ROOMS + roomId + "/messages/?" + query, null), MessageView::of);
    }

    // --- calls -----------------------------------------------------------------------------------------------------

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
