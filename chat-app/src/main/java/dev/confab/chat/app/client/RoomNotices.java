package dev.confab.chat.app.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Tells in passing what is going on around the conversation: who comes and goes, who is online, and that something was
 * said in another room. Lives on the {@link TaskLoop}.
 */
final class RoomNotices {

    /** The most people and rooms that are remembered, each. */
    private static final int MAX_REMEMBERED = 1_000;

    /** My own joining of a room is told by the server too, a moment before or after the answer to it. */
    private static final Duration OWN_JOINING = Duration.ofSeconds(2);

    private final TaskLoop loop;
    private final Screen screen;
    private final RestClient rest;
    private final Conversation conversation;
    private final Map<String, Boolean> online = new LinkedHashMap<>();
    private final Set<String> toldOf = new HashSet<>();

    RoomNotices(TaskLoop loop, Screen screen, RestClient rest, Conversation conversation) {
        this.loop = loop;
        this.screen = screen;
        this.rest = rest;
        this.conversation = conversation;
    }

    /** A frame that is not about messages. */
    void frame(JsonNode frame) {
        var room = frame.path("room_id").asText(frame.path("room").path("id").asText(""));
        if (!conversation.isIn(room)) {
            elsewhere(frame, room);
            return;
        }
        switch (frame.path("type").asText()) {
            case "member.joined" -> tellEach(frame, "joined");
            case "member.left" -> tellEach(frame, "left");
            case "presence" -> frame.path("users").forEach(this::presence);
            case "room.updated" -> conversation.retitle(RoomSummary.of(frame.path("room")));
            case "room.left" -> conversation.leave("You are no longer in");
            case "room.deleted" -> conversation.leave("Somebody deleted");
            default -> {
                // Nothing that a terminal shows.
            }
        }
    }

    private void elsewhere(JsonNode frame, String room) {
        if (frame.path("type").asText().equals("room.created")) {
            var created = RoomSummary.of(frame.path("room"));
            loop.after(OWN_JOINING, () -> {
                if (!conversation.isIn(room) && !toldOf.contains(room)) {
                    screen.note("you are in a new room: " + created.title() + "; /rooms to go there");
                }
            });
        }
    }

    private void tellEach(JsonNode frame, String what) {
        frame.path("users").forEach(user -> screen.note(user.path("username").asText("somebody") + " " + what));
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

    /** Somebody else said {@code message} in a room that is not on the screen: told once, until that room was on it. */
    void saidElsewhere(MessageView message) {
        if (toldOf.size() < MAX_REMEMBERED && toldOf.add(message.room())) {
            loop.offload(() -> rest.room(message.room()), room -> tell(message, room), fault -> {});
        }
    }

    private void tell(MessageView message, RoomSummary room) {
        if (!room.isMuted()) {
            var who = message.isSystem() ? "news" : message.author() + " wrote";
            var where = room.isDirect() ? "to you" : "in " + room.title();
            screen.note(who + " " + where + " (" + room.unread() + " unread); /rooms to go there");
        }
    }

    /** That room is on the screen now. */
    void entered(String room) {
        toldOf.remove(room);
    }
}
