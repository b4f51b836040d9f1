package dev.confab.chat.adapter.fanout;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import redis.clients.jedis.exceptions.JedisException;

/**
 * A subscriber to channels of one Redis server, which reconnects until it is closed. One thread connects and reads.
 * Another one writes changes of the subscriptions, many in one command, and pings: a missing reply shows that the
 * connection is broken.
 */
final class RedisSubscriber implements AutoCloseable {

    private static final Duration CLOSE_TIMEOUT = Duration.ofMillis(500);

    private final Supplier<RedisConnection> connector;
    private final PubSubCommands commands;
    private final RedisChannels channels;
    private final MessageListener listener;
    private final OutageLog outage;
    private final Timing timing;
    private final ChannelSubscriptions subscriptions = new ChannelSubscriptions();
    private final Thread reader = Thread.ofVirtual().name("redis-reader").unstarted(this::keepReading);
    private final Thread writer = Thread.ofVirtual().name("redis-writer").unstarted(this::keepWriting);
    private volatile boolean connected;
    private volatile boolean closed;

    /**
     * @param connector connects to the server that has the channels, or throws
     * @param listener receives the messages, on the reading thread; must return soon
     */
    RedisSubscriber(
            Supplier<RedisConnection> connector,
            PubSubCommands commands,
            RedisChannels channels,
            MessageListener listener,
            OutageLog outage,
            Timing timing) {
        this.connector = connector;
        this.commands = commands;
        this.channels = channels;
        this.listener = listener;
        this.outage = outage;
        this.timing = timing;
    }

    void open() {
        reader.start();
        writer.start();
    }

    /** Whether the server has replied on the current connection. */
    boolean isConnected() {
        return connected;
    }

    void subscribe(String channel) {
        subscriptions.add(channel);
    }

    void unsubscribe(String channel) {
        subscriptions.remove(channel);
    }

    // --- reading ---------------------------------------------------------------------------------------------------

    private void keepReading() {
        var backoff = new Backoff(timing.maxBackoff());
        try {
            while (!closed) {
                readConnection(backoff);
                backoff.pause();
            }
        } catch (InterruptedException closing) {
            // close() ends the thread.
        }
    }

    private void readConnection(Backoff backoff) {
        try (var connection = connector.get()) {
            subscriptions.connect(connection);
            while (!closed) {
                handle(connection.read());
                recordReply(backoff);
            }
        } catch (RuntimeException failure) {
            connected = false;
            subscriptions.disconnect();
            if (!closed) {
                outage.onDisconnected(RedisFailure.reason(failure));
            }
        }
    }

    private void recordReply(Backoff backoff) {
        if (!connected) {
            connected = true;
            backoff.reset();
            outage.onConnected();
        }
    }

    /** Handles messages and confirmations, which are lists of three. Other replies, such as those to pings, are ignored. */
    private void handle(Object reply) {
        if (reply instanceof List<?> parts && parts.size() == 3 && parts.get(1) instanceof byte[] channel) {
            handle(text(parts.get(0)), text(channel), parts.get(2));
        }
    }

    private void handle(String type, String channel, Object content) {
        if (type.equals(commands.messageReply())) {
            listener.onMessage(new BrokerMessage(channels.room(channel).orElse(null), (byte[]) content));
        } else if (type.equals(commands.subscribedReply())) {
            channels.room(channel)
                    .ifPresentOrElse(
                            room -> listener.onPossibleLoss(List.of(room)), listener::onPossibleLossForAllNodes);
        } else if (type.equals(commands.unsubscribedReply()) && subscriptions.isRequested(channel)) {
            // A cluster ends subscriptions to a channel that has moved to another server.
            throw new JedisException("Channel has moved to another server");
        }
    }

    private static String text(Object bytes) {
        return new String((byte[]) bytes, StandardCharsets.UTF_8);
    }

    // --- writing ---------------------------------------------------------------------------------------------------

    private void keepWriting() {
        try {
            while (!closed) {
                var batch = subscriptions.awaitBatch(commands, timing.heartbeat());
                if (batch.connection() != null) {
                    write(batch.connection(), batch);
                }
            }
        } catch (InterruptedException closing) {
            // close() ends the thread.
        }
    }

    private static void write(RedisConnection connection, ChannelSubscriptions.Batch batch) {
        try {
            batch.commands().forEach(connection::write);
        } catch (RuntimeException failure) {
            // The reader notices and reconnects.
            connection.abort();
        }
    }

    @Override
    public void close() {
        closed = true;
        subscriptions.abortConnection();
        writer.interrupt();
        reader.interrupt();
        Threads.end(writer, CLOSE_TIMEOUT);
        Threads.end(reader, CLOSE_TIMEOUT);
    }
}
