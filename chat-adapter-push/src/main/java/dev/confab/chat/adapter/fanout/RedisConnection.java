package dev.confab.chat.adapter.fanout;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * One connection to one Redis, made and authenticated. It lives once: what fails is hung up, and another line is made.
 * Any thread may write, one reads. Nothing takes longer than the patience that it was made with, but for a write, which
 * ends when the line is hung up.
 */
final class RedisConnection extends Connection {

    private final ReentrantLock writing = new ReentrantLock();

    /** No initial value, for {@link #connect} reads it before there are any. */
    private volatile boolean hungUp;

    private RedisConnection(HostAndPort host, JedisClientConfig config) {
        super(host, config);
    }

    /** @throws JedisException if it cannot be had */
    static RedisConnection to(HostAndPort host, RedisUrl url, Timing timing) {
        int patience = (int) timing.patience().toMillis();
        return new RedisConnection(
                host,
                DefaultJedisClientConfig.builder()
                        .resp2()
                        .connectionTimeoutMillis(patience)
                        .socketTimeoutMillis(patience)
                        .user(url.user())
                        .password(url.password())
                        .database(url.database())
                        .clientName("confab")
                        .sslOptions(url.tls() ? SslOptions.defaults() : null)
                        .build());
    }

    /** What the library does before each command; but a line that is hung up stays so. */
    @Override
    public void connect() {
        if (hungUp) {
            throw new JedisConnectionException("hung up");
        }
        super.connect();
        if (hungUp) {
            hangUp();
        }
    }

    void write(CommandArguments command) {
        writing.lock();
        try {
            sendCommand(command);
            flush();
        } finally {
            writing.unlock();
        }
    }

    /** Waits for what comes next. */
    Object read() {
        return getUnflushedObject();
    }

    /**
     * Sends commands in one go and waits for the answers. Nobody else may use the line.
     *
     * @throws JedisDataException the first one that came as an answer
     */
    List<Object> ask(List<CommandArguments> commands) {
        commands.forEach(this::sendCommand);
        var answers = getMany(commands.size());
        for (var answer : answers) {
            if (answer instanceof JedisDataException refusal) {
                throw refusal;
            }
        }
        return answers;
    }

    /** Ends it at once, whoever reads or writes. Does not throw; doing so again does nothing. */
    void hangUp() {
        hungUp = true;
        try {
            forceDisconnect();
        } catch (IOException gone) {
            // that was the aim
        }
    }

    @Override
    public void close() {
        hangUp();
    }
}
