package dev.confab.chat.adapter.fanout;

import dev.confab.chat.adapter.fanout.FanOutAdapter.Postgres;
import dev.confab.chat.domain.Uuids;
import dev.confab.chat.domain.room.RoomId;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL as a broker, with {@code LISTEN} and {@code NOTIFY}. There is one channel. A notification is the id of the
 * room, if there is one, and the payload; nodes that do not follow the room drop it. One connection listens and another
 * one publishes, both outside the connection pool.
 */
final class PostgresBroker implements Broker {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresBroker.class);
    private static final int ID_LENGTH = 36;
    private static final String DATA_EXCEPTION = "22";
    private static final String CONNECTION_EXCEPTION = "08";
    private static final Duration CLOSE_TIMEOUT = Duration.ofMillis(500);

    /** Limit of a payload: a notification must be shorter than 8,000 bytes. */
    private static final int MAX_PAYLOAD_BYTES = 7_999 - ID_LENGTH;

    private final Postgres postgres;
    private final Timing timing;
    private final OutageLog outage = new OutageLog("PostgreSQL", this::isReachable);
    private final Thread listenerThread =
            Thread.ofVirtual().name("postgres-listener").unstarted(this::keepListening);
    private final Set<RoomId> followed = ConcurrentHashMap.newKeySet();
    private @Nullable MessageListener listener;
    private volatile @Nullable PostgresConnection listening;
    private volatile @Nullable PostgresConnection publishing;
    private volatile boolean reachable;
    private volatile boolean closed;

    PostgresBroker(Postgres postgres, Timing timing) {
        this.postgres = postgres;
        this.timing = timing;
    }

    @Override
    public void open(MessageListener messageListener) {
        listener = messageListener;
        listenerThread.start();
    }

    @Override
    public int shards() {
        return 1;
    }

    @Override
    public int shardOf(@Nullable RoomId room) {
        return 0;
    }

    @Override
    public int maxPayloadBytes() {
        return MAX_PAYLOAD_BYTES;
    }

    @Override
    public boolean isReachable() {
        return reachable;
    }

    // --- listening -------------------------------------------------------------------------------------------------

    @Override
    public void follow(RoomId room) {
        followed.add(room);
        if (reachable && listener != null) {
            listener.onPossibleLoss(List.of(room));
        }
    }

    @Override
    public void unfollow(RoomId room) {
        followed.remove(room);
    }

    private void keepListening() {
        var backoff = new Backoff(timing.maxBackoff());
        try {
            while (!closed && listener != null) {
                listen(listener, backoff);
                backoff.pause();
            }
        } catch (InterruptedException closing) {
            // close() ends the thread.
        }
    }

    private void listen(MessageListener target, Backoff backoff) {
        try (var connection = PostgresConnection.open(postgres, "confab fan-out listener", timing)) {
            listening = connection;
            connection.listen();
            onConnected(target);
            backoff.reset();
            while (!closed) {
                connection.poll(timing.heartbeat()).forEach(notification -> pass(notification, target));
            }
        } catch (SQLException | RuntimeException failure) {
            onDisconnected(failure);
        }
    }

    /** Reports possible losses. A room that is followed meanwhile is reported here or by {@link #follow}. */
    private void onConnected(MessageListener target) {
        reachable = true;
        outage.onConnected();
        target.onPossibleLoss(followed);
        target.onPossibleLossForAllNodes();
    }

    private void onDisconnected(Exception failure) {
        reachable = false;
        listening = null;
        if (!closed) {
            outage.onDisconnected(reason(failure));
        }
    }

    private void pass(String notification, MessageListener target) {
        if (notification.startsWith("{")) {
            target.onMessage(new BrokerMessage(null, notification.getBytes(StandardCharsets.UTF_8)));
        } else if (notification.length() > ID_LENGTH) {
            Uuids.parse(notification.substring(0, ID_LENGTH))
                    .map(RoomId::new)
                    .filter(followed::contains)
                    .ifPresent(room -> target.onMessage(new BrokerMessage(
                            room, notification.substring(ID_LENGTH).getBytes(StandardCharsets.UTF_8))));
        }
    }

    // --- publishing ------------------------------------------------------------------------------------------------

    @Override
    public void send(int shard, List<BrokerMessage> messages) {
        try {
            publishingConnection()
                    .publish(messages.stream().map(PostgresBroker::notification).toList());
        } catch (SQLException failure) {
            abort(publishing);
            publishing = null;
            throwUnlessPermanent(failure);
        }
    }

    private static String notification(BrokerMessage message) {
        var payload = new String(message.payload(), StandardCharsets.UTF_8);
        return message.room() == null ? payload : message.room() + payload;
    }

    private PostgresConnection publishingConnection() throws SQLException {
        var connection = publishing;
        if (connection == null) {
            connection = PostgresConnection.open(postgres, "confab fan-out publisher", timing);
            publishing = connection;
            connection.prepareToPublish();
        }
        if (closed) {
            connection.abort();
        }
        return connection;
    }

    /** Throws, so that the caller retries, unless PostgreSQL will never accept the data. */
    private static void throwUnlessPermanent(SQLException failure) {
        if (!reason(failure).startsWith(DATA_EXCEPTION)) {
            throw new IllegalStateException("Publishing to PostgreSQL failed", failure);
        }
        LOG.warn("PostgreSQL refused events; other nodes read them from the store: {}", reason(failure));
    }

    /** Returns the SQL state. Messages of the server are omitted, because they may repeat the data. */
    private static String reason(Exception failure) {
        if (!(failure instanceof SQLException refusal) || refusal.getSQLState() == null) {
            return failure.getClass().getSimpleName();
        }
        var state = refusal.getSQLState();
        return state.startsWith(CONNECTION_EXCEPTION) ? state + " " + failure.getMessage() : state;
    }

    private static void abort(@Nullable PostgresConnection connection) {
        if (connection != null) {
            connection.abort();
        }
    }

    @Override
    public void close() {
        closed = true;
        abort(listening);
        abort(publishing);
        listenerThread.interrupt();
        Threads.end(listenerThread, CLOSE_TIMEOUT);
    }
}
