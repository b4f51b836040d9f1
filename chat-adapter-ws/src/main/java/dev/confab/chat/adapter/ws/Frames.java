package dev.confab.chat.adapter.ws;

import com.fasterxml.jackson.databind.util.RawValue;
import dev.confab.chat.adapter.wire.AccountJson;
import dev.confab.chat.adapter.wire.MessageJson;
import dev.confab.chat.adapter.wire.Problem;
import dev.confab.chat.adapter.wire.RoomJson;
import dev.confab.chat.adapter.wire.RoomUserJson;
import dev.confab.chat.application.sync.Sync.JoinedRoom;
import dev.confab.chat.application.view.RoomView;
import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.Mute;
import dev.confab.chat.domain.room.RoomEvent;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.User;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Every server frame there is. Both arrays are in each of them, and {@code version} in the versioned ones. */
final class Frames {

    private Frames() {}

    /** The first frame of a connection; the versions in it are what all later ones build on. */
    static EncodedFrame ready(UUID connection, User user, Instant now, Duration heartbeat, List<JoinedRoom> rooms) {
        return new Draft("ready")
                .with("connection_id", connection)
                .with("user", AccountJson.of(user))
                .with("server_time", now)
                .with("heartbeat", heartbeat.toSeconds())
                .with("rooms", rooms.stream().map(room -> ready(room, now)).toList())
                .frame();
    }

    private static Map<String, Object> ready(JoinedRoom joined, Instant now) {
        var room = joined.room();
        var mine = joined.membership();
        return Map.of(
                "id", room.id(),
                "version", room.version(),
                "message_seq", room.messageSeq(),
                "seen_seq", mine.seenSeq(),
                "received_seq", mine.receivedSeq(),
                "is_muted", mine.mute().isOnAt(now));
    }

    static EncodedFrame message(String type, MessageJson message) {
        return new Draft(type)
                .in(message.roomId(), message.version())
                .about(message)
                .frame();
    }

    /** A reaction came or went; {@code message} is the whole message that it hangs on, or hung on. */
    static EncodedFrame reaction(String type, MessageJson message, MessageJson reaction) {
        return new Draft(type)
                .in(message.roomId(), message.version())
                .about(message)
                .with("reaction", reaction)
                .frame();
    }

    static EncodedFrame member(String type, RoomUserJson member) {
        return new Draft(type)
                .in(member.roomId(), member.version())
                .about(member)
                .frame();
    }

    /** Somebody's presence changed; {@code member} says to what. */
    static EncodedFrame presence(RoomUserJson member) {
        return new Draft("presence").in(member.roomId()).about(member).frame();
    }

    /** The viewer is in this room now; its version is what later frames of the room build on. */
    static EncodedFrame roomCreated(RoomView view, Instant now) {
        return room("room.created", view, now);
    }

    static EncodedFrame roomUpdated(RoomView view, Instant now) {
        return room("room.updated", view, now);
    }

    private static EncodedFrame room(String type, RoomView view, Instant now) {
        return new Draft(type)
                .in(view.room().id(), view.room().version())
                .with("room", RoomJson.of(view, now))
                .frame();
    }

    /** The room is not there any more, or not for this user; nothing of it but the id is left to tell. */
    static EncodedFrame roomGone(String type, RoomId room, long version) {
        return new Draft(type)
                .in(room, version)
                .with("room", Map.of("id", room))
                .frame();
    }

    /** Whoever asks about the room is not in it. */
    static EncodedFrame roomLeft(RoomId room) {
        return new Draft("room.left").in(room).with("room", Map.of("id", room)).frame();
    }

    static EncodedFrame receipt(RoomEvent.ReceiptAdvanced event) {
        var member = event.membership();
        return new Draft("receipt")
                .in(member.room())
                .with("room_user_id", member.id())
                .with("seen_seq", member.seenSeq())
                .with("received_seq", member.receivedSeq())
                .with("at", event.at())
                .frame();
    }

    /** How far the reader has come, for all their devices. */
    static EncodedFrame read(Membership mine) {
        return new Draft("read")
                .in(mine.room())
                .with("room_user_id", mine.id())
                .with("seen_seq", mine.seenSeq())
                .with("received_seq", mine.receivedSeq())
                .frame();
    }

    /** Whether the room is muted, for all devices of who muted it. */
    static EncodedFrame mute(Membership mine, Instant now) {
        boolean isMuted = mine.mute().isOnAt(now);
        var frame = new Draft("mute").in(mine.room()).with("is_muted", isMuted).with("push_level", mine.pushLevel());
        return (isMuted && mine.mute() instanceof Mute.Until until
                        ? frame.with("muted_until", until.end())
                        : frame.with("muted_until", null))
                .frame();
    }

    static EncodedFrame typing(RoomEvent.Typing event) {
        var member = event.member().membership();
        return new Draft("typing")
                .in(member.room())
                .with("room_user_id", member.id())
                .with("is_typing", event.isTyping())
                .frame();
    }

    /** What was asked for is done. */
    static EncodedFrame ack(@Nullable Object ref) {
        return new Draft("ack").ref(ref).frame();
    }

    /** The room is as the client knows it. */
    static EncodedFrame synced(RoomId room, long version) {
        return synced(room, version, version).with("complete", true).frame();
    }

    /** Too much has changed to tell it; the client reads the room anew. */
    static EncodedFrame syncedByReset(RoomView view, long from, Instant now) {
        var room = view.room();
        return synced(room.id(), from, room.version())
                .with("room", RoomJson.of(view, now))
                .with("reset", true)
                .with("complete", true)
                .frame();
    }

    /** A part of what has changed, with the room as it is now; the rows are ready JSON. */
    static EncodedFrame synced(
            RoomView view, long from, List<RawValue> messages, List<RawValue> users, boolean complete, Instant now) {
        var room = view.room();
        return synced(room.id(), from, room.version())
                .with("room", RoomJson.of(view, now))
                .with("messages", messages)
                .with("users", users)
                .with("complete", complete)
                .frame();
    }

    private static Draft synced(RoomId room, long from, long to) {
        return new Draft("synced").in(room).with("from", from).with("to", to);
    }

    static EncodedFrame pong(@Nullable Object ref) {
        return new Draft("pong").ref(ref).frame();
    }

    static EncodedFrame ack(@Nullable Object ref, RoomId room, MessageJson message) {
        return new Draft("ack").ref(ref).in(room).about(message).frame();
    }

    /** A reaction to {@code message} is there. */
    static EncodedFrame ack(@Nullable Object ref, Message message, MessageJson reaction) {
        return new Draft("ack")
                .ref(ref)
                .in(message.room())
                .with("message_id", message.id())
                .with("messages", List.of(reaction))
                .frame();
    }

    /** Something about {@code message} is done, and nothing is left to show. */
    static EncodedFrame ack(@Nullable Object ref, RoomId room, MessageId message) {
        return new Draft("ack").ref(ref).in(room).with("message_id", message).frame();
    }

    static EncodedFrame ack(@Nullable Object ref, RoomId room, RoomUserJson member) {
        return new Draft("ack").ref(ref).in(room).about(member).frame();
    }

    /** The node stops; whoever comes back after {@code wait} milliseconds does not come with all the others. */
    static EncodedFrame goingAway(long wait) {
        return new Draft("going_away").with("retry_ms", wait).frame();
    }

    static EncodedFrame error(@Nullable Object ref, Problem problem) {
        return new Draft("error")
                .ref(ref)
                .with("errors", problem.toJson().errors())
                .frame();
    }

    /** A frame in the making. */
    private static final class Draft {

        private final Map<String, @Nullable Object> content = new LinkedHashMap<>();

        Draft(String type) {
            content.put("type", type);
        }

        Draft ref(@Nullable Object ref) {
            return ref == null ? this : with("ref", ref);
        }

        Draft in(RoomId room) {
            return with("room_id", room);
        }

        Draft in(RoomId room, long version) {
            return in(room).with("version", version);
        }

        Draft about(MessageJson message) {
            return with("message_id", message.id()).with("messages", List.of(message));
        }

        Draft about(RoomUserJson member) {
            return with("users", List.of(member));
        }

        Draft with(String name, @Nullable Object value) {
            content.put(name, value);
            return this;
        }

        EncodedFrame frame() {
            content.putIfAbsent("messages", List.of());
            content.putIfAbsent("users", List.of());
            return EncodedFrame.of(content);
        }
    }
}
