package dev.confab.chat.adapter.ws;

import dev.confab.chat.adapter.ws.WsAdapter.Settings;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** Other settings than the standard ones. */
final class Change {

    private Change() {}

    static UnaryOperator<Settings> liveness(Duration pingInterval, Duration maxSilence) {
        return old -> new Settings(
                old.allowedOrigins(),
                pingInterval,
                maxSilence,
                old.pace(),
                old.maxFrameBytes(),
                old.maxQueuedFrames(),
                old.maxQueuedBytes(),
                old.maxConnectionsPerUser(),
                old.receiptPause(),
                old.patience(),
                old.sweepInterval(),
                old.farewell(),
                old.clock(),
                old.nanos());
    }

    static UnaryOperator<Settings> queue(int maxFrames, Duration farewell) {
        return old -> new Settings(
                old.allowedOrigins(),
                old.pingInterval(),
                old.maxSilence(),
                old.pace(),
                old.maxFrameBytes(),
                maxFrames,
                old.maxQueuedBytes(),
                old.maxConnectionsPerUser(),
                old.receiptPause(),
                old.patience(),
                old.sweepInterval(),
                farewell,
                old.clock(),
                old.nanos());
    }

    static UnaryOperator<Settings> queuedBytes(int maxBytes, Duration farewell) {
        return old -> new Settings(
                old.allowedOrigins(),
                old.pingInterval(),
                old.maxSilence(),
                old.pace(),
                old.maxFrameBytes(),
                old.maxQueuedFrames(),
                maxBytes,
                old.maxConnectionsPerUser(),
                old.receiptPause(),
                old.patience(),
                old.sweepInterval(),
                farewell,
                old.clock(),
                old.nanos());
    }

    static UnaryOperator<Settings> receiptPause(Duration pause) {
        return old -> new Settings(
                old.allowedOrigins(),
                old.pingInterval(),
                old.maxSilence(),
                old.pace(),
                old.maxFrameBytes(),
                old.maxQueuedFrames(),
                old.maxQueuedBytes(),
                old.maxConnectionsPerUser(),
                pause,
                old.patience(),
                old.sweepInterval(),
                old.farewell(),
                old.clock(),
                old.nanos());
    }

    static UnaryOperator<Settings> sweep(Duration interval) {
        return old -> new Settings(
                old.allowedOrigins(),
                old.pingInterval(),
                old.maxSilence(),
                old.pace(),
                old.maxFrameBytes(),
                old.maxQueuedFrames(),
                old.maxQueuedBytes(),
                old.maxConnectionsPerUser(),
                old.receiptPause(),
                old.patience(),
                interval,
                old.farewell(),
                old.clock(),
                old.nanos());
    }

    /** How soon what was not heard is looked up. */
    static UnaryOperator<Settings> repair(Duration patience, Duration sweepInterval) {
        return old -> new Settings(
                old.allowedOrigins(),
                old.pingInterval(),
                old.maxSilence(),
                null,
                old.maxFrameBytes(),
                old.maxQueuedFrames(),
                old.maxQueuedBytes(),
                old.maxConnectionsPerUser(),
                old.receiptPause(),
                patience,
                sweepInterval,
                old.farewell(),
                old.clock(),
                old.nanos());
    }
}
