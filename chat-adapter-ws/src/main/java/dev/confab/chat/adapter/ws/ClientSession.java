package dev.confab.chat.adapter.ws;

import dev.confab.chat.adapter.wire.Fields;
import dev.confab.chat.adapter.wire.FileUrls;
import dev.confab.chat.adapter.wire.Json;
import dev.confab.chat.adapter.wire.Problem;
import dev.confab.chat.application.account.Caller;
import dev.confab.chat.domain.Refusal;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The inbound side of one socket. Jetty reads the next frame when the call for the previous one has returned. So the
 * frames of a client are handled one after the other, and TCP slows a fast sender down. Frames beyond the rate limit are
 * refused. A close may arrive at any time. No method throws, because Jetty would send the exception to the client.
 */
final class ClientSession {

    /** Number of consecutive malformed frames after which the connection is closed. */
    static final int MAX_MALFORMED_FRAMES = 10;

    private final Hub hub;
    private final Commands commands;
    private final WsAdapter.Settings settings;
    private final Executor writers;
    private final Caller caller;
    private final FileUrls urls;
    private volatile @Nullable Connection connection;
    private int malformedFrames;

    /** @param urls creates the URLs of files in frames */
    ClientSession(
            Hub hub, Commands commands, WsAdapter.Settings settings, Executor writers, Caller caller, FileUrls urls) {
        this.hub = hub;
        this.commands = commands;
        this.settings = settings;
        this.writers = writers;
        this.caller = caller;
        this.urls = urls;
    }

    /** Opens the connection. Blocks until its initial state is queued. */
    void open(Transport transport) {
        var opened = new Connection(caller, urls, transport, settings, writers, hub::onEnd);
        connection = opened;
        hub.open(opened);
    }

    /** Handles a text message. Blocks until its command is done. */
    void onText(String text) {
        handle(() -> RequestRef.readIfShort(text), open -> {
            var frame = parse(open, text);
            if (frame != null) {
                malformedFrames = 0;
                open.send(commands.execute(open, frame, text));
            }
        });
    }

    private @Nullable Fields parse(Connection open, String text) {
        try {
            return Json.read(text);
        } catch (Refusal.Invalid malformed) {
            refuseMalformed(open, malformed);
            return null;
        }
    }

    void onBinary() {
        handle(() -> null, open -> refuseMalformed(open, new Refusal.Invalid(null, "Must be a text frame.")));
    }

    private void refuseMalformed(Connection open, Refusal.Invalid malformed) {
        malformedFrames++;
        if (malformedFrames < MAX_MALFORMED_FRAMES) {
            open.send(Frames.error(null, Problem.of(malformed)));
        } else {
            open.close(CloseCode.BAD_FRAMES);
        }
    }

    private void handle(Supplier<@Nullable Object> ref, Consumer<Connection> work) {
        var open = connection;
        if (open != null && open.isOpen()) {
            open.beginFrame();
            try {
                open.rateLimiter().count();
                work.accept(open);
            } catch (Refusal.TooMany refused) {
                open.send(Frames.error(ref.get(), Problem.of(refused)));
            } finally {
                closeIfFlooding(open);
                open.endFrame();
            }
        }
    }

    /** Counts a ping, a pong or a fragment. Returns false if it exceeds the rate limit and needs no response. */
    boolean admitFrame() {
        var open = connection;
        if (open == null || !open.isOpen()) {
            return false;
        }
        boolean isAdmitted = open.rateLimiter().admit();
        closeIfFlooding(open);
        return isAdmitted;
    }

    private static void closeIfFlooding(Connection open) {
        if (open.rateLimiter().isFlooding()) {
            open.close(CloseCode.TOO_FAST);
        }
    }

    void onPong() {
        var open = connection;
        if (open != null) {
            open.recordReceived();
        }
    }

    void onClosed() {
        var open = connection;
        if (open != null) {
            open.onClosed();
        }
    }
}
