package dev.confab.chat.adapter.ws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A socket from the client's side, which keeps every frame until a test takes it. */
final class Client implements WebSocket.Listener, AutoCloseable {

    private static final int PATIENCE_SECONDS = 20;
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private final Ledger ledger = new Ledger();
    private final boolean reading;
    private volatile @Nullable WebSocket socket;

    private Client(boolean reading) {
        this.reading = reading;
    }

    static Client dial(URI uri, String token) {
        return dial(uri, token, true);
    }

    /** A client that reads nothing until it is {@link #read told to}. */
    static Client dialWithoutReading(URI uri, String token) {
        return dial(uri, token, false);
    }

    private static Client dial(URI uri, String token, boolean reading) {
        var client = new Client(reading);
        client.socket = HTTP.newWebSocketBuilder()
                .header("Authorization", "Bearer " + token)
                .buildAsync(uri, client)
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
        return client;
    }

    @Override
    public void onOpen(WebSocket opened) {
        if (reading) {
            opened.request(Long.MAX_VALUE);
        }
    }

    void read() {
        socket().request(Long.MAX_VALUE);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
        partial.append(text);
        if (last) {
            var frame = parse(partial.toString());
            partial.setLength(0);
            ledger.add(frame);
            frames.add(frame);
        }
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        closed.complete(status);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.complete(1006);
    }

    private WebSocket socket() {
        var opened = socket;
        if (opened == null) {
            throw new IllegalStateException("not open yet");
        }
        return opened;
    }

    static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException malformed) {
            throw new AssertionError(malformed);
        }
    }

    /** Sends text and waits until it is with the system. */
    Client send(String text) {
        await(socket().sendText(text, true));
        return this;
    }

    Client sendBinary(byte[] bytes) {
        await(socket().sendBinary(ByteBuffer.wrap(bytes), true));
        return this;
    }

    Ledger ledger() {
        return ledger;
    }

    /** Fails if a frame was not the one that had to come. */
    void requireInOrder() {
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

    /** The code with which the server closes, or has closed. */
    int closeCode() {
        return await(closed);
    }

    boolean isClosed() {
        return closed.isDone();
    }

    private static <T> T await(CompletableFuture<T> future) {
        return future.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    /** Says goodbye. */
    @Override
    public void close() {
        var unused = socket().sendClose(WebSocket.NORMAL_CLOSURE, "");
    }

    /** Goes without a word. */
    void abort() {
        socket().abort();
    }
}
