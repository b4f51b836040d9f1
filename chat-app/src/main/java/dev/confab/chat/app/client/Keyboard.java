package dev.confab.chat.app.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The thread that reads input lines and dispatches them: messages to the outbox, commands to {@link CommandExecutor}, the
 * end to the {@link Session}. Commands run on this thread, so that a line that is typed after a command follows its effect.
 */
final class Keyboard {

    /** The time that leaving usually takes; the prompt is not shown again before. */
    private static final Duration LEAVE_TIME = Duration.ofMillis(300);

    private final Screen screen;
    private final CommandExecutor commands;
    private final Outbox outbox;
    private final Session session;

    Keyboard(Screen screen, CommandExecutor commands, Outbox outbox, Session session) {
        this.screen = screen;
        this.commands = commands;
        this.outbox = outbox;
        this.session = session;
    }

    void start() {
        Thread.ofPlatform().name("confab-typing").daemon().start(this::readAll);
    }

    private void readAll() {
        try {
            boolean more = true;
            while (more) {
                more = handle(screen.read());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            session.leaveSoon();
        }
    }

    /** Handles one line, null for the end of input; returns false if no more lines should be read. */
    private boolean handle(@Nullable String typed) throws InterruptedException {
        if (typed == null) {
            session.leaveSoon();
            return screen.isInteractive() && !session.isOverWithin(LEAVE_TIME);
        }
        if (screen.isInteractive() && Command.isCommand(typed)) {
            return commands.run(typed) || !session.isOverWithin(LEAVE_TIME);
        }
        if (!typed.isBlank()) {
            send(screen.isInteractive() ? Command.message(typed) : typed);
        }
        return true;
    }

    /** Sends a line. If the outbox is full, a script waits and a person gets a note. */
    private void send(String body) throws InterruptedException {
        if (!screen.isInteractive()) {
            outbox.awaitPlace();
        } else if (!outbox.reserve()) {
            screen.note("not sent: " + SendQueue.MAX_LINES + " lines are waiting already");
            return;
        }
        session.send(body);
    }
}
