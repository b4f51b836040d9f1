package dev.confab.chat.app.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * The frames that a client sends, and the constants of the socket. {@code ref} comes back in the {@code ack} or {@code
 * error} frame that responds.
 */
public final class ClientFrames {

    /** The path of the socket. */
    public static final String PATH = "/api/v1/chat/ws/";

    public static final String SUBPROTOCOL = "confab.v1";

    /** The close code that means: log in again, or renew the token. */
    public static final int TOKEN_EXPIRED = 4401;

    /** The first close code that means: do not reconnect. */
    public static final int FIRST_FINAL = 4500;

    /** The code of a connection that ended without a close frame (RFC 6455). */
    public static final int LOST = 1006;

    private ClientFrames() {}

    public static ObjectNode send(String ref, String roomId, String clientId, String body) {
        return frame("message.send", ref, roomId).put("client_id", clientId).put("body", body);
    }

    public static ObjectNode edit(String ref, String roomId, String messageId, String body) {
        return frame("message.edit", ref, roomId).put("message_id", messageId).put("body", body);
    }

    public static ObjectNode delete(String ref, String roomId, String messageId) {
        return frame("message.delete", ref, roomId).put("message_id", messageId);
    }

    public static ObjectNode react(String ref, String roomId, String messageId, String content) {
        return frame("reaction.add", ref, roomId).put("message_id", messageId).put("content", content);
    }

    public static ObjectNode seen(String ref, String roomId, long seq) {
        return frame("seen", ref, roomId).put("seq", seq);
    }

    /** Replaces the access token of an open socket. */
    public static ObjectNode token(String ref, String access) {
        return Http.object().put("type", "token").put("access", access).put("ref", ref);
    }

    /** Asks for everything after the versions that the client has, by room id. */
    public static ObjectNode sync(Map<String, Long> versions) {
        var frame = Http.object().put("type", "sync");
        var rooms = frame.putObject("rooms");
        versions.forEach(rooms::put);
        return frame;
    }

    private static ObjectNode frame(String type, String ref, String roomId) {
        return Http.object().put("type", type).put("ref", ref).put("room_id", roomId);
    }
}
