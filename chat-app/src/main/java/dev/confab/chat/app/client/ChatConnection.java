package dev.confab.chat.app.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A connection that comes back. Whenever the socket is lost, falls silent or is closed with a code below
 * {@link #FIRST_FINAL}, the next one is tried, after a pause that {@link ReconnectDelay} chooses; each begins with a
 * {@code ready} frame. What was said in between is not repeated here: whoever listens fetches it. Lives on the
 * {@link TaskLoop}: all methods are for its thread, and all calls of the listener come there.
 */
final class ChatConnection {

    /** Hears what happens to the connection, and what comes over it. */
    interface Listener {

        /** It stands (again); {@code frame} tells the state of all rooms. */
        void ready(JsonNode frame);

        /** Any other frame. */
        void frame(JsonNode frame);

        /** It is gone, or could not be made, and will be tried again. Told for each try; the reason may be empty. */
        void lost(String reason, Duration retryIn, int failures);

        /** It is gone for good. */
        void ended(String reason);
    }

    /** Close codes from here on say: do not come back. */
    static final int FIRST_FINAL = 4500;

    static final int TOKEN_DIED = 4401;

    private static final int LAST_CODE = 4999;
    private static final String PATH = "/api/v1/chat/ws/";
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration PING_EVERY = Duration.ofSeconds(20);
    private static final Duration MAX_SILENCE = Duration.ofSeconds(60);
    private static final Duration READY_WITHIN = Duration.ofSeconds(15);

    /** A connection that has stood this long was a good one: the next pause is a short one again. */
    private static final Duration GOOD_AFTER = Duration.ofSeconds(5);

    private final TaskLoop loop;
    private final Http http;
    private final Tokens tokens;
    private final ReconnectDelay backoff;
    private final Listener listener;

    /** Numbers the tries, so that what an earlier one still tells is not heard. */
    private int attempt;

    private @Nullable ChatSocket socket;
    private long openedAt;
    private long pingedAt;
    private boolean ready;
    private boolean renewing;
    private boolean over;
    private @Nullable Duration pauseAsked;

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

    /** Sends {@code frame} if there is a connection; whether it arrives only an answer can tell. */
    void send(JsonNode frame) {
        if (socket != null && ready) {
            socket.send(frame.toString());
        }
    }

    /** Gives up this socket for another one. */
    void drop(String reason) {
        if (socket != null) {
            socket.abort();
            lost(reason);
        }
    }

    /** Gives up this socket for one with a fresh token. */
    void renew() {
        if (socket != null) {
            tokens.distrust(socket.token());
            drop("the token has died");
        }
    }

    /** Says goodbye, and stays away. */
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
        loop.offload(() -> open(events(mine)), opened -> {}, fault -> failed(mine, fault));
    }

    private ChatSocket open(ChatSocket.Events events) {
        var token = tokens.access();
        try {
            return ChatSocket.open(http.socketClient(), http.webSocket(PATH), token, events);
        } catch (Fault.Refused refused) {
            if (refused.status() == 401) {
                tokens.distrust(token);
            }
            throw refused;
        }
    }

    private ChatSocket.Events events(int mine) {
        return new ChatSocket.Events() {
            @Override
            public void opened(ChatSocket opened) {
                loop.run(() -> ChatConnection.this.opened(mine, opened));
            }

            @Override
            public void frame(String text) {
                loop.run(() -> heard(mine, text));
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
                pauseAsked = refused.retryAfter();
                lost(refused.reason());
            }
            case Fault.Unreachable unreachable -> lost(unreachable.reason());
        }
    }

    private void heard(int mine, String text) {
        if (isStale(mine) || socket == null) {
            return;
        }
        try {
            deliver(Http.JSON.readTree(text));
        } catch (JsonProcessingException e) {
            drop("the server sent something that is no JSON");
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
                leaveSoon(Duration.ofMillis(frame.path("retry_ms").asLong()));
            default -> listener.frame(frame);
        }
    }

    /** The server is about to go; another one, or the same, will be there after {@code pause}. */
    private void leaveSoon(Duration pause) {
        var bounded = pause.compareTo(ReconnectDelay.MAX) < 0 ? pause : ReconnectDelay.MAX;
        int mine = attempt;
        pauseAsked = bounded;
        loop.after(bounded, () -> {
            if (!isStale(mine)) {
                pauseAsked = Duration.ZERO;
                drop("the server is going away");
            }
        });
    }

    private void closed(int mine, int code, String reason) {
        if (isStale(mine)) {
            return;
        }
        if (code == TOKEN_DIED && socket != null) {
            tokens.distrust(socket.token());
        }
        if (code >= FIRST_FINAL && code <= LAST_CODE) {
            end(reason.isEmpty() ? "the server closed the connection with code " + code : reason);
        } else {
            lost(code == ChatSocket.LOST || !reason.isEmpty() ? reason : "code " + code);
        }
    }

    private void lost(String reason) {
        if (ready && System.nanoTime() - openedAt > GOOD_AFTER.toNanos()) {
            backoff.reset();
        }
        forget();
        var chosen = backoff.next();
        var pause = pauseAsked != null && pauseAsked.compareTo(ReconnectDelay.MAX) <= 0 ? pauseAsked : chosen;
        pauseAsked = null;
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
            drop("no sign of life");
            return;
        }
        pingIfDue(socket);
        renewIfDue();
    }

    private void pingIfDue(ChatSocket living) {
        if (System.nanoTime() - pingedAt > PING_EVERY.toNanos()) {
            pingedAt = System.nanoTime();
            living.ping();
        }
    }

    /** A fresh token for the living socket, before the server closes it because the old one has expired. */
    private void renewIfDue() {
        if (!ready || renewing || !tokens.isDue()) {
            return;
        }
        renewing = true;
        loop.offload(tokens::access, this::renewed, fault -> renewing = false);
    }

    private void renewed(String access) {
        renewing = false;
        send(Http.object().put("type", "token").put("access", access).put("ref", "token"));
    }
}
