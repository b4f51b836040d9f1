package dev.confab.chat.app.client;

import java.net.URI;
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

/**
 * One web socket, from its opening to its end; what follows is another one. Sending is for one thread and never blocks.
 */
final class ChatSocket {

    /** Hears what comes, in order; called on the thread that reads, which must not wait. */
    interface Events {

        /** It is open; told first. */
        void opened(ChatSocket socket);

        /** A whole frame; {@link ChatSocket#done} is to be called when it was dealt with. */
        void frame(String text);

        /** The end, told once. The code is the one of the close frame, or {@value #LOST} if there was none. */
        void ended(int code, String reason);
    }

    static final int LOST = 1006;

    /** The most frames that have come and are not done with; whoever falls back that far begins again. */
    private static final int MAX_PENDING = 1_000;

    /** The most characters of one frame; whoever sends longer ones is no Confab server. */
    private static final int MAX_FRAME = 8 * 1024 * 1024;

    private static final Duration OPENING_PATIENCE = Duration.ofSeconds(10);

    private final String token;
    private final Events events;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicInteger pending = new AtomicInteger();
    private CompletableFuture<?> sending = CompletableFuture.completedFuture(null);
    private volatile long lastHeard = System.nanoTime();
    private volatile @Nullable WebSocket wire;

    private ChatSocket(String token, Events events) {
        this.token = token;
        this.events = events;
    }

    /**
     * A client for sockets alone, which calls listeners on the very thread that reads. That is not for speed: when the
     * end of a connection comes while a listener is being called elsewhere, {@code java.net.http} (seen up to JDK 25)
     * forgets to tell of the end, and the connection seems to live on.
     */
    static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(OPENING_PATIENCE)
                .executor(Runnable::run)
                .build();
    }

    /**
     * Opens a socket. Blocks.
     *
     * @param client made by {@link #client}
     * @throws Fault.Refused with the status of the answer if the server wants no socket
     */
    static ChatSocket open(HttpClient client, URI address, String token, Events events) {
        var socket = new ChatSocket(token, events);
        try {
            client.newWebSocketBuilder()
                    .connectTimeout(OPENING_PATIENCE)
                    .subprotocols("confab.v1")
                    .header("Authorization", "Bearer " + token)
                    .buildAsync(address, socket.new Ear())
                    .join();
            return socket;
        } catch (CompletionException e) {
            throw fault(e.getCause() == null ? e : e.getCause());
        }
    }

    private static Fault fault(Throwable cause) {
        if (cause instanceof WebSocketHandshakeException refused) {
            int status = refused.getResponse().statusCode();
            return new Fault.Refused(status, "the server answers HTTP " + status, null, null);
        }
        return new Fault.Unreachable(Http.reason(cause));
    }

    /** The access token it was opened with. */
    String token() {
        return token;
    }

    /** How long nothing has been heard of the other side. */
    Duration silence() {
        return Duration.ofNanos(System.nanoTime() - lastHeard);
    }

    /** One frame was dealt with. */
    void done() {
        pending.decrementAndGet();
    }

    void send(String text) {
        afterSending(() -> wire().sendText(text, true));
    }

    void ping() {
        afterSending(() -> wire().sendPing(ByteBuffer.allocate(0)));
    }

    /** Says goodbye. */
    void close() {
        afterSending(() -> wire().sendClose(WebSocket.NORMAL_CLOSURE, ""));
    }

    /** Ends it at once; {@link Events#ended} is not called any more. */
    void abort() {
        ended.set(true);
        wire().abort();
    }

    private WebSocket wire() {
        return Objects.requireNonNull(wire, "not open");
    }

    /** Keeps frames apart, for the HTTP client wants one to be out before the next. */
    private void afterSending(Supplier<CompletableFuture<?>> frame) {
        sending = sending.thenCompose(previous -> frame.get()).whenComplete((done, failure) -> {
            if (failure != null) {
                end(LOST, Http.reason(failure));
            }
        });
    }

    private void end(int code, String reason) {
        if (ended.compareAndSet(false, true)) {
            events.ended(code, reason);
        }
    }

    /** Collects the parts of frames. Reads on and on, and never waits for whoever deals with them. */
    private final class Ear implements WebSocket.Listener {

        private final StringBuilder frame = new StringBuilder();

        @Override
        public void onOpen(WebSocket opened) {
            wire = opened;
            events.opened(ChatSocket.this);
            opened.request(Long.MAX_VALUE);
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            lastHeard = System.nanoTime();
            frame.append(part);
            if (frame.length() > MAX_FRAME) {
                giveUp(from, "the server sent too long a frame");
            } else if (last && pending.incrementAndGet() > MAX_PENDING) {
                giveUp(from, "too many frames at once");
            } else if (last) {
                var whole = frame.toString();
                frame.setLength(0);
                events.frame(whole);
            }
            return null;
        }

        private void giveUp(WebSocket from, String reason) {
            end(LOST, reason);
            from.abort();
        }

        @Override
        public @Nullable CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
            lastHeard = System.nanoTime();
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
            lastHeard = System.nanoTime();
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            end(code, reason);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            end(LOST, Http.reason(error));
        }
    }
}
