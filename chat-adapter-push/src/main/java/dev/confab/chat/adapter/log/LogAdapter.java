package dev.confab.chat.adapter.log;

import dev.confab.chat.domain.device.Push;
import dev.confab.chat.domain.port.PushGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Push into the log only, without the texts. For development. */
public final class LogAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(LogAdapter.class);

    private LogAdapter() {}

    public static PushGateway gateway() {
        return LogAdapter::log;
    }

    private static PushGateway.Outcome log(Push push) {
        LOG.info(
                "Push of message {} to device {} of user {}, who has {} unread",
                push.message().id(),
                push.device().id(),
                push.device().owner(),
                push.unread());
        return new PushGateway.Outcome.Delivered();
    }
}
