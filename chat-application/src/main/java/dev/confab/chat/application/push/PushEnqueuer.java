package dev.confab.chat.application.push;

import dev.confab.chat.application.port.PushConfig;
import dev.confab.chat.domain.device.PendingPush;
import dev.confab.chat.domain.port.PushOutbox;
import dev.confab.chat.domain.room.Message;
import java.util.List;

/** Notes that messages are to be pushed, in the transaction that stores them: so it holds if and only if they do. */
public final class PushEnqueuer {

    private final PushOutbox outbox;
    private final PushConfig channels;

    public PushEnqueuer(PushOutbox outbox, PushConfig channels) {
        this.outbox = outbox;
        this.channels = channels;
    }

    /** Notes those of {@code messages} that concern anybody; one statement at most. */
    public void enqueue(List<Message> messages) {
        if (channels.isOn()) {
            outbox.add(messages.stream()
                    .filter(message -> !message.isSystem())
                    .map(message -> PendingPush.of(message, channels.delay()))
                    .toList());
        }
    }
}
