package dev.confab.chat.app.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is typed, or what a script writes, and passes it on line by line: messages to the outbox, commands to
 * {@link CommandExecutor}, the end to the {@link Session}. On a thread of its own, which makes the calls of commands too, so
 * that whatever is typed after a command finds it done.
 */
final class Keyboard {

    /** How long leaving takes when there is nothing to wait for; until then the prompt does not come back. */
    private static final Duration MOMENT = Duration.ofMillis(300);

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
                more = entered(screen.read());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            session.leaveSoon();
        }
    }

    /** Deals with what was typed; false when there is no more to come. */
    private boolean entered(@Nullable String typed) throws InterruptedException {
        if (typed == null) {
            session.leaveSoon();
            return screen.isInteractive() && !session.isOverWithin(MOMENT);
        }
        if (screen.isInteractive() && Command.isCommand(typed)) {
            return commands.run(typed) || !session.isOverWithin(MOMENT);
        }
        if (!typed.isBlank()) {
            take(screen.isInteractive() ? Command.message(typed) : typed);
        }
        return true;
    }

    /** A script waits for a place in the queue; a person is told that there is none. */
    private void take(String body) throws InterruptedException {
        if (!screen.isInteractive()) {
            outbox.awaitPlace();
        } else if (!outbox.reserve()) {
            screen.note("not taken: " + SendQueue.MAX_LINES + " lines are waiting to be sent already");
            return;
        }
        session.say(body);
    }
}
