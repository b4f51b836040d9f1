package dev.confab.chat.app.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Sends what was typed, keeps what is not known to be stored, and sends that again over the next connection. Lives on
 * the {@link TaskLoop}, but for reserving a place.
 */
final class Outbox {

    /** A line that gets no answer in this time is sent again over another connection. */
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

    /** How long to leave the server alone after it said that it cannot take a line now. */
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

    /** Takes a place for a line that will be {@linkplain #add added}; false if all are taken. For any thread. */
    boolean reserve() {
        return places.tryAcquire();
    }

    /** As {@link #reserve}, and waits for a place. */
    void awaitPlace() throws InterruptedException {
        places.acquire();
    }

    /** Gives back the place of a line that cannot be sent. */
    void refuse() {
        refused++;
        places.release();
    }

    /** Sends {@code body} to {@code room} as soon as all before it are stored; a place must have been reserved. */
    void add(String room, String body) {
        queue.offer(new SendQueue.Line(UUID.randomUUID().toString(), room, body));
        pump();
    }

    /** There is a connection, with nothing in flight. */
    void online() {
        queue.lost();
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

    private void send(SendQueue.Line line) {
        long mine = ++sent;
        connection.send(Http.object()
                .put("type", "message.send")
                .put("ref", line.clientId())
                .put("room_id", line.room())
                .put("client_id", line.clientId())
                .put("body", line.body()));
        loop.after(ANSWER_WITHIN, () -> {
            if (sent == mine && queue.isInFlight(line.clientId())) {
                connection.drop("no answer");
            }
        });
    }

    /** A message of mine is stored, whichever way that became known. */
    void stored(@Nullable String clientId) {
        if (queue.settle(clientId).isPresent()) {
            settled();
        }
    }

    private void settled() {
        settled++;
        places.release();
        pump();
    }

    /** The server answers {@code frame}, an error, to something that was sent. */
    void refused(JsonNode frame) {
        var ref = frame.path("ref").asText("");
        if (!queue.isInFlight(ref)) {
            return;
        }
        var error = frame.path("errors").path(0);
        switch (error.path("code").asText("")) {
            case "unavailable", "throttled" -> {
                queue.lost();
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
            settled();
        });
    }

    private static String preview(String body) {
        return body.length() <= PREVIEW ? body : body.substring(0, PREVIEW) + "…";
    }

    /** How many lines are not stored yet. */
    int waiting() {
        return queue.size();
    }

    /** How many lines have been stored or refused so far. */
    int settledSoFar() {
        return settled;
    }

    /** How many lines the server did not take. */
    int refusedSoFar() {
        return refused;
    }
}
