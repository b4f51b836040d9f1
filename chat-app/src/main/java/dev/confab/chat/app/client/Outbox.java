package dev.confab.chat.app.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.confab.chat.app.protocol.ClientFrames;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Sends lines, keeps those that are not known to be stored, and sends them again after a reconnect. Confined to the {@link
 * TaskLoop}, except for reserving places.
 */
final class Outbox {

    /** A line without a response in this time is sent again over another connection. */
    private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(30);

    /** The pause after the server could not accept a line. */
    private static final Duration BUSY_PAUSE = Duration.ofSeconds(1);

    private static final int PREVIEW = 60;

    private final TaskLoop loop;
    private final Screen screen;
    private final ChatConnection connection;
    private final SendQueue queue = new SendQueue();
    private final Semaphore places = new Semaphore(SendQueue.MAX_LINES);
    private final SendRateLimit pace = new SendRateLimit(System.nanoTime());

    private boolean pausing;
    private long sent;
    private int settled;
    private int refused;

    Outbox(TaskLoop loop, Screen screen, ChatConnection connection) {
        this.loop = loop;
        this.screen = screen;
        this.connection = connection;
    }

    /** Reserves a place for a line that will be {@linkplain #add added}; false if there is none. Safe for all threads. */
    boolean reserve() {
        return places.tryAcquire();
    }

    /** Reserves a place, and blocks until there is one. Safe for all threads. */
    void awaitPlace() throws InterruptedException {
        places.acquire();
    }

    /** Releases the place of a line that cannot be sent. */
    void refuse() {
        refused++;
        places.release();
    }

    /** Sends {@code body} to {@code room} after all earlier lines are stored. A place must be reserved. */
    void add(String room, String body) {
        queue.offer(new SendQueue.Pending(UUID.randomUUID().toString(), room, body));
        pump();
    }

    /** Continues after a connect. */
    void onConnect() {
        queue.returnInFlight();
        pump();
    }

    private void pump() {
        if (!connection.isReady() || pausing || !queue.hasNext()) {
            return;
        }
        var wait = pace.take(System.nanoTime());
        if (wait.isZero()) {
            queue.next().ifPresent(this::send);
        } else {
            pause(wait);
        }
    }

    private void pause(Duration wait) {
        pausing = true;
        loop.after(wait, () -> {
            pausing = false;
            pump();
        });
    }

    private void send(SendQueue.Pending line) {
        long mine = ++sent;
        connection.send(ClientFrames.send(line.clientId(), line.room(), line.clientId(), line.body()));
        loop.after(RESPONSE_TIMEOUT, () -> {
            if (sent == mine && queue.isInFlight(line.clientId())) {
                connection.drop("no response");
            }
        });
    }

    /** Handles a stored message of this user, whether it arrived in an acknowledgement or otherwise. */
    void onStored(@Nullable String clientId) {
        if (queue.settle(clientId).isPresent()) {
            settle();
        }
    }

    private void settle() {
        settled++;
        places.release();
        pump();
    }

    /** Handles an error frame. */
    void onError(JsonNode frame) {
        var ref = frame.path("ref").asText("");
        if (!queue.isInFlight(ref)) {
            return;
        }
        var error = frame.path("errors").path(0);
        switch (error.path("code").asText("")) {
            case "unavailable", "throttled" -> {
                queue.returnInFlight();
                pause(BUSY_PAUSE);
            }
            case "not_authenticated", "token_expired" -> connection.renew();
            default -> giveUp(ref, error.path("message").asText("refused"));
        }
    }

    private void giveUp(String clientId, String reason) {
        queue.settle(clientId).ifPresent(line -> {
            refused++;
            screen.note("not sent (" + reason + "): " + preview(line.body()));
            settle();
        });
    }

    private static String preview(String body) {
        return body.length() <= PREVIEW ? body : body.substring(0, PREVIEW) + "…";
    }

    /** Returns the number of lines that are not stored yet. */
    int waiting() {
        return queue.size();
    }

    /** Returns the number of lines that were stored or refused so far. */
    int settledSoFar() {
        return settled;
    }

    /** Returns the number of lines that were refused so far. */
    int refusedSoFar() {
        return refused;
    }
}
