package dev.confab.chat.adapter.ws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A socket from the client's side, which keeps every frame until a test takes it, and holds it against the rule. */
final class Client implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 20;
    private static final int ABNORMAL = 1006;
    private static final JsonMapper JSON = new JsonMapper();

    private final RawSocket socket;
    private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> pongs = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final Ledger ledger = new Ledger();

    private Client(RawSocket socket) {
        this.socket = socket;
    }

    static Client dial(URI uri, String token) {
        return dial(Upgrade.of(uri).with("Authorization", "Bearer " + token));
    }

    static Client dial(Upgrade upgrade) {
        try {
            var client = new Client(new RawSocket(upgrade.open()));
            client.read();
            return client;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** A client that reads nothing until it is {@link #read told to}. */
    static Client dialWithoutReading(URI uri, String token) {
        try {
            return new Client(new RawSocket(
                    Upgrade.of(uri).with("Authorization", "Bearer " + token).openNarrow()));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    void read() {
        Thread.ofVirtual().name("client").start(this::readToTheEnd);
    }

    private void readToTheEnd() {
        try {
            while (!closed.isDone()) {
                hear(socket.read());
            }
            socket.end();
        } catch (IOException gone) {
            closed.complete(ABNORMAL);
        } catch (RuntimeException | AssertionError fault) {
            closed.completeExceptionally(fault);
        }
    }

    private void hear(RawSocket.Message message) throws IOException {
        switch (message.opcode()) {
            case RawSocket.TEXT -> {
                var frame = parse(message.text());
                ledger.add(frame);
                frames.add(frame);
            }
            case RawSocket.PING ->
                socket.write(RawSocket.PONG, message.payload().array());
            case RawSocket.CLOSE -> {
                socket.write(RawSocket.CLOSE, message.payload().array());
                closed.complete(message.closeCode());
            }
            case RawSocket.PONG -> pongs.add(message.text());
            default -> {}
        }
    }

    /** What comes back for a ping. */
    String nextPong() {
        try {
            return String.valueOf(pongs.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException malformed) {
            throw new AssertionError(text, malformed);
        }
    }

    /** Sends text and waits until it is with the system. */
    Client send(String text) {
        write(RawSocket.TEXT, text.getBytes(UTF_8));
        return this;
    }

    /** Sends one frame, as it is. */
    Client sendFrame(int opcode, byte[] payload, boolean isLast) {
        try {
            socket.write(opcode, payload, isLast);
            return this;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    Client sendBinary(byte[] bytes) {
        write(RawSocket.BINARY, bytes);
        return this;
    }

    private void write(int opcode, byte[] payload) {
        try {
            socket.write(opcode, payload);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /**
     * Asks for what was missed since {@code versions}.
     *
     * @return all frames up to the answer, which is the last
     */
    List<JsonNode> sync(Map<?, Long> versions) {
        var ref = "sync-" + System.nanoTime();
        var rooms = JSON.createObjectNode();
        versions.forEach((room, version) -> rooms.put(room.toString(), version));
        ledger.beginSync();
        send("{\"type\":\"sync\",\"ref\":\"" + ref + "\",\"rooms\":" + rooms + "}");
        var frames = new ArrayList<JsonNode>();
        do {
            frames.add(next());
        } while (!ref.equals(frames.get(frames.size() - 1).path("ref").asText()));
        ledger.endSync();
        return frames;
    }

    Ledger ledger() {
        return ledger;
    }

    /** Fails if a frame was not the one that had to come. */
    void requireInOrder() {
        if (closed.isCompletedExceptionally()) {
            closed.join();
        }
        if (!ledger.violations().isEmpty()) {
            throw new AssertionError(ledger.violations());
        }
    }

    /** The next frame, whatever it is. */
    JsonNode next() {
        try {
            var frame = frames.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            requireInOrder();
            if (frame == null) {
                throw new AssertionError("waited for a frame in vain");
            }
            return frame;
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** The next frame of that type; others before it are dropped. */
    JsonNode next(String type) {
        var frame = next();
        while (!type(frame).equals(type)) {
            frame = next();
        }
        return frame;
    }

    static String type(JsonNode frame) {
        return frame.path("type").asText();
    }

    /** All frames up to the answer to a ping that is sent now. */
    List<JsonNode> upToNow() {
        var ref = "up-to-now-" + System.nanoTime();
        send("{\"type\":\"ping\",\"ref\":\"" + ref + "\"}");
        var before = new ArrayList<JsonNode>();
        for (var frame = next(); !ref.equals(frame.path("ref").asText()); frame = next()) {
            before.add(frame);
        }
        return before;
    }

    List<String> typesUpToNow() {
        return upToNow().stream().map(Client::type).toList();
    }

    /** The code with which the server closes, or has closed; 1006 for none. */
    int closeCode() {
        return closed.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    boolean isClosed() {
        return closed.isDone();
    }

    /** Says goodbye. */
    @Override
    public void close() {
        try {
            socket.write(RawSocket.CLOSE, new byte[] {0x03, (byte) 0xe8});
        } catch (IOException gone) {
            closed.complete(ABNORMAL);
        }
    }

    /** Goes without a word. */
    void abort() {
        try {
            socket.end();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
