package dev.confab.chat.adapter.fcm;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the operator of what only they can mend: once when it begins, and once when it is over. */
final class Complaint {

    private static final Logger LOG = LoggerFactory.getLogger(Complaint.class);

    private final AtomicBoolean isOpen = new AtomicBoolean();

    void about(boolean isWrong, Supplier<String> what) {
        if (isOpen.getAndSet(isWrong) == isWrong) {
            return;
        }
        if (isWrong) {
            LOG.error("Firebase does not accept the credentials, so nothing is pushed: {}", what.get());
        } else {
            LOG.info("Firebase accepts the credentials again");
        }
    }
}
