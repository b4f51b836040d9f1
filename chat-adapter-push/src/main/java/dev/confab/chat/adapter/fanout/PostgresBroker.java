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
 * PostgreSQL as a broker, by its {@code NOTIFY} and {@code LISTEN}. All goes through one channel: a notification is the
 * id of the room, if there is one, and the payload; who does not follow the room drops it. One connection listens,
 * another one speaks; they are none of the pool's.
 */
final class PostgresBroker implements Broker {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresBroker.class);
    private static final int LENGTH_OF_ID = 36;
    private static final String WRONG_DATA = "22";
    private static final String NO_CONNECTION = "08";
    private static final Duration LAST_WORDS = Duration.ofMillis(500);

    /** A notification must be shorter than 8,000 bytes. */
    private static final int MOST_BYTES = 7_999 - LENGTH_OF_ID;

    private final Postgres postgres;
    private final Timing timing;
    private final OutageLog outage = new OutageLog("PostgreSQL");
    private final Thread listener = Thread.ofVirtual().name("postgres-listener").unstarted(this::keepListening);
    private final Set<RoomId> followed = ConcurrentHashMap.newKeySet();
    private @Nullable MessageListener inbox;
    private volatile @Nullable PostgresConnection listening;
    private volatile @Nullable PostgresConnection speaking;
    private volatile boolean alive;
    private volatile boolean closed;

    PostgresBroker(Postgres postgres, Timing timing) {
        this.postgres = postgres;
        this.timing = timing;
    }

    @Override
    public void open(MessageListener bringTo) {
        inbox = bringTo;
        listener.start();
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
    public int mostBytes() {
        return MOST_BYTES;
    }

    @Override
    public boolean isReachable() {
        return alive;
    }

    // --- listening
    // -------------------------------------------------------------------------------------------------------

    @Override
    public void follow(RoomId room) {
        followed.add(room);
        if (alive && inbox != null) {
            inbox.listensTo(List.of(room));
        }
    }

    @Override
    public void unfollow(RoomId room) {
        followed.remove(room);
    }

    private void keepListening() {
        var backoff = new Backoff(timing.pause());
        try {
            while (!closed && inbox != null) {
                listen(inbox, backoff);
                backoff.pause();
            }
        } catch (InterruptedException end) {
            // closed
        }
    }

    private void listen(MessageListener bringTo, Backoff backoff) {
        try (var line = PostgresConnection.to(postgres, "confab listens", timing)) {
            listening = line;
            line.listen();
            begin(bringTo);
            backoff.reset();
            while (!closed) {
                line.await(timing.heartbeat()).forEach(text -> bring(text, bringTo));
            }
        } catch (SQLException | RuntimeException failure) {
            end(failure);
        }
    }

    /** Whoever follows a room meanwhile sees one of the two. */
    private void begin(MessageListener bringTo) {
        alive = true;
        outage.ends();
        bringTo.listensTo(followed);
        bringTo.listensToAll();
    }

    private void end(Exception failure) {
        alive = false;
        listening = null;
        if (!closed) {
            outage.begins(reason(failure));
        }
    }

    private void bring(String text, MessageListener bringTo) {
        if (text.startsWith("{")) {
            bringTo.put(new BrokerMessage(null, text.getBytes(StandardCharsets.UTF_8)));
        } else if (text.length() > LENGTH_OF_ID) {
            Uuids.parse(text.substring(0, LENGTH_OF_ID))
                    .map(RoomId::new)
                    .filter(followed::contains)
                    .ifPresent(room -> bringTo.put(
                            new BrokerMessage(room, text.substring(LENGTH_OF_ID).getBytes(StandardCharsets.UTF_8))));
        }
    }

    // --- speaking
    // -------------------------------------------------------------------------------------------------------

    @Override
    public void send(int shard, List<BrokerMessage> parcels) {
        try {
            line().say(parcels.stream().map(PostgresBroker::text).toList());
        } catch (SQLException failure) {
            hangUp(speaking);
            speaking = null;
            giveUpOrThrow(failure);
        }
    }

    private static String text(BrokerMessage parcel) {
        var payload = new String(parcel.payload(), StandardCharsets.UTF_8);
        return parcel.room() == null ? payload : parcel.room() + payload;
    }

    private PostgresConnection line() throws SQLException {
        var line = speaking;
        if (line == null) {
            line = PostgresConnection.to(postgres, "confab speaks", timing);
            speaking = line;
            line.speak();
        }
        if (closed) {
            line.hangUp();
        }
        return line;
    }

    /** What PostgreSQL cannot take it will not take later, either. */
    private static void giveUpOrThrow(SQLException failure) {
        if (!reason(failure).startsWith(WRONG_DATA)) {
            throw new IllegalStateException("PostgreSQL was not told", failure);
        }
        LOG.warn("PostgreSQL refused some events for other nodes, which have to ask the store: {}", reason(failure));
    }

    /** What the server says may repeat what was sent, so only its code is told. */
    private static String reason(Exception failure) {
        if (!(failure instanceof SQLException refusal) || refusal.getSQLState() == null) {
            return failure.getClass().getSimpleName();
        }
        var state = refusal.getSQLState();
        return state.startsWith(NO_CONNECTION) ? state + " " + failure.getMessage() : state;
    }

    private static void hangUp(@Nullable PostgresConnection line) {
        if (line != null) {
            line.hangUp();
        }
    }

    @Override
    public void close() {
        closed = true;
        hangUp(listening);
        hangUp(speaking);
        listener.interrupt();
        Threads.end(listener, LAST_WORDS);
    }
}
