package dev.confab.chat.adapter.ws;

import dev.confab.chat.adapter.wire.Fields;
import dev.confab.chat.adapter.wire.MessageJson;
import dev.confab.chat.adapter.wire.Problem;
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

/** What a client may ask for by a frame: each is one call of the application, and one frame in answer. */
final class Commands {

    private static final Logger LOG = LoggerFactory.getLogger(Commands.class);

    /** The most rooms that a client may ask about at once. */
    static final int MAX_ROOMS = 1_000;

    /** How many rooms in a {@code sync} count as much as a frame. */
    static final int ROOMS_PER_TOKEN = 100;

    /** How many of them do so once more if they have changed, or are not the user's. */
    static final int COSTLY_ROOMS_PER_TOKEN = 10;

    private static final long NO_VERSION = -1;

    private final Chat chat;
    private final Hub hub;

    Commands(Chat chat, Hub hub) {
        this.chat = chat;
        this.hub = hub;
    }

    /**
     * Does what {@code frame} says and answers it; does not throw.
     *
     * @param text of the frame
     */
    EncodedFrame answer(Connection connection, Fields frame, String text) {
        Object ref = null;
        try {
            ref = RequestRef.read(frame, text);
            return answer(connection, frame, ref);
        } catch (RuntimeException fault) {
            var problem = Problem.of(fault);
            if (problem.isInternal()) {
                LOG.error("A frame failed", RedactedFault.withoutMessage(fault));
            }
            return Frames.error(ref, problem);
        }
    }

    private EncodedFrame answer(Connection connection, Fields frame, @Nullable Object ref) {
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
        var body = isSilent(frame, images) ? null : body(frame);
        var draft = new Draft(body, images, parent, clientId == null ? null : new ClientId(clientId));
        var sent = chat.messaging().post(new PostMessage(user, room, draft));
        return ack(ref, room, sent.message());
    }

    /** With images there need not be any words, which some clients say with empty ones. */
    private static boolean isSilent(Fields frame, List<ImageId> images) {
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
            throw inWordsOfTheFrame(invalid);
        }
    }

    /** The same fields have other names in a message that reacts. */
    private static Refusal inWordsOfTheFrame(Refusal.Invalid invalid) {
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

    /** A reaction may leave it to us to know where its message is. */
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

    /** The first time, the client knows nothing but what it says; later on, it was told of every room. */
    private EncodedFrame sync(Connection connection, Fields frame, @Nullable Object ref) {
        var known = versions(frame);
        connection.inflow().count(known.size() / ROOMS_PER_TOKEN);
        int costly = hub.sync(connection, known, connection.becomeSynced());
        connection.inflow().charge(costly / COSTLY_ROOMS_PER_TOKEN);
        return Frames.ack(ref);
    }

    private static Map<RoomId, Long> versions(Fields frame) {
        return frame.requireNumbers("rooms", MAX_ROOMS, RoomId::parse, NO_VERSION);
    }

    /** A fresh token for a living connection. */
    private EncodedFrame renew(Connection connection, Fields frame, @Nullable Object ref) {
        var fresh = chat.authentication().authenticate(frame.requireText("access"));
        if (fresh.user().id().equals(connection.userId())) {
            connection.renew(fresh);
        } else {
            connection.close(CloseCode.LOGIN_ENDED);
        }
        return Frames.ack(ref);
    }

    /** The place in the room, named by itself or by the message that is there. */
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

    private static EncodedFrame ack(@Nullable Object ref, RoomId room, MessageForViewer shown) {
        return Frames.ack(ref, room, MessageJson.of(shown.details(), shown.viewer()));
    }

    private static EncodedFrame ack(@Nullable Object ref, Reactions.ReactionResult given) {
        var message = given.details().message();
        return Frames.ack(ref, message, MessageJson.of(message, given.reaction(), given.viewer()));
    }

    /** Whoever sends a frame is online. */
    private static EncodedFrame ack(@Nullable Object ref, RoomId room, User user, Membership membership) {
        return Frames.ack(ref, room, RoomUserJson.of(new Member(membership, user), user.id(), true));
    }
}
