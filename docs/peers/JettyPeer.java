import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;

/**
 * The least that a chat on Jetty can do, to compare with: each message is one INSERT, and one frame to each socket of its
 * room, as long as a frame of Confab. No log-ins, memberships, receipts, repair, second node, or rooms after a restart. Speaks
 * as much of the protocol as {@code confab bench} asks for in the scenarios room, rooms, idle and history.
 *
 * <p>{@code java -cp chat-app/target/confab.jar docs/peers/JettyPeer.java PORT JDBC-URL DATABASE-USER}
 */
public final class JettyPeer {

    private static final String TABLE = """
            create table if not exists peer_message (id uuid primary key, room_id uuid not null, seq bigint not null,
                author text not null, client_id text not null, body text not null,
                created timestamp with time zone not null default now(), unique (room_id, seq))""";
    private static final String INSERT =
            "insert into peer_message (id, room_id, seq, author, client_id, body) values (?, ?, ?, ?, ?, ?)";
    private static final String PAGE =
            "select id, room_id, seq, author_id, client_id, body, created from message where room_id = ? order by seq desc limit ?";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BEARER = "Bearer ";

    private final Map<String, Room> rooms = new ConcurrentHashMap<>();
    private final HikariDataSource database = new HikariDataSource();

    public static void main(String[] arguments) throws Exception {
        new JettyPeer().start(Integer.parseInt(arguments[0]), arguments[1], arguments[2]);
    }

    private void start(int port, String jdbcUrl, String user) throws Exception {
        database.setJdbcUrl(jdbcUrl);
        database.setUsername(user);
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(TABLE);
        }
        var threads = new QueuedThreadPool();
        threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
        var server = new Server(threads);
        var connector = new ServerConnector(server);
        connector.setPort(port);
        server.addConnector(connector);
        var sockets = WebSocketUpgradeHandler.from(
                server, container -> container.addMapping("/api/v1/chat/ws/", (request, response, callback) -> {
                    response.setAcceptedSubProtocol("confab.v1");
                    return new Socket(request.getHeaders().get("Authorization").substring(BEARER.length()));
                }));
        sockets.setHandler(new Rest());
        server.setHandler(sockets);
        server.start();
        System.out.println("ready");
    }

    /** Its monitor keeps messages in order, from the INSERT until they are with Jetty. */
    private static final class Room {

        private final UUID id = UUID.randomUUID();
        private final List<String> users;
        private final List<Session> sessions = new CopyOnWriteArrayList<>();
        private long version = 1;
        private long seq;

        Room(List<String> users) {
            this.users = users;
        }

        synchronized ObjectNode enter(Session session) {
            sessions.add(session);
            return state();
        }

        synchronized ObjectNode state() {
            return JSON.createObjectNode()
                    .put("id", id.toString())
                    .put("version", version)
                    .put("message_seq", seq);
        }
    }

    /** One connection. */
    public final class Socket implements Session.Listener.AutoDemanding {

        private final String user;
        private Session session;

        Socket(String user) {
            this.user = user;
        }

        @Override
        public void onWebSocketOpen(Session opened) {
            session = opened;
            session.setIdleTimeout(Duration.ZERO);
            var ready = JSON.createObjectNode().put("type", "ready");
            var mine = ready.putArray("rooms");
            rooms.values().stream()
                    .filter(room -> room.users.contains(user))
                    .forEach(room -> mine.add(room.enter(session)));
            session.sendText(ready.toString(), Callback.NOOP);
        }

        @Override
        public void onWebSocketText(String text) {
            try {
                post(JSON.readTree(text));
            } catch (Exception failure) {
                throw new IllegalStateException(failure);
            }
        }

        private void post(JsonNode frame) throws SQLException {
            var room = rooms.get(frame.path("room_id").asText());
            var id = UUID.randomUUID();
            synchronized (room) {
                insert(id, room, frame);
                room.seq++;
                room.version++;
                var told = JSON.createObjectNode()
                        .put("type", "message.created")
                        .put("room_id", room.id.toString())
                        .put("version", room.version);
                told.putArray("messages")
                        .add(message(
                                id.toString(),
                                room.id.toString(),
                                user,
                                room.seq,
                                frame.path("client_id").asText(),
                                frame.path("body").asText(),
                                Instant.now()));
                var text = told.toString();
                room.sessions.forEach(other -> other.sendText(text, Callback.NOOP));
            }
            var ack = JSON.createObjectNode()
                    .put("type", "ack")
                    .put("ref", frame.path("ref").asText())
                    .put("message_id", id.toString());
            session.sendText(ack.toString(), Callback.NOOP);
        }

        private void insert(UUID id, Room room, JsonNode frame) throws SQLException {
            try (var connection = database.getConnection();
                    var insert = connection.prepareStatement(INSERT)) {
                insert.setObject(1, id);
                insert.setObject(2, room.id);
                insert.setLong(3, room.seq + 1);
                insert.setString(4, user);
                insert.setString(5, frame.path("client_id").asText());
                insert.setString(6, frame.path("body").asText());
                insert.executeUpdate();
            }
        }

        @Override
        public void onWebSocketClose(int code, String reason, Callback callback) {
            rooms.values().forEach(room -> room.sessions.remove(session));
            callback.succeed();
        }

        @Override
        public void onWebSocketError(Throwable cause) {
            rooms.values().forEach(room -> room.sessions.remove(session));
        }
    }

    /** With the fields that Confab's have, so that both are equally long. */
    private static ObjectNode message(
            String id, String room, String user, long seq, String clientId, String body, Instant created) {
        var message = JSON.createObjectNode()
                .put("id", id)
                .put("created", created.toString())
                .put("modified", created.toString())
                .put("room_id", room)
                .put("room_user_id", user)
                .put("user_id", user);
        message.putObject("author").put("id", user).put("username", user).put("name", user);
        message.put("is_me", false)
                .put("is_seen_by_me", false)
                .put("seq", seq)
                .put("version", seq)
                .put("client_id", clientId)
                .put("body", body)
                .putNull("parent_id")
                .put("reply_count", 0)
                .put("is_reaction", false);
        message.putArray("reactions");
        message.putArray("reaction_counts");
        message.putArray("images");
        return message.put("is_edited", false)
                .putNull("edited")
                .put("is_deleted", false)
                .put("is_pinned", false)
                .put("is_system", false);
    }

    private final class Rest extends Handler.Abstract {

        @Override
        public boolean handle(Request request, Response response, org.eclipse.jetty.util.Callback callback)
                throws Exception {
            var path = Request.getPathInContext(request).replaceFirst("^/api/v1/", "");
            var text = Content.Source.asString(request, StandardCharsets.UTF_8);
            var body = JSON.readTree(text.isEmpty() ? "{}" : text);
            var answer = answer(request.getMethod(), path, body, request.getHeaders().get("Authorization"));
            response.getHeaders().put("Content-Type", "application/json");
            response.write(true, ByteBuffer.wrap(JSON.writeValueAsBytes(answer)), callback);
            return true;
        }

        private JsonNode answer(String method, String path, JsonNode body, String authorization) throws SQLException {
            if (path.startsWith("auth/")) {
                var name = body.path("username").asText();
                var id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
                return JSON.createObjectNode().put("id", id).put("access", id);
            }
            if (path.endsWith("/messages/")) {
                return page(path.split("/")[2]);
            }
            if (method.equals("POST")) {
                var users = StreamSupport.stream(body.path("users").spliterator(), false)
                        .map(JsonNode::asText);
                var owner = Stream.of(authorization.substring(BEARER.length()));
                var room = new Room(Stream.concat(owner, users).toList());
                rooms.put(room.id.toString(), room);
                return room.state();
            }
            var id = path.split("/")[2];
            return (method.equals("DELETE") ? rooms.remove(id) : rooms.get(id)).state();
        }

        /** The last fifty messages that Confab has in the room. */
        private JsonNode page(String room) throws SQLException {
            var page = JSON.createObjectNode();
            var results = page.putArray("results");
            try (var connection = database.getConnection();
                    var select = connection.prepareStatement(PAGE)) {
                select.setObject(1, UUID.fromString(room));
                select.setInt(2, 50);
                try (var rows = select.executeQuery()) {
                    while (rows.next()) {
                        results.add(message(
                                rows.getString(1),
                                rows.getString(2),
                                rows.getString(4),
                                rows.getLong(3),
                                rows.getString(5),
                                rows.getString(6),
                                rows.getTimestamp(7).toInstant()));
                    }
                }
            }
            return page;
        }
    }
}
