package dev.confab.chat.app.protocol;

import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One WebSocket connection. A reconnect creates another object. Sending is for one thread and never blocks. */
public final class ChatSocket {

    /** Receives events in order, on the reading thread, which must not block. */
    public interface Callbacks {

        /** The socket is open. Called first. */
        void opened(ChatSocket socket);

        /** A whole frame has arrived. Call {@link ChatSocket#done} after handling it. */
        void frame(String text);

        /** The socket has ended. Called once, with the close code, or 1006 if there was no close frame. */
        void ended(int code, String reason);
    }

    /** The largest number of unhandled frames. A slower receiver loses the connection and resyncs. */
    private static final int MAX_PENDING = 1_000;

    /** The largest frame in characters. No Confab server sends longer ones. */
    private static final int MAX_FRAME = 8 * 1024 * 1024;

    private static final Duration OPEN_TIMEOUT = Duration.ofSeconds(10);

    private final String token;
    private final Callbacks callbacks;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicInteger pending = new AtomicInteger();
    private CompletableFuture<?> sending = CompletableFuture.completedFuture(null);
    private volatile long lastReceived = System.nanoTime();
    private volatile @Nullable WebSocket webSocket;

    private ChatSocket(String token, Callbacks callbacks) {
        this.token = token;
        this.callbacks = callbacks;
    }

    /**
     * Returns an HTTP client for sockets only, which calls listeners on the reading thread. With another executor, {@code
     * java.net.http} (seen up to JDK 25) does not report the end of a connection that comes during a call of a listener.
     */
    static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(OPEN_TIMEOUT)
                .executor(Runnable::run)
                .build();
    }

    /**
     * Opens a socket. Blocks.
     *
     * @param server where the socket is; closing it ends the socket
     * @throws Fault.Refused with the HTTP status if the server refuses the handshake
     */
    public static ChatSocket open(Http server, String token, Callbacks callbacks) {
        var socket = new ChatSocket(token, callbacks);
        try {
            server.socketClient()
                    .newWebSocketBuilder()
                    .connectTimeout(OPEN_TIMEOUT)
                    .subprotocols(ClientFrames.SUBPROTOCOL)
                    .header("Authorization", "Bearer " + token)
                    .buildAsync(server.webSocket(ClientFrames.PATH), socket.new Listener())
                    .join();
            return socket;
        } catch (CompletionException e) {
            throw fault(e.getCause() == null ? e : e.getCause());
        }
    }

    private static Fault fault(Throwable cause) {
        if (cause instanceof WebSocketHandshakeException refused) {
            int status = refused.getResponse().statusCode();
            return new Fault.Refused(status, "the server responds with HTTP " + status, null, null);
        }
        return new Fault.Unreachable(Http.reason(cause));
    }

    /** Returns the access token with which the socket was opened. */
    public String token() {
        return token;
    }

    /** Returns the time since the last frame or pong. */
    public Duration silence() {
        return Duration.ofNanos(System.nanoTime() - lastReceived);
    }

    /** Records that a frame was handled. */
    public void done() {
        pending.decrementAndGet();
    }

    /** Sends a text frame. A failure ends the socket. */
    public void send(String text) {
        enqueue(() -> webSocket().sendText(text, true));
    }

    /** Sends a ping, whose pong ends the {@link #silence}. */
    public void ping() {
        enqueue(() -> webSocket().sendPing(ByteBuffer.allocate(0)));
    }

    /** Sends a close frame. */
    public void close() {
        enqueue(() -> webSocket().sendClose(WebSocket.NORMAL_CLOSURE, ""));
    }

    /** Ends the connection immediately, without calling {@link Callbacks#ended}. */
    public void abort() {
        ended.set(true);
        webSocket().abort();
    }

    private WebSocket webSocket() {
        return Objects.requireNonNull(webSocket, "not open");
    }

    /** Sends frames one after the other: the HTTP client requires that a send is complete before the next. */
    private void enqueue(Supplier<CompletableFuture<?>> frame) {
        sending = sending.thenCompose(previous -> frame.get()).whenComplete((done, failure) -> {
            if (failure != null) {
                end(ClientFrames.LOST, Http.reason(failure));
            }
        });
    }

    private void end(int code, String reason) {
        if (ended.compareAndSet(false, true)) {
            callbacks.ended(code, reason);
        }
    }

    /** Assembles frames. Never waits for the receiver. */
    private final class Listener implements WebSocket.Listener {

        private final StringBuilder frame = new StringBuilder();

        @Override
        public void onOpen(WebSocket opened) {
            webSocket = opened;
            callbacks.opened(ChatSocket.this);
            opened.request(Long.MAX_VALUE);
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            lastReceived = System.nanoTime();
            frame.append(part);
            if (frame.length() > MAX_FRAME) {
                fail(from, "the server sent a frame that is too long");
            } else if (last && pending.incrementAndGet() > MAX_PENDING) {
                fail(from, "too many frames at once");
            } else if (last) {
                var whole = frame.toString();
                frame.setLength(0);
                callbacks.frame(whole);
            }
            return null;
        }

        private void fail(WebSocket from, String reason) {
            end(ClientFrames.LOST, reason);
            from.abort();
        }

        @Override
        public @Nullable CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
            lastReceived = System.nanoTime();
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
            lastReceived = System.nanoTime();
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            end(code, reason);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            end(ClientFrames.LOST, Http.reason(error));
        }
    }
}
