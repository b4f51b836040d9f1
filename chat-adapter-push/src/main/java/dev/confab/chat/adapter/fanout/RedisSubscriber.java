package dev.confab.chat.adapter.fanout;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Listens to channels of one Redis for as long as it is open, over one line after the other. One thread makes the line
 * and reads from it; another writes: which channels to listen to, many in one command, and a ping now and then, whose
 * answer is missed in time when the other side is gone.
 */
final class RedisSubscriber implements AutoCloseable {

    private static final int MOST_CHANNELS_AT_ONCE = 500;
    private static final Duration LAST_WORDS = Duration.ofMillis(500);

    private final Supplier<RedisConnection> dial;
    private final Terms terms;
    private final Hearer hearer;
    private final Timing timing;
    private final Thread reader = Thread.ofVirtual().name("redis-reader").unstarted(this::keepReading);
    private final Thread writer = Thread.ofVirtual().name("redis-writer").unstarted(this::keepWriting);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** In the order of being asked for, so that what was wanted first is listened to first. */
    private final Set<String> wanted = new LinkedHashSet<>();

    private final Set<String> asked = new HashSet<>();
    private final Set<String> unsettled = new LinkedHashSet<>();
    private @Nullable RedisConnection line;
    private volatile boolean alive;
    private volatile boolean closed;

    /** What the commands and answers are called. */
    record Terms(Command subscribe, Command unsubscribe, String subscribed, String unsubscribed, String message) {

        static final Terms PLAIN =
                new Terms(Command.SUBSCRIBE, Command.UNSUBSCRIBE, "subscribe", "unsubscribe", "message");

        static final Terms SHARDED =
                new Terms(Command.SSUBSCRIBE, Command.SUNSUBSCRIBE, "ssubscribe", "sunsubscribe", "smessage");
    }

    /** Who is told of what comes; must return soon. */
    interface Hearer {

        void hear(String channel, byte[] message);

        /** The server has confirmed that from now on {@code channel} is listened to. */
        void listensTo(String channel);

        /** There is a line again. */
        void found();

        /** There is no line any more, or still none. */
        void lost(RuntimeException failure);
    }

    /** @param dial makes a line to whom the channels are at, or throws */
    RedisSubscriber(Supplier<RedisConnection> dial, Terms terms, Hearer hearer, Timing timing) {
        this.dial = dial;
        this.terms = terms;
        this.hearer = hearer;
        this.timing = timing;
    }

    void open() {
        reader.start();
        writer.start();
    }

    /** Has something been heard on the present line? */
    boolean isAlive() {
        return alive;
    }

    void listenTo(String channel) {
        change(() -> {
            wanted.add(channel);
            unsettled.add(channel);
        });
    }

    void ignore(String channel) {
        change(() -> {
            wanted.remove(channel);
            unsettled.add(channel);
        });
    }

    private void change(Runnable step) {
        lock.lock();
        try {
            step.run();
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    // --- reading
    // -------------------------------------------------------------------------------------------------------

    private void keepReading() {
        var backoff = new Backoff(timing.pause());
        try {
            while (!closed) {
                readOneLine(backoff);
                backoff.pause();
            }
        } catch (InterruptedException end) {
            // closed
        }
    }

    private void readOneLine(Backoff backoff) {
        try (var fresh = dial.get()) {
            begin(fresh);
            while (!closed) {
                take(fresh.read());
                live(backoff);
            }
        } catch (RuntimeException failure) {
            end(failure);
        }
    }

    private void begin(RedisConnection fresh) {
        change(() -> {
            line = fresh;
            asked.clear();
            unsettled.clear();
            unsettled.addAll(wanted);
        });
    }

    private void live(Backoff backoff) {
        if (!alive) {
            alive = true;
            backoff.reset();
            hearer.found();
        }
    }

    private void end(RuntimeException failure) {
        alive = false;
        change(() -> line = null);
        if (!closed) {
            hearer.lost(failure);
        }
    }

    /** Messages and confirmations are lists of three; the answer to a ping is anything else. */
    private void take(Object answer) {
        if (answer instanceof List<?> parts && parts.size() == 3 && parts.get(1) instanceof byte[] channel) {
            take(text(parts.get(0)), text(channel), parts.get(2));
        }
    }

    private void take(String what, String channel, Object content) {
        if (what.equals(terms.message())) {
            hearer.hear(channel, (byte[]) content);
        } else if (what.equals(terms.subscribed())) {
            hearer.listensTo(channel);
        } else if (what.equals(terms.unsubscribed())) {
            requireAsked(channel);
        }
    }

    /** A channel that has moved to another server of a cluster is taken away without our asking. */
    private void requireAsked(String channel) {
        lock.lock();
        try {
            if (asked.contains(channel)) {
                throw new JedisException("a channel has moved");
            }
        } finally {
            lock.unlock();
        }
    }

    private static String text(Object bytes) {
        return new String((byte[]) bytes, StandardCharsets.UTF_8);
    }

    // --- writing
    // -------------------------------------------------------------------------------------------------------

    private void keepWriting() {
        try {
            while (!closed) {
                writeOnce();
            }
        } catch (InterruptedException end) {
            // closed
        }
    }

    private void writeOnce() throws InterruptedException {
        var turn = take();
        if (turn.line() == null) {
            return;
        }
        try {
            turn.commands(terms).forEach(turn.line()::write);
        } catch (RuntimeException failure) {
            // the reader finds out, and makes another line
            turn.line().hangUp();
        }
    }

    /** What to write in one go. */
    private record Turn(@Nullable RedisConnection line, List<String> listenTo, List<String> ignore) {

        List<CommandArguments> commands(Terms terms) {
            var commands = new ArrayList<CommandArguments>();
            addTo(commands, terms.unsubscribe(), ignore);
            addTo(commands, terms.subscribe(), listenTo);
            if (commands.isEmpty()) {
                commands.add(new CommandArguments(Command.PING));
            }
            return commands;
        }

        private static void addTo(List<CommandArguments> commands, Command command, List<String> channels) {
            for (int from = 0; from < channels.size(); from += MOST_CHANNELS_AT_ONCE) {
                int to = Math.min(from + MOST_CHANNELS_AT_ONCE, channels.size());
                commands.add(new CommandArguments(command).addObjects(channels.subList(from, to)));
            }
        }
    }

    /** Waits for a change of what is wanted, for one heartbeat. */
    private Turn take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = timing.heartbeat().toNanos();
            while ((line == null || unsettled.isEmpty()) && left > 0) {
                left = changed.awaitNanos(left);
            }
            return line == null ? new Turn(null, List.of(), List.of()) : settle(line);
        } finally {
            lock.unlock();
        }
    }

    private Turn settle(RedisConnection present) {
        var listenTo = unsettled.stream()
                .filter(channel -> wanted.contains(channel) && asked.add(channel))
                .toList();
        var ignore = unsettled.stream()
                .filter(channel -> !wanted.contains(channel) && asked.remove(channel))
                .toList();
        unsettled.clear();
        return new Turn(present, listenTo, ignore);
    }

    @Override
    public void close() {
        closed = true;
        hangUp();
        writer.interrupt();
        reader.interrupt();
        Threads.end(writer, LAST_WORDS);
        Threads.end(reader, LAST_WORDS);
    }

    private void hangUp() {
        change(() -> {
            if (line != null) {
                line.hangUp();
            }
        });
    }
}
