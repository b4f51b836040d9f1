package dev.confab.chat.adapter.fanout;

import dev.confab.chat.domain.room.RoomId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message broker between the nodes. It may lose, delay, duplicate and reorder messages. It restores its connections by
 * itself, however long that takes.
 */
interface Broker extends AutoCloseable {

    /** Starts to connect and to pass inbound messages to {@code listener}. Does not block. Called once. */
    void open(MessageListener listener);

    /** Returns the number of shards, which work and fail independently of each other. */
    int shards();

    /**
     * Returns the shard that carries the messages of a room, from 0.
     *
     * @param room null for messages to all nodes
     */
    int shardOf(@Nullable RoomId room);

    /** Returns the largest payload that the broker accepts. */
    int maxPayloadBytes();

    /**
     * Sends messages of one shard to all nodes, possibly including this one. Blocks on the network. Called by one thread
     * per shard.
     *
     * @throws RuntimeException if some or all of them may not have been sent
     */
    void send(int shard, List<BrokerMessage> messages);

    /** Subscribes to the messages of a room. {@link MessageListener#onPossibleLoss} reports the start. Does not block. */
    void follow(RoomId room);

    /** Unsubscribes from the messages of a room. Does not block. */
    void unfollow(RoomId room);

    /** Whether messages of other nodes arrive, according to the last known state. Does not block. */
    boolean isReachable();

    /** Closes connections and ends threads. Does not throw. */
    @Override
    void close();
}
