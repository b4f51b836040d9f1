package dev.confab.chat.adapter.ws;

import dev.confab.chat.adapter.wire.Fields;
import dev.confab.chat.adapter.wire.MessageJson;
import dev.confab.chat.adapter.wire.Problem;
import dev.confab.chat.adapter.wire.Redacted;
import dev.confab.chat.adapter.wire.RoomUserJson;
import dev.confab.chat.application.Chat;
import dev.confab.chat.application.message.MessageForViewer;
import dev.confab.chat.application.message.PostMessage;
import dev.confab.chat.application.reaction.Reactions;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.room.Body;
import dev.confab.chat.domain.room.ClientId;
import dev.confab.chat.domain.room.Draft;
import dev.confab.chat.domain.room.ImageId;
import dev.confab.chat.domain.room.Member;
import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.UserId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The commands of clients. Each is one call of the application and sends one frame in response. */
final class Commands {

    private static final Logger LOG = LoggerFactory.getLogger(Commands.class);

    /** Maximum number of rooms in one {@code sync}. */
    static final int MAX_SYNC_ROOMS = 1_000;

    /** Number of rooms in a {@code sync} that cost one token of the rate limit. */
    static final int ROOMS_PER_TOKEN = 100;

    /** Number of rooms that cost another token if they have changed or are not the user's. */
    static final int COSTLY_ROOMS_PER_TOKEN = 10;

    private static final long NO_VERSION = -1;

    private final Chat chat;
    private final Resync resync;

    Commands(Chat chat, Resync resync) {
        this.chat = chat;
        this.resync = resync;
    }

    /**
     * Executes a command and returns the response, an error frame if it fails. Does not throw.
     *
     * @param text the text of {@code frame}
     */
    EncodedFrame execute(Connection connection, Fields frame, String text) {
        Object ref = null;
        try {
            ref = RequestRef.read(frame, text);
            return dispatch(connection, frame, ref);
        } catch (RuntimeException fault) {
            var problem = Problem.of(fault);
            if (problem.isInternal()) {
                LOG.error("Command failed; the client gets an internal error", Redacted.of(fault));
            }
            return Frames.error(ref, problem);
        }
    }

    private EncodedFrame dispatch(Connection connection, Fields frame, @Nullable Object ref) {
        var user = connection.user();
        var type = frame.text("type");
        return switch (type == null ? "message.send" : type) {
            case "message.send" -> send(user.id(), frame, ref);
            case "message.edit" -> edit(user.id(), frame, ref);
            case "message.delete" -> delete(user.id(), frame, ref);
            case "reaction.add" -> react(user.id(), frame, ref);
            case "reaction.remove" -> unreact(user.id(), frame, ref);
            case "received" -> received(user, frame, ref);
            case "seen" -> seen(user, frame, ref);
            case "typing" -> typing(user.id(), frame, ref);
            case "sync" -> sync(connection, frame, ref);
            case "token" -> renew(connection, frame, ref);
            case "ping" -> Frames.pong(ref);
            default -> throw new Refusal.Invalid("type", "Unknown type.");
        };
    }

    private EncodedFrame send(UserId user, Fields frame, @Nullable Object ref) {
        var room = room(frame);
        if (frame.flag("is_reaction", false)) {
            var message = frame.requireId("parent_id", MessageId::parse);
            return ack(ref, chat.reactions().add(user, room, message, frame.requireText("body")));
        }
        var parent = frame.id("parent_id", MessageId::parse);
        var clientId = frame.text("client_id");
        var images = List.copyOf(frame.ids("images", ImageId::parse));
        var body = hasImagesOnly(frame, images) ? null : body(frame);
        var draft = new Draft(body, images, parent, clientId == null ? null : new ClientId(clientId));
        var sent = chat.messaging().post(new PostMessage(user, room, draft));
        return ack(ref, room, sent.message());
    }

    /** Whether a message has images and no text. Some clients then send an empty body. */
    private static boolean hasImagesOnly(Fields frame, List<ImageId> images) {
        var text = images.isEmpty() ? "" : frame.text("body");
        return !images.isEmpty() && (text == null || text.isEmpty());
    }

    private EncodedFrame edit(UserId user, Fields frame, @Nullable Object ref) {
        var room = room(frame);
        return ack(ref, room, chat.messaging().edit(user, room, message(frame), body(frame)));
    }

    private EncodedFrame delete(UserId user, Fields frame, @Nullable Object ref) {
        var room = room(frame);
        var message = message(frame);
        chat.messaging().delete(user, room, message);
        return ack(ref, room, chat.messaging().find(user, room, message));
    }

    private EncodedFrame react(UserId user, Fields frame, @Nullable Object ref) {
        var message = message(frame);
        var content = frame.requireText("content");
        try {
            return ack(ref, chat.reactions().add(user, roomOf(user, message, frame), message, content));
        } catch (Refusal.Invalid invalid) {
            throw withFrameFields(invalid);
        }
    }

    /** Translates field names: the application names the fields of a reaction like those of a message. */
    private static Refusal withFrameFields(Refusal.Invalid invalid) {
        var reason = String.valueOf(invalid.getMessage());
        return switch (invalid.field()) {
            case "body" -> new Refusal.Invalid("content", reason);
            case "parent_id" -> new Refusal.Invalid("message_id", reason);
            case null, default -> invalid;
        };
    }

    private EncodedFrame unreact(UserId user, Fields frame, @Nullable Object ref) {
        var message = message(frame);
        var room = roomOf(user, message, frame);
        chat.reactions().remove(user, room, message, frame.requireText("content"));
        return Frames.ack(ref, room, message);
    }

    /** Returns the room of a reaction. The frame may omit it, because the message determines it. */
    private RoomId roomOf(UserId user, MessageId message, Fields frame) {
        var room = frame.id("room_id", RoomId::parse);
        return room == null ? chat.messaging().roomOf(user, message) : room;
    }

    private EncodedFrame received(User user, Fields frame, @Nullable Object ref) {
        var room = room(frame);
        return ack(ref, room, user, chat.receipts().receivedUpTo(user.id(), room, seq(user, room, frame)));
    }

    private EncodedFrame seen(User user, Fields frame, @Nullable Object ref) {
        var room = room(frame);
        return ack(ref, room, user, chat.receipts().seenUpTo(user.id(), room, seq(user, room, frame)));
    }

    private EncodedFrame typing(UserId user, Fields frame, @Nullable Object ref) {
        chat.presence().typing(user, room(frame), frame.requireFlag("is_typing"));
        return Frames.ack(ref);
    }

    /** Sends what the client missed. Only the first {@code sync} adds rooms that the client does not list. */
    private EncodedFrame sync(Connection connection, Fields frame, @Nullable Object ref) {
        var known = versions(frame);
        connection.rateLimiter().count(known.size() / ROOMS_PER_TOKEN);
        int costly = resync.sync(connection, known, connection.becomeSynced());
        connection.rateLimiter().charge(costly / COSTLY_ROOMS_PER_TOKEN);
        return Frames.ack(ref);
    }

    private static Map<RoomId, Long> versions(Fields frame) {
        return frame.requireNumbers("rooms", MAX_SYNC_ROOMS, RoomId::parse, NO_VERSION);
    }

    /** Replaces the token of an open connection. A token of another user closes it. */
    private EncodedFrame renew(Connection connection, Fields frame, @Nullable Object ref) {
        var renewed = chat.authentication().authenticate(frame.requireText("access"));
        if (renewed.user().id().equals(connection.userId())) {
            connection.renew(renewed);
        } else {
            connection.close(CloseCode.LOGIN_ENDED);
        }
        return Frames.ack(ref);
    }

    /** Returns the seq of a receipt, which the frame gives directly or by message. */
    private long seq(User user, RoomId room, Fields frame) {
        var id = frame.id("message_id", MessageId::parse);
        if (id == null) {
            return frame.requireWhole("seq");
        }
        return chat.messaging().find(user.id(), room, id).details().message().seq();
    }

    private static RoomId room(Fields frame) {
        return frame.requireId("room_id", RoomId::parse);
    }

    private static MessageId message(Fields frame) {
        return frame.requireId("message_id", MessageId::parse);
    }

    private static Body body(Fields frame) {
        return new Body(frame.requireText("body"));
    }

    private static EncodedFrame ack(@Nullable Object ref, RoomId room, MessageForViewer message) {
        return Frames.ack(ref, room, MessageJson.of(message.details(), message.viewer()));
    }

    private static EncodedFrame ack(@Nullable Object ref, Reactions.ReactionResult result) {
        var message = result.details().message();
        return Frames.ack(ref, message, MessageJson.of(message, result.reaction(), result.viewer()));
    }

    /** Returns the member's new state. The member is online, having sent a frame. */
    private static EncodedFrame ack(@Nullable Object ref, RoomId room, User user, Membership membership) {
        return Frames.ack(ref, room, RoomUserJson.of(new Member(membership, user), user.id(), true));
    }
}
