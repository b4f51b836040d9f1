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

/** A WebSocket client that keeps every frame until a test takes it, and checks it with a {@link Ledger}. */
final class Client implements AutoCloseable {

    private static final int TIMEOUT_SECONDS = 20;
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

    /** Connects a client that reads nothing until {@link #read} is called. */
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
                handle(socket.read());
            }
            socket.end();
        } catch (IOException gone) {
            closed.complete(ABNORMAL);
        } catch (RuntimeException | AssertionError fault) {
            closed.completeExceptionally(fault);
        }
    }

    private void handle(RawSocket.Message message) throws IOException {
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

    /** Returns the payload of the next pong. */
    String nextPong() {
        try {
            return String.valueOf(pongs.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS));
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

    /** Sends a text message. Blocks until the operating system has taken it. */
    Client send(String text) {
        write(RawSocket.TEXT, text.getBytes(UTF_8));
        return this;
    }

    /** Sends a single frame. */
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
     * Sends a {@code sync}.
     *
     * @return all frames up to the response, which is the last
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

    /** Fails if a frame violated the order. */
    void requireInOrder() {
        if (closed.isCompletedExceptionally()) {
            closed.join();
        }
        if (!ledger.violations().isEmpty()) {
            throw new AssertionError(ledger.violations());
        }
    }

    /** Returns the next frame of any type. */
    JsonNode next() {
        try {
            var frame = frames.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            requireInOrder();
            if (frame == null) {
                throw new AssertionError("No frame within the timeout");
            }
            return frame;
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** Returns the next frame of that type, and drops others before it. */
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

    /** Returns all frames that arrive before the response to a ping that is sent now. */
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

    /** Waits for the close code of the server; 1006 if there is none. */
    int closeCode() {
        return closed.orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS).join();
    }

    boolean isClosed() {
        return closed.isDone();
    }

    /** Sends a close frame. */
    @Override
    public void close() {
        try {
            socket.write(RawSocket.CLOSE, new byte[] {0x03, (byte) 0xe8});
        } catch (IOException gone) {
            closed.complete(ABNORMAL);
        }
    }

    /** Closes the TCP connection without a close frame. */
    void abort() {
        try {
            socket.end();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
