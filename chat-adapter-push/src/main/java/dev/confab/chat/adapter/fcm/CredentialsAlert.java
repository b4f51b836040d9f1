package dev.confab.chat.adapter.fcm;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs once when Firebase starts to refuse the credentials, and once when it accepts them again. Thread-safe. */
final class CredentialsAlert {

    private static final Logger LOG = LoggerFactory.getLogger(CredentialsAlert.class);

    private final AtomicBoolean isRaised = new AtomicBoolean();

    void update(boolean areRefused, Supplier<String> reason) {
        if (isRaised.getAndSet(areRefused) == areRefused) {
            return;
        }
        if (areRefused) {
            LOG.error("Firebase refuses the credentials; pushes wait until they are replaced: {}", reason.get());
        } else {
            LOG.info("Firebase accepts the credentials again");
        }
    }
}
