package dev.confab.chat.app.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.confab.chat.app.protocol.Http;
import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.websocket.api.Callback;
import org.jspecify.annotations.Nullable;

/**
 * A server of one room that keeps the promises about storage and breaks what a network may break: it randomly loses, repeats
 * and reorders frames, cuts connections before and after storing, and is overloaded. Everything happens under one lock.
 */
final class FakeServer implements AutoCloseable {

    private static final String API = "/api/v1/";
    private static final String ROOM = "the-room";
    private static final int MAX_BODY = 10_000;

    /** The probability of a fault at each opportunity, in thousandths, and whether faults are on. */
    private volatile int mishaps;

    private final Random luck;
    private final Javalin javalin;
    private final FakeAccounts accounts = new FakeAccounts();
    private final List<ObjectNode> stored = new ArrayList<>();
    private final Map<String, ObjectNode> byClientId = new HashMap<>();
    private final Map<WsContext, String> open = new ConcurrentHashMap<>();
    private final Map<WsContext, ObjectNode> late = new HashMap<>();
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private volatile boolean turnsSocketsAway;
    private volatile int connections;

    FakeServer(long seed, int mishaps) {
        this.luck = new Random(seed);
        this.mishaps = mishaps;
        this.javalin = Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    accounts.register(config.routes);
                    config.routes.put(API + "chat/rooms/by-name/{name}/", this::room);
                    config.routes.get(API + "chat/rooms/{id}/", this::room);
                    config.routes.get(API + "chat/rooms/{id}/messages/", this::messages);
                    config.routes.wsBeforeUpgrade(API + "chat/ws/", this::upgrade);
                    config.routes.ws(API + "chat/ws/", this::socket);
                })
                .start("127.0.0.1", 0);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + javalin.port());
    }

    // --- what a test may do ----------------------------------------------------------------------------------------

    /** Turns faults off. */
    void stopFaults() {
        mishaps = 0;
    }

    void turnSocketsAway(boolean away) {
        turnsSocketsAway = away;
    }

    synchronized void closeAll(int code, String reason) {
        open.keySet().forEach(socket -> socket.session.close(code, reason, Callback.NOOP));
    }

    FakeAccounts accounts() {
        return accounts;
    }

    /** Stores a message and sends it to all connections. */
    synchronized void say(String author, String body) {
        tellAll(store(author, body, UUID.randomUUID().toString()));
    }

    /** Edits the last message, and sends the change only if {@code telling}. */
    synchronized void editLast(String body, boolean telling) {
        var message = stored.getLast();
        message.put("body", body)
                .put("edited", Instant.now().toString())
                .put("version", message.path("version").asLong() + 1_000);
        if (telling) {
            open.keySet().forEach(socket -> send(socket, frame("message.updated", message)));
        }
    }

    /** Returns the bodies of all messages, in order. */
    synchronized List<String> bodies() {
        return stored.stream().map(message -> message.path("body").asText()).toList();
    }

    Set<String> seen() {
        return seen;
    }

    int connections() {
        return connections;
    }

    int openConnections() {
        return open.size();
    }

    @Override
    public void close() {
        javalin.stop();
    }

    // --- the room --------------------------------------------------------------------------------------------------

    private void room(Context ctx) {
        accounts.user(ctx);
        ctx.result(room().toString());
    }

    private synchronized ObjectNode room() {
        return Http.object()
                .put("id", ROOM)
                .put("title", "lobby")
                .put("role", "member")
                .put("member_count", 2)
                .put("message_seq", stored.size());
    }

    private synchronized void messages(Context ctx) {
        accounts.user(ctx);
        if (goesWrong()) {
            throw new HttpResponseException(503, "Too busy.", Map.of());
        }
        int limit = ctx.queryParamAsClass("limit", Integer.class).get();
        var after = ctx.queryParam("after_seq");
        var page = Http.object();
        var results = page.putArray("results");
        if (after == null) {
            stored.reversed().stream().limit(limit).forEach(results::add);
        } else {
            stored.stream().skip(Long.parseLong(after)).limit(limit).forEach(results::add);
        }
        ctx.result(page.toString());
    }

    private ObjectNode store(String author, String body, String clientId) {
        var message = Http.object()
                .put("id", UUID.randomUUID().toString())
                .put("room_id", ROOM)
                .put("user_id", "id-of-" + author)
                .put("seq", stored.size() + 1)
                .put("version", stored.size() + 1)
                .put("client_id", clientId)
                .put("body", body)
                .put("created", Instant.now().toString());
        message.putObject("author").put("username", author);
        stored.add(message);
        byClientId.put(clientId, message);
        return message;
    }

    // --- sockets ---------------------------------------------------------------------------------------------------

    private void upgrade(Context ctx) {
        ctx.attribute("user", accounts.user(ctx));
        if (turnsSocketsAway) {
            throw new HttpResponseException(503, "Not now.", Map.of());
        }
        ctx.header("Sec-WebSocket-Protocol", "confab.v1");
    }

    private void socket(WsConfig ws) {
        ws.onConnect(this::connected);
        ws.onMessage(socket -> received(socket, FakeAccounts.parse(socket.message())));
        ws.onClose(this::gone);
        ws.onError(this::gone);
    }

    private synchronized void connected(WsContext socket) {
        connections++;
        open.put(socket, String.valueOf(socket.<String>attribute("user")));
        var ready = frame("ready", null);
        ready.putArray("rooms").addObject().put("id", ROOM).put("message_seq", stored.size());
        send(socket, ready);
    }

    private synchronized void gone(WsContext socket) {
        open.remove(socket);
        late.remove(socket);
    }

    private synchronized void received(WsContext socket, JsonNode frame) {
        var user = open.get(socket);
        if (user == null) {
            return;
        }
        switch (frame.path("type").asText()) {
            case "message.send" -> receivedMessage(socket, user, frame);
            case "seen" -> seen.add(user + " " + frame.path("seq").asLong());
            default -> {}
        }
    }

    private void receivedMessage(WsContext socket, String user, JsonNode frame) {
        if (goesWrong()) {
            cut(socket);
            return;
        }
        if (goesWrong()) {
            answer(socket, frame, error("unavailable", "Too busy."));
            return;
        }
        if (frame.path("body").asText().length() > MAX_BODY) {
            answer(socket, frame, error("invalid", "Must be at most 10000 characters."));
            return;
        }
        var clientId = frame.path("client_id").asText();
        var known = byClientId.get(clientId);
        var message = known != null ? known : store(user, frame.path("body").asText(), clientId);
        if (known == null) {
            tellAll(message);
        }
        if (goesWrong()) {
            cut(socket);
        } else if (open.containsKey(socket)) {
            answer(socket, frame, frame("ack", message));
        }
    }

    private static ObjectNode error(String code, String message) {
        var error = frame("error", null);
        error.putArray("errors").addObject().put("code", code).put("message", message);
        return error;
    }

    private void answer(WsContext socket, JsonNode request, ObjectNode frame) {
        send(socket, frame.put("ref", request.path("ref").asText()));
    }

    private void tellAll(ObjectNode message) {
        List.copyOf(open.keySet()).forEach(socket -> tell(socket, frame("message.created", message)));
    }

    /** Delivers a frame, or loses, repeats or delays it, or cuts the connection. */
    private void tell(WsContext socket, ObjectNode frame) {
        if (!goesWrong()) {
            send(socket, frame);
            var before = late.remove(socket);
            if (before != null) {
                send(socket, before);
            }
            return;
        }
        switch (luck.nextInt(4)) {
            case 0 -> {}
            case 1 -> late.put(socket, frame);
            case 2 -> cut(socket);
            default -> {
                send(socket, frame);
                send(socket, frame);
            }
        }
    }

    private void cut(WsContext socket) {
        gone(socket);
        socket.session.disconnect();
    }

    private static void send(WsContext socket, JsonNode frame) {
        socket.session.sendText(frame.toString(), Callback.NOOP);
    }

    private static ObjectNode frame(String type, @Nullable ObjectNode message) {
        var frame = Http.object().put("type", type);
        var messages = frame.putArray("messages");
        frame.putArray("users");
        if (message != null) {
            frame.put("room_id", ROOM);
            messages.add(message.deepCopy());
        }
        return frame;
    }

    private boolean goesWrong() {
        return luck.nextInt(1_000) < mishaps;
    }
}
