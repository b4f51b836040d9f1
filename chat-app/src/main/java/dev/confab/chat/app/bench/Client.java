package dev.confab.chat.app.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a person and all that replace it: it comes back when it is lost, syncs, and sends again what was not
 * acknowledged. All of it runs on the {@link EventLoop}.
 */
final class Client implements BenchSocket.Ear {

    /** What becomes of the actions that were sent as frames. */
    interface Outcome {

        /**
         * The server has done it.
         *
         * @param message the id of the message it was about; null if the server names none
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

    /** From this code on the server does not want to be asked again. */
    private static final int FOR_GOOD = 4500;

    private static final long PAUSE_MILLIS = 200;
    private static final int MAX_TRIES = 150;

    private final VirtualUser person;
    private final Fleet fleet;
    private final Ledger ledger;
    private final Map<String, OrderChecker> tracks = new HashMap<>();
    private final Map<Integer, String> unacked = new LinkedHashMap<>();
    private @Nullable BenchSocket socket;
    private boolean ready;
    private boolean wanted;
    private boolean queued;
    private int tries;
    private long leftAt;

    Client(VirtualUser person, Fleet fleet, Ledger ledger) {
        this.person = person;
        this.fleet = fleet;
        this.ledger = ledger;
    }

    VirtualUser person() {
        return person;
    }

    OrderChecker track(String room) {
        return Objects.requireNonNull(tracks.get(room), "not in the room");
    }

    /** Is it connected, and knows all that the server knows? */
    boolean isCurrent() {
        return ready && tracks.values().stream().noneMatch(OrderChecker::isBehind);
    }

    // --- coming and going ------------------------------------------------------------------------------------------

    /** Comes, when it is its turn. */
    void come() {
        wanted = true;
        leftAt = System.nanoTime();
        queue();
    }

    private void queue() {
        if (wanted && !queued && socket == null) {
            queued = true;
            fleet.dialer().dial(this);
        }
    }

    /** Opens the connection; it is its turn. */
    void dialed() {
        queued = false;
        if (wanted) {
            socket = fleet.open(this);
        } else {
            fleet.dialer().done();
        }
    }

    /** Loses the connection, and comes back. */
    void stumble() {
        leave();
        come();
    }

    /** Goes, and stays away. */
    void leave() {
        wanted = false;
        if (socket != null) {
            socket.cut();
            gone();
        }
    }

    private void gone() {
        socket = null;
        if (!ready) {
            fleet.dialer().done();
        }
        ready = false;
    }

    @Override
    public void ended(int code) {
        gone();
        if (code >= FOR_GOOD || ++tries > MAX_TRIES) {
            throw new BenchFailure("The server closes connections with " + code);
        }
        ledger.disconnected();
        leftAt = System.nanoTime();
        fleet.loop().after(PAUSE_MILLIS, this::queue);
    }

    // --- sending ---------------------------------------------------------------------------------------------------

    /** Sends a frame, now or when it can, and again until the server has answered. */
    void send(int action, String frame) {
        unacked.put(action, frame);
        if (ready && socket != null) {
            socket.send(frame);
        }
    }

    // --- hearing ---------------------------------------------------------------------------------------------------

    @Override
    public void text(byte[] bytes, int from, int to) {
        ledger.heardFrame();
        var frame = fleet.view().over(bytes, from, to);
        switch (Objects.requireNonNullElse(frame.text(TYPE), "")) {
            case "message.created" -> message(frame);
            case "ack" -> acked(frame);
            case "error" -> refused(frame.tree());
            case "ready" -> ready(frame.tree());
            case "synced" -> synced(frame.tree());
            case "room.created" -> entered(frame.tree());
            case "room.left", "room.deleted" -> tracks.remove(frame.text(ROOM));
            default -> change(frame);
        }
    }

    private void message(FrameView frame) {
        var track = change(frame);
        if (track != null && track.hearMessage(frame.numberInside(SEQ))) {
            ledger.delivered(frame.textInside(CLIENT_ID));
        }
    }

    /** A frame with a version counts, whatever it tells; one without does not. */
    private @Nullable OrderChecker change(FrameView frame) {
        var track = tracks.get(frame.text(ROOM));
        long version = frame.number(VERSION);
        if (track != null && version >= 0) {
            track.hear(version);
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

    private void entered(JsonNode frame) {
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
        tries = 0;
        fleet.dialer().done();
        for (var room : frame.path("rooms")) {
            var track = tracks.putIfAbsent(room.path("id").asText(), newTrack(room));
            if (track != null) {
                track.resume(
                        room.path("version").longValue(),
                        room.path("message_seq").longValue());
            }
        }
        catchUp();
        unacked.values().forEach(Objects.requireNonNull(socket)::send);
    }

    private void catchUp() {
        var sync = Rest.object().put("type", "sync");
        var rooms = sync.putObject("rooms");
        tracks.forEach((room, track) -> {
            if (track.isBehind()) {
                rooms.put(room, track.version());
            }
        });
        if (rooms.isEmpty()) {
            ledger.returns.add(System.nanoTime() - leftAt);
        } else {
            Objects.requireNonNull(socket).send(sync.toString());
        }
    }

    private void synced(JsonNode frame) {
        var track = tracks.get(frame.path("room_id").asText());
        if (track != null) {
            boolean wasBehind = track.isBehind();
            ledger.recovered(track.synced(frame));
            if (wasBehind && isCurrent()) {
                ledger.returns.add(System.nanoTime() - leftAt);
            }
        }
    }
}
