package dev.confab.chat.app.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.confab.chat.app.protocol.ClientFrames;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A client of the load: a connection that reconnects when it is lost, resyncs, and repeats unacknowledged frames. Confined to
 * the {@link EventLoop}.
 */
final class Client implements BenchSocket.Receiver {

    /** Receives the results of actions. */
    interface Outcome {

        /**
         * The server has acknowledged an action.
         *
         * @param message the id of the message that it created or changed; null if the server names none
         */
        void acked(int action, @Nullable String message);

        void refused(int action, String reason);
    }

    private static final FrameView.Field TYPE = FrameView.Field.of("type");
    private static final FrameView.Field ROOM = FrameView.Field.of("room_id");
    private static final FrameView.Field VERSION = FrameView.Field.of("version");
    private static final FrameView.Field REF = FrameView.Field.of("ref");
    private static final FrameView.Field MESSAGE = FrameView.Field.of("message_id");
    private static final FrameView.Field SEQ = FrameView.Field.of("seq");
    private static final FrameView.Field CLIENT_ID = FrameView.Field.of("client_id");

    private static final long RECONNECT_MILLIS = 200;
    private static final int MAX_ATTEMPTS = 150;

    private final VirtualUser user;
    private final Fleet fleet;
    private final Ledger ledger;
    private final Map<String, OrderChecker> tracks = new HashMap<>();
    private final Map<Integer, String> unacked = new LinkedHashMap<>();
    private @Nullable BenchSocket socket;
    private boolean ready;
    private boolean isWanted;
    private boolean queued;
    private int attempts;
    private long disconnectedAt;

    Client(VirtualUser user, Fleet fleet, Ledger ledger) {
        this.user = user;
        this.fleet = fleet;
        this.ledger = ledger;
    }

    VirtualUser user() {
        return user;
    }

    OrderChecker track(String room) {
        return Objects.requireNonNull(tracks.get(room), "not in the room");
    }

    /** Whether the client is connected and in sync. */
    boolean isCurrent() {
        return ready && tracks.values().stream().noneMatch(OrderChecker::isBehind);
    }

    // --- connecting ------------------------------------------------------------------------------------------------

    /** Connects as soon as the dialer allows. */
    void connect() {
        isWanted = true;
        disconnectedAt = System.nanoTime();
        queue();
    }

    private void queue() {
        if (isWanted && !queued && socket == null) {
            queued = true;
            fleet.dialer().dial(this);
        }
    }

    /** Opens the connection, on behalf of the dialer. */
    void dial() {
        queued = false;
        if (isWanted) {
            socket = fleet.open(this);
        } else {
            fleet.dialer().done();
        }
    }

    /** Cuts the connection and reconnects. */
    void reconnect() {
        disconnect();
        connect();
    }

    /** Cuts the connection and stays disconnected. */
    void disconnect() {
        isWanted = false;
        if (socket != null) {
            socket.cut();
            onEnd();
        }
    }

    private void onEnd() {
        socket = null;
        if (!ready) {
            fleet.dialer().done();
        }
        ready = false;
    }

    @Override
    public void ended(int code) {
        onEnd();
        if (code >= ClientFrames.FIRST_FINAL || ++attempts > MAX_ATTEMPTS) {
            throw new BenchFailure("The server closes connections with code " + code);
        }
        ledger.disconnected();
        disconnectedAt = System.nanoTime();
        fleet.loop().after(RECONNECT_MILLIS, this::queue);
    }

    // --- sending ---------------------------------------------------------------------------------------------------

    /** Sends a frame now or after connecting, and repeats it until the server responds. */
    void send(int action, ObjectNode frame) {
        var text = frame.toString();
        unacked.put(action, text);
        if (ready && socket != null) {
            socket.send(text);
        }
    }

    // --- receiving -------------------------------------------------------------------------------------------------

    @Override
    public void text(byte[] bytes, int from, int to) {
        ledger.countFrame();
        var frame = fleet.view().over(bytes, from, to);
        switch (Objects.requireNonNullElse(frame.text(TYPE), "")) {
            case "message.created" -> message(frame);
            case "ack" -> acked(frame);
            case "error" -> refused(frame.tree());
            case "ready" -> ready(frame.tree());
            case "synced" -> synced(frame.tree());
            case "room.created" -> joined(frame.tree());
            case "room.left", "room.deleted" -> tracks.remove(frame.text(ROOM));
            default -> change(frame);
        }
    }

    private void message(FrameView frame) {
        var track = change(frame);
        if (track != null && track.receiveMessage(frame.numberInside(SEQ))) {
            ledger.delivered(frame.textInside(CLIENT_ID));
        }
    }

    /** Checks the version of a frame of any type; frames without a version are ignored. */
    private @Nullable OrderChecker change(FrameView frame) {
        var track = tracks.get(frame.text(ROOM));
        long version = frame.number(VERSION);
        if (track != null && version >= 0) {
            track.receive(version);
        }
        return track;
    }

    private void acked(FrameView frame) {
        var ref = frame.text(REF);
        if (ref != null && unacked.remove(Integer.valueOf(ref)) != null) {
            ledger.acked(Integer.parseInt(ref));
            fleet.outcome().acked(Integer.parseInt(ref), frame.text(MESSAGE));
        }
    }

    private void refused(JsonNode frame) {
        var reason = frame.at("/errors/0/message").asText();
        ledger.refused(reason);
        var ref = frame.path("ref").asText();
        if (!ref.isEmpty() && unacked.remove(Integer.valueOf(ref)) != null) {
            fleet.outcome().refused(Integer.parseInt(ref), reason);
        }
    }

    private void joined(JsonNode frame) {
        var room = frame.path("room");
        tracks.put(frame.path("room_id").asText(), newTrack(room));
    }

    private OrderChecker newTrack(JsonNode room) {
        return new OrderChecker(
                ledger.versions,
                ledger.seqs,
                room.path("version").longValue(),
                room.path("message_seq").longValue());
    }

    private void ready(JsonNode frame) {
        ready = true;
        attempts = 0;
        fleet.dialer().done();
        for (var room : frame.path("rooms")) {
            var track = tracks.putIfAbsent(room.path("id").asText(), newTrack(room));
            if (track != null) {
                track.resume(
                        room.path("version").longValue(),
                        room.path("message_seq").longValue());
            }
        }
        resync();
        unacked.values().forEach(Objects.requireNonNull(socket)::send);
    }

    private void resync() {
        var versions = new HashMap<String, Long>();
        tracks.forEach((room, track) -> {
            if (track.isBehind()) {
                versions.put(room, track.version());
            }
        });
        if (versions.isEmpty()) {
            ledger.returns.add(System.nanoTime() - disconnectedAt);
        } else {
            Objects.requireNonNull(socket).send(ClientFrames.sync(versions).toString());
        }
    }

    private void synced(JsonNode frame) {
        var track = tracks.get(frame.path("room_id").asText());
        if (track != null) {
            boolean wasBehind = track.isBehind();
            ledger.recovered(track.synced(frame));
            if (wasBehind && isCurrent()) {
                ledger.returns.add(System.nanoTime() - disconnectedAt);
            }
        }
    }
}
