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
 * What comes in on one socket. Jetty asks for the next frame when the call for the one before has returned: so the
 * frames of a connection are worked on one after the other, in the order of sending, and a sender that is too fast for us
 * is held up by the network. What comes faster than it may is refused. A close may come at any time. Never throws: Jetty
 * would send the exception to the client.
 */
final class ClientSession {

    /** How many frames in a row may be no frames of ours at all. */
    static final int MAX_STRIKES = 10;

    private final Hub hub;
    private final Commands commands;
    private final WsAdapter.Settings settings;
    private final Executor writers;
    private final Caller caller;
    private final FileUrls urls;
    private volatile @Nullable Connection connection;
    private int strikes;

    /** @param urls of the files that frames name */
    ClientSession(
            Hub hub, Commands commands, WsAdapter.Settings settings, Executor writers, Caller caller, FileUrls urls) {
        this.hub = hub;
        this.commands = commands;
        this.settings = settings;
        this.writers = writers;
        this.caller = caller;
        this.urls = urls;
    }

    /** Blocks until the connection has been told what it starts with. */
    void opened(Transport wire) {
        var opened = new Connection(caller, urls, wire, settings, writers, hub::ended);
        connection = opened;
        hub.opened(opened);
    }

    /** Blocks until what the frame asks for is done. */
    void text(String text) {
        working(() -> RequestRef.readIfShort(text), open -> {
            var frame = read(open, text);
            if (frame != null) {
                strikes = 0;
                open.send(commands.answer(open, frame, text));
            }
        });
    }

    private @Nullable Fields read(Connection open, String text) {
        try {
            return Json.read(text);
        } catch (Refusal.Invalid malformed) {
            strike(open, malformed);
            return null;
        }
    }

    void binary() {
        working(() -> null, open -> strike(open, new Refusal.Invalid(null, "Must be a text frame.")));
    }

    private void strike(Connection open, Refusal.Invalid malformed) {
        strikes++;
        if (strikes < MAX_STRIKES) {
            open.send(Frames.error(null, Problem.of(malformed)));
        } else {
            open.close(CloseCode.BAD_FRAMES);
        }
    }

    private void working(Supplier<@Nullable Object> ref, Consumer<Connection> work) {
        var open = connection;
        if (open != null && open.isOpen()) {
            open.vitals().busy();
            try {
                open.inflow().count();
                work.accept(open);
            } catch (Refusal.TooMany refused) {
                open.send(Frames.error(ref.get(), Problem.of(refused)));
            } finally {
                closeIfFlooded(open);
                open.vitals().idle();
            }
        }
    }

    /**
     * Counts a frame that is no message: a ping, a pong, or a piece of a message. Returns false if it came too early, and
     * need not be answered.
     */
    boolean admit() {
        var open = connection;
        if (open == null || !open.isOpen()) {
            return false;
        }
        boolean isAdmitted = open.inflow().admit();
        closeIfFlooded(open);
        return isAdmitted;
    }

    private static void closeIfFlooded(Connection open) {
        if (open.inflow().isFlood()) {
            open.close(CloseCode.TOO_FAST);
        }
    }

    void pong() {
        var open = connection;
        if (open != null) {
            open.vitals().heard();
        }
    }

    void gone() {
        var open = connection;
        if (open != null) {
            open.gone();
        }
    }
}
