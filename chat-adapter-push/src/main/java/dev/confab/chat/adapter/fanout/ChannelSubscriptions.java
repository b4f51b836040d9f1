package dev.confab.chat.adapter.fanout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

/**
 * The channels that a {@link RedisSubscriber} has to be subscribed to, and those that it has subscribed to on its current
 * connection. One lock guards both; no network call is made under it.
 */
final class ChannelSubscriptions {

    private static final int MAX_CHANNELS_PER_COMMAND = 500;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /** The channels to subscribe to, in the order of the requests. */
    private final Set<String> desired = new LinkedHashSet<>();

    private final Set<String> requested = new HashSet<>();
    private final Set<String> unsettled = new LinkedHashSet<>();
    private @Nullable RedisConnection connection;

    /** Commands to write on a connection, which is null if there is none. */
    record Batch(@Nullable RedisConnection connection, List<CommandArguments> commands) {}

    void add(String channel) {
        update(() -> {
            desired.add(channel);
            unsettled.add(channel);
        });
    }

    void remove(String channel) {
        update(() -> {
            desired.remove(channel);
            unsettled.add(channel);
        });
    }

    /** Starts again on a new connection, which has no subscriptions yet. */
    void connect(RedisConnection newConnection) {
        update(() -> {
            connection = newConnection;
            requested.clear();
            unsettled.clear();
            unsettled.addAll(desired);
        });
    }

    void disconnect() {
        update(() -> connection = null);
    }

    void abortConnection() {
        update(() -> {
            if (connection != null) {
                connection.abort();
            }
        });
    }

    /** Whether the subscription to {@code channel} was requested on the current connection and not ended. */
    boolean isRequested(String channel) {
        lock.lock();
        try {
            return requested.contains(channel);
        } finally {
            lock.unlock();
        }
    }

    private void update(Runnable step) {
        lock.lock();
        try {
            step.run();
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for changes, at most for {@code time}. Returns their commands, or a ping if there are none. */
    Batch awaitBatch(PubSubCommands names, Duration time) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long remaining = time.toNanos();
            while ((connection == null || unsettled.isEmpty()) && remaining > 0) {
                remaining = changed.awaitNanos(remaining);
            }
            return connection == null ? new Batch(null, List.of()) : new Batch(connection, settle(names));
        } finally {
            lock.unlock();
        }
    }

    private List<CommandArguments> settle(PubSubCommands names) {
        var subscribe = unsettled.stream()
                .filter(channel -> desired.contains(channel) && requested.add(channel))
                .toList();
        var unsubscribe = unsettled.stream()
                .filter(channel -> !desired.contains(channel) && requested.remove(channel))
                .toList();
        unsettled.clear();
        var commands = new ArrayList<CommandArguments>();
        addCommands(commands, names.unsubscribe(), unsubscribe);
        addCommands(commands, names.subscribe(), subscribe);
        if (commands.isEmpty()) {
            commands.add(new CommandArguments(Command.PING));
        }
        return commands;
    }

    private static void addCommands(List<CommandArguments> commands, Command command, List<String> channels) {
        for (int from = 0; from < channels.size(); from += MAX_CHANNELS_PER_COMMAND) {
            int to = Math.min(from + MAX_CHANNELS_PER_COMMAND, channels.size());
            commands.add(new CommandArguments(command).addObjects(channels.subList(from, to)));
        }
    }
}
