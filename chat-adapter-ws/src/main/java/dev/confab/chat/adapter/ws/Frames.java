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

/** All server frames. Each has the arrays {@code messages} and {@code users}; versioned ones have a {@code version}. */
final class Frames {

    private Frames() {}

    /** The first frame of a connection. Later frames build on the versions in it. */
    static EncodedFrame ready(UUID connection, User user, Instant now, Duration heartbeat, List<JoinedRoom> rooms) {
        return new Builder("ready")
                .with("connection_id", connection)
                .with("user", AccountJson.of(user))
                .with("server_time", now)
                .with("heartbeat", heartbeat.toSeconds())
                .with("rooms", rooms.stream().map(room -> ready(room, now)).toList())
                .build();
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
        return new Builder(type)
                .in(message.roomId(), message.version())
                .about(message)
                .build();
    }

    /** A reaction was added or removed; {@code message} is the message that it belongs to. */
    static EncodedFrame reaction(String type, MessageJson message, MessageJson reaction) {
        return new Builder(type)
                .in(message.roomId(), message.version())
                .about(message)
                .with("reaction", reaction)
                .build();
    }

    static EncodedFrame member(String type, RoomUserJson member) {
        return new Builder(type)
                .in(member.roomId(), member.version())
                .about(member)
                .build();
    }

    /** The presence of {@code member} changed. */
    static EncodedFrame presence(RoomUserJson member) {
        return new Builder("presence").in(member.roomId()).about(member).build();
    }

    /** The viewer joined the room. Later frames of the room build on its version. */
    static EncodedFrame roomCreated(RoomView view, Instant now) {
        return room("room.created", view, now);
    }

    static EncodedFrame roomUpdated(RoomView view, Instant now) {
        return room("room.updated", view, now);
    }

    private static EncodedFrame room(String type, RoomView view, Instant now) {
        return new Builder(type)
                .in(view.room().id(), view.room().version())
                .with("room", RoomJson.of(view, now))
                .build();
    }

    /** The room was deleted, or the user left it. The frame carries only the id. */
    static EncodedFrame roomGone(String type, RoomId room, long version) {
        return new Builder(type)
                .in(room, version)
                .with("room", Map.of("id", room))
                .build();
    }

    /** The response about a room that the user is not a member of. */
    static EncodedFrame roomLeft(RoomId room) {
        return new Builder("room.left")
                .in(room)
                .with("room", Map.of("id", room))
                .build();
    }

    static EncodedFrame receipt(RoomEvent.ReceiptAdvanced event) {
        var member = event.membership();
        return new Builder("receipt")
                .in(member.room())
                .with("room_user_id", member.id())
                .with("seen_seq", member.seenSeq())
                .with("received_seq", member.receivedSeq())
                .with("at", event.at())
                .build();
    }

    /** The reader's own watermarks, for all of the reader's devices. */
    static EncodedFrame read(Membership mine) {
        return new Builder("read")
                .in(mine.room())
                .with("room_user_id", mine.id())
                .with("seen_seq", mine.seenSeq())
                .with("received_seq", mine.receivedSeq())
                .build();
    }

    /** The mute of the room and its notification level, for all of the member's devices. */
    static EncodedFrame mute(Membership mine, Instant now) {
        boolean isMuted = mine.mute().isOnAt(now);
        var frame =
                new Builder("mute").in(mine.room()).with("is_muted", isMuted).with("push_level", mine.pushLevel());
        return (isMuted && mine.mute() instanceof Mute.Until until
                        ? frame.with("muted_until", until.end())
                        : frame.with("muted_until", null))
                .build();
    }

    static EncodedFrame typing(RoomEvent.Typing event) {
        var member = event.member().membership();
        return new Builder("typing")
                .in(member.room())
                .with("room_user_id", member.id())
                .with("is_typing", event.isTyping())
                .build();
    }

    /** The command succeeded. */
    static EncodedFrame ack(@Nullable Object ref) {
        return new Builder("ack").ref(ref).build();
    }

    /** The client's version of the room is current. */
    static EncodedFrame synced(RoomId room, long version) {
        return synced(room, version, version).with("complete", true).build();
    }

    /** Too much has changed for a delta. The client discards its copy and reads the room again. */
    static EncodedFrame syncedByReset(RoomView view, long from, Instant now) {
        var room = view.room();
        return synced(room.id(), from, room.version())
                .with("room", RoomJson.of(view, now))
                .with("reset", true)
                .with("complete", true)
                .build();
    }

    /** A part of the changes, with the current room. The rows are encoded already. */
    static EncodedFrame synced(
            RoomView view, long from, List<RawValue> messages, List<RawValue> users, boolean complete, Instant now) {
        var room = view.room();
        return synced(room.id(), from, room.version())
                .with("room", RoomJson.of(view, now))
                .with("messages", messages)
                .with("users", users)
                .with("complete", complete)
                .build();
    }

    private static Builder synced(RoomId room, long from, long to) {
        return new Builder("synced").in(room).with("from", from).with("to", to);
    }

    static EncodedFrame pong(@Nullable Object ref) {
        return new Builder("pong").ref(ref).build();
    }

    static EncodedFrame ack(@Nullable Object ref, RoomId room, MessageJson message) {
        return new Builder("ack").ref(ref).in(room).about(message).build();
    }

    /** A reaction was added to {@code message}. */
    static EncodedFrame ack(@Nullable Object ref, Message message, MessageJson reaction) {
        return new Builder("ack")
                .ref(ref)
                .in(message.room())
                .with("message_id", message.id())
                .with("messages", List.of(reaction))
                .build();
    }

    /** A command about {@code message} succeeded, and there is nothing to show. */
    static EncodedFrame ack(@Nullable Object ref, RoomId room, MessageId message) {
        return new Builder("ack").ref(ref).in(room).with("message_id", message).build();
    }

    static EncodedFrame ack(@Nullable Object ref, RoomId room, RoomUserJson member) {
        return new Builder("ack").ref(ref).in(room).about(member).build();
    }

    /** The client is to reconnect after {@code retryMillis}, which spreads the load on other nodes. */
    static EncodedFrame goingAway(long retryMillis) {
        return new Builder("going_away").with("retry_ms", retryMillis).build();
    }

    static EncodedFrame error(@Nullable Object ref, Problem problem) {
        return new Builder("error")
                .ref(ref)
                .with("errors", problem.toJson().errors())
                .build();
    }

    /** A frame under construction. */
    private static final class Builder {

        private final Map<String, @Nullable Object> content = new LinkedHashMap<>();

        Builder(String type) {
            content.put("type", type);
        }

        Builder ref(@Nullable Object ref) {
            return ref == null ? this : with("ref", ref);
        }

        Builder in(RoomId room) {
            return with("room_id", room);
        }

        Builder in(RoomId room, long version) {
            return in(room).with("version", version);
        }

        Builder about(MessageJson message) {
            return with("message_id", message.id()).with("messages", List.of(message));
        }

        Builder about(RoomUserJson member) {
            return with("users", List.of(member));
        }

        Builder with(String name, @Nullable Object value) {
            content.put(name, value);
            return this;
        }

        EncodedFrame build() {
            content.putIfAbsent("messages", List.of());
            content.putIfAbsent("users", List.of());
            return EncodedFrame.of(content);
        }
    }
}
