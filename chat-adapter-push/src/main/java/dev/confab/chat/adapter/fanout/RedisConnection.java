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
 * An authenticated connection to a Redis server. It is used once: after a failure it is aborted and replaced. Any thread may
 * write, one thread reads. No call takes longer than {@link Timing#timeout}, except a write, which {@link #abort} ends.
 */
final class RedisConnection extends Connection {

    private final ReentrantLock writing = new ReentrantLock();

    /** Has no initializer, because the superclass constructor calls {@link #connect}. */
    private volatile boolean aborted;

    private RedisConnection(HostAndPort host, JedisClientConfig config) {
        super(host, config);
    }

    /** @throws JedisException if the server cannot be reached or refuses the credentials */
    static RedisConnection to(HostAndPort host, RedisUrl url, Timing timing) {
        int timeout = (int) timing.timeout().toMillis();
        return new RedisConnection(
                host,
                DefaultJedisClientConfig.builder()
                        .resp2()
                        .connectionTimeoutMillis(timeout)
                        .socketTimeoutMillis(timeout)
                        .user(url.user())
                        .password(url.password())
                        .database(url.database())
                        .clientName("confab")
                        .sslOptions(url.tls() ? SslOptions.defaults() : null)
                        .build());
    }

    /** Connects, as the library does before each command, unless the connection was aborted. */
    @Override
    public void connect() {
        if (aborted) {
            throw new JedisConnectionException("Connection was aborted");
        }
        super.connect();
        if (aborted) {
            abort();
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

    /** Waits for the next reply. */
    Object read() {
        return getUnflushedObject();
    }

    /**
     * Sends commands together and waits for their replies. No other thread may use the connection meanwhile.
     *
     * @throws JedisDataException the first error among the replies
     */
    List<Object> execute(List<CommandArguments> commands) {
        commands.forEach(this::sendCommand);
        var replies = getMany(commands.size());
        for (var reply : replies) {
            if (reply instanceof JedisDataException refusal) {
                throw refusal;
            }
        }
        return replies;
    }

    /** Closes the connection at once, even during a call of another thread. Idempotent. Does not throw. */
    void abort() {
        aborted = true;
        try {
            forceDisconnect();
        } catch (IOException closedAlready) {
            // The connection is closed, as intended.
        }
    }

    @Override
    public void close() {
        abort();
    }
}
