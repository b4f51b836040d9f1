package dev.confab.chat.app.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.confab.chat.app.protocol.ChatApi;
import dev.confab.chat.app.protocol.MessageView;
import dev.confab.chat.app.protocol.RoomSummary;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Notes about other events: members who join and leave, presence, and new messages in other rooms. Confined to the {@link
 * TaskLoop}.
 */
final class RoomNotices {

    /** The largest number of users, and of rooms, that are remembered. */
    private static final int MAX_REMEMBERED = 1_000;

    /** The server also reports the user's own joining, shortly before or after the response to it. */
    private static final Duration OWN_JOIN_DELAY = Duration.ofSeconds(2);

    private final TaskLoop loop;
    private final Screen screen;
    private final ChatApi rest;
    private final Conversation conversation;
    private final Map<String, Boolean> online = new LinkedHashMap<>();
    private final Set<String> notedRooms = new HashSet<>();

    RoomNotices(TaskLoop loop, Screen screen, ChatApi rest, Conversation conversation) {
        this.loop = loop;
        this.screen = screen;
        this.rest = rest;
        this.conversation = conversation;
    }

    /** Handles a frame that is not about messages. */
    void frame(JsonNode frame) {
        var room = frame.path("room_id").asText(frame.path("room").path("id").asText(""));
        if (!conversation.isIn(room)) {
            handleOtherRoom(frame, room);
            return;
        }
        switch (frame.path("type").asText()) {
            case "member.joined" -> noteEach(frame, "joined");
            case "member.left" -> noteEach(frame, "left");
            case "presence" -> frame.path("users").forEach(this::presence);
            case "room.updated" -> conversation.retitle(RoomSummary.of(frame.path("room")));
            case "room.left" -> conversation.leave("You are no longer in");
            case "room.deleted" -> conversation.leave("This room was deleted:");
            default -> {
                // The terminal client does not show other events.
            }
        }
    }

    private void handleOtherRoom(JsonNode frame, String room) {
        if (frame.path("type").asText().equals("room.created")) {
            var created = RoomSummary.of(frame.path("room"));
            loop.after(OWN_JOIN_DELAY, () -> {
                if (!conversation.isIn(room) && !notedRooms.contains(room)) {
                    screen.note("you were added to " + created.title() + "; see /rooms");
                }
            });
        }
    }

    private void noteEach(JsonNode frame, String event) {
        frame.path("users").forEach(user -> screen.note(user.path("username").asText("") + " " + event));
    }

    private void presence(JsonNode user) {
        var name = user.path("username").asText("");
        boolean isOnline = user.path("is_online").asBoolean();
        if (user.path("is_me").asBoolean() || Boolean.valueOf(isOnline).equals(online.put(name, isOnline))) {
            return;
        }
        if (online.size() > MAX_REMEMBERED) {
            online.remove(online.keySet().iterator().next());
        }
        screen.note(name + (isOnline ? " is online" : " is offline"));
    }

    /** Notes a message of another user in another room, once per room until that room is entered. */
    void onMessageInOtherRoom(MessageView message) {
        if (notedRooms.size() < MAX_REMEMBERED && notedRooms.add(message.room())) {
            loop.offload(() -> rest.room(message.room()), room -> note(message, room), fault -> {});
        }
    }

    private void note(MessageView message, RoomSummary room) {
        if (!room.isMuted()) {
            var event = message.isSystem() ? "new notice" : message.author() + " wrote";
            var where = room.isDirect() ? "to you" : "in " + room.title();
            screen.note(event + " " + where + " (" + room.unread() + " unread); see /rooms");
        }
    }

    /** Resets the notes of a room that is entered. */
    void onEnter(String room) {
        notedRooms.remove(room);
    }
}
