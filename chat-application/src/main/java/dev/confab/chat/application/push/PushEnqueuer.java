package dev.confab.chat.application.push;

import dev.confab.chat.application.port.PushConfig;
import dev.confab.chat.domain.device.PendingPush;
import dev.confab.chat.domain.port.PushOutbox;
import dev.confab.chat.domain.room.Message;
import java.util.List;

/** Adds messages to the push outbox, in the transaction that stores them. */
public final class PushEnqueuer {

    private final PushOutbox outbox;
    private final PushConfig push;

    public PushEnqueuer(PushOutbox outbox, PushConfig push) {
        this.outbox = outbox;
        this.push = push;
    }

    /** Enqueues {@code messages}, except system messages, if push is on. Needs one statement. */
    public void enqueue(List<Message> messages) {
        if (push.isOn()) {
            outbox.add(messages.stream()
                    .filter(message -> !message.isSystem())
                    .map(message -> PendingPush.of(message, push.delay()))
                    .toList());
        }
    }
}
