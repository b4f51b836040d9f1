package dev.confab.chat.adapter.fanout;

import dev.confab.chat.domain.room.RoomId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What carries parcels between the nodes. It may lose them, and bring them late or twice; it restores its connections by
 * itself, for as long as that takes.
 */
interface Broker extends AutoCloseable {

    /** Begins to connect and to bring what comes in to {@code inbox}; does not wait for anything. Called once. */
    void open(MessageListener inbox);

    /** How many parts it has that work and fail apart from each other. */
    int shards();

    /** Which part carries what is for {@code room}, from 0 on; null for what is for every node. */
    int shardOf(@Nullable RoomId room);

    /** The longest payload that it takes. */
    int mostBytes();

    /**
     * Sends parcels, all of this part, to all nodes, this one perhaps among them. Waits for the network; by one thread for
     * each part. A failure may have sent some of them.
     *
     * @throws RuntimeException if they may not have been sent
     */
    void send(int shard, List<BrokerMessage> parcels);

    /** Begins to listen to what is sent for {@code room}; {@link MessageListener#listensTo} tells when. Does not block. */
    void follow(RoomId room);

    /** Need not listen to {@code room} any more. Does not block. */
    void unfollow(RoomId room);

    /** Can it be heard of, as far as is known? Does not block. */
    boolean isReachable();

    /** Ends connections and threads; does not throw. */
    @Override
    void close();
}
