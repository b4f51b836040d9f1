package dev.confab.chat.app.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.confab.chat.app.protocol.ChatSocket;
import dev.confab.chat.app.protocol.ClientFrames;
import dev.confab.chat.app.protocol.Fault;
import dev.confab.chat.app.protocol.Http;
import dev.confab.chat.app.protocol.Tokens;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A connection that reconnects. If the socket is lost, silent or closed with a code below {@link ClientFrames#FIRST_FINAL},
 * it opens another one after a {@link ReconnectDelay}. Each socket begins with a {@code ready} frame. The listener fetches
 * what it missed. Confined to the {@link TaskLoop}: methods and listener calls run on its thread.
 */
final class ChatConnection {

    /** Receives the events of the connection. */
    interface Listener {

        /** The connection is open; {@code frame} has the state of all rooms. */
        void ready(JsonNode frame);

        /** Another frame has arrived. */
        void frame(JsonNode frame);

        /** The connection was lost or not opened. Called for each attempt; the reason may be empty. */
        void lost(String reason, Duration retryIn, int failures);

        /** The connection has ended and will not be opened again. */
        void ended(String reason);
    }

    private static final int LAST_CODE = 4999;
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration PING_EVERY = Duration.ofSeconds(20);
    private static final Duration MAX_SILENCE = Duration.ofSeconds(60);
    private static final Duration READY_WITHIN = Duration.ofSeconds(15);

    /** The age at which a connection counts as a success, which resets the backoff. */
    private static final Duration STABLE_AFTER = Duration.ofSeconds(5);

    private final TaskLoop loop;
    private final Http http;
    private final Tokens tokens;
    private final ReconnectDelay backoff;
    private final Listener listener;

    /** The number of the current attempt. Events of earlier ones are ignored. */
    private int attempt;

    private @Nullable ChatSocket socket;
    private long openedAt;
    private long pingedAt;
    private boolean ready;
    private boolean renewing;
    private boolean over;
    private @Nullable Duration requestedPause;

    ChatConnection(TaskLoop loop, Http http, Tokens tokens, RandomGenerator random, Listener listener) {
        this.loop = loop;
        this.http = http;
        this.tokens = tokens;
        this.backoff = new ReconnectDelay(random);
        this.listener = listener;
    }

    void start() {
        connect();
        loop.after(TICK, this::tick);
    }

    boolean isReady() {
        return ready;
    }

    /** Sends {@code frame} if there is a connection. Only a response shows that it arrived. */
    void send(JsonNode frame) {
        if (socket != null && ready) {
            socket.send(frame.toString());
        }
    }

    /** Replaces the socket by another one. */
    void drop(String reason) {
        if (socket != null) {
            socket.abort();
            lost(reason);
        }
    }

    /** Replaces the socket by one with a new token. */
    void renew() {
        if (socket != null) {
            tokens.distrust(socket.token());
            drop("the token has expired");
        }
    }

    /** Closes the socket and does not reconnect. */
    void close() {
        over = true;
        if (socket != null) {
            socket.close();
        }
    }

    private void connect() {
        if (over) {
            return;
        }
        int mine = ++attempt;
        loop.offload(() -> open(callbacks(mine)), opened -> {}, fault -> failed(mine, fault));
    }

    private ChatSocket open(ChatSocket.Callbacks callbacks) {
        var token = tokens.access();
        try {
            return ChatSocket.open(http, token, callbacks);
        } catch (Fault.Refused refused) {
            if (refused.status() == 401) {
                tokens.distrust(token);
            }
            throw refused;
        }
    }

    private ChatSocket.Callbacks callbacks(int mine) {
        return new ChatSocket.Callbacks() {
            @Override
            public void opened(ChatSocket opened) {
                loop.run(() -> ChatConnection.this.opened(mine, opened));
            }

            @Override
            public void frame(String text) {
                loop.run(() -> onFrame(mine, text));
            }

            @Override
            public void ended(int code, String reason) {
                loop.run(() -> closed(mine, code, reason));
            }
        };
    }

    private boolean isStale(int attempted) {
        return over || attempted != attempt;
    }

    private void opened(int mine, ChatSocket opened) {
        if (isStale(mine)) {
            opened.abort();
            return;
        }
        socket = opened;
        openedAt = System.nanoTime();
        pingedAt = openedAt;
    }

    private void failed(int mine, Fault fault) {
        if (isStale(mine)) {
            return;
        }
        switch (fault) {
            case Fault.SignedOut signedOut -> end(signedOut.reason());
            case Fault.Refused refused -> {
                requestedPause = refused.retryAfter();
                lost(refused.reason());
            }
            case Fault.Unreachable unreachable -> lost(unreachable.reason());
        }
    }

    private void onFrame(int mine, String text) {
        if (isStale(mine) || socket == null) {
            return;
        }
        try {
            deliver(Http.JSON.readTree(text));
        } catch (JsonProcessingException e) {
            drop("the server sent a frame that is not JSON");
            return;
        }
        if (socket != null) {
            socket.done();
        }
    }

    private void deliver(JsonNode frame) {
        switch (frame.path("type").asText()) {
            case "ready" -> {
                ready = true;
                listener.ready(frame);
            }
            case "going_away" ->
                reconnectAfter(Duration.ofMillis(frame.path("retry_ms").asLong()));
            default -> listener.frame(frame);
        }
    }

    /** Reconnects after the pause that a server which is stopping asks for. */
    private void reconnectAfter(Duration pause) {
        var bounded = pause.compareTo(ReconnectDelay.MAX) < 0 ? pause : ReconnectDelay.MAX;
        int mine = attempt;
        requestedPause = bounded;
        loop.after(bounded, () -> {
            if (!isStale(mine)) {
                requestedPause = Duration.ZERO;
                drop("the server is going away");
            }
        });
    }

    private void closed(int mine, int code, String reason) {
        if (isStale(mine)) {
            return;
        }
        if (code == ClientFrames.TOKEN_EXPIRED && socket != null) {
            tokens.distrust(socket.token());
        }
        if (code >= ClientFrames.FIRST_FINAL && code <= LAST_CODE) {
            end(reason.isEmpty() ? "the server closed the connection with code " + code : reason);
        } else {
            lost(code == ClientFrames.LOST || !reason.isEmpty() ? reason : "code " + code);
        }
    }

    private void lost(String reason) {
        if (ready && System.nanoTime() - openedAt > STABLE_AFTER.toNanos()) {
            backoff.reset();
        }
        forget();
        var chosen = backoff.next();
        var pause =
                requestedPause != null && requestedPause.compareTo(ReconnectDelay.MAX) <= 0 ? requestedPause : chosen;
        requestedPause = null;
        listener.lost(reason, pause, backoff.failures());
        loop.after(pause, this::connect);
    }

    private void end(String reason) {
        over = true;
        forget();
        listener.ended(reason);
    }

    private void forget() {
        attempt++;
        socket = null;
        ready = false;
    }

    private void tick() {
        if (over) {
            return;
        }
        loop.after(TICK, this::tick);
        if (socket == null) {
            return;
        }
        long age = System.nanoTime() - openedAt;
        if (socket.silence().compareTo(MAX_SILENCE) > 0 || (!ready && age > READY_WITHIN.toNanos())) {
            drop("no data received");
            return;
        }
        pingIfDue(socket);
        renewIfDue();
    }

    private void pingIfDue(ChatSocket open) {
        if (System.nanoTime() - pingedAt > PING_EVERY.toNanos()) {
            pingedAt = System.nanoTime();
            open.ping();
        }
    }

    /** Renews the token of the open socket before it expires and the server closes the socket. */
    private void renewIfDue() {
        if (!ready || renewing || !tokens.isDue()) {
            return;
        }
        renewing = true;
        loop.offload(tokens::access, this::renewed, fault -> renewing = false);
    }

    private void renewed(String access) {
        renewing = false;
        send(ClientFrames.token("token", access));
    }
}
