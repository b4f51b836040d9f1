package dev.confab.chat.adapter.fanout;

import dev.confab.chat.domain.room.RoomId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;

/**
 * Redis as a broker, with publish and subscribe, which stores nothing. Each shard of the topology has one connection that
 * subscribes and one that publishes.
 */
final class RedisBroker implements Broker {

    private final RedisTopology topology;
    private final RedisChannels channels;
    private final Timing timing;
    private final AtomicReferenceArray<RedisConnection> publishing;
    private final OutageLog outage = new OutageLog("Redis", this::isReachable);
    private List<RedisSubscriber> subscribers = List.of();
    private volatile boolean closed;

    RedisBroker(RedisTopology topology, String prefix, Timing timing) {
        this.topology = topology;
        channels = new RedisChannels(prefix, topology);
        this.timing = timing;
        publishing = new AtomicReferenceArray<>(topology.shards());
    }

    @Override
    public void open(MessageListener listener) {
        subscribers = IntStream.range(0, topology.shards())
                .mapToObj(shard -> new RedisSubscriber(
                        () -> topology.connect(shard), topology.commands(), channels, listener, outage, timing))
                .toList();
        subscribers.get(channels.shardOf(null)).subscribe(channels.of(null));
        subscribers.forEach(RedisSubscriber::open);
    }

    @Override
    public int shards() {
        return topology.shards();
    }

    @Override
    public int shardOf(@Nullable RoomId room) {
        return channels.shardOf(room);
    }

    @Override
    public int maxPayloadBytes() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void follow(RoomId room) {
        subscribers.get(shardOf(room)).subscribe(channels.of(room));
    }

    @Override
    public void unfollow(RoomId room) {
        subscribers.get(shardOf(room)).unsubscribe(channels.of(room));
    }

    @Override
    public boolean isReachable() {
        return subscribers.stream().allMatch(RedisSubscriber::isConnected);
    }

    @Override
    public void send(int shard, List<BrokerMessage> messages) {
        var connection = publishingConnection(shard);
        try {
            var unused = connection.execute(messages.stream().map(this::command).toList());
        } catch (RuntimeException failure) {
            publishing.set(shard, null);
            connection.abort();
            throw failure;
        }
    }

    private CommandArguments command(BrokerMessage message) {
        var channel = channels.of(message.room()).getBytes(StandardCharsets.UTF_8);
        return new CommandArguments(topology.commands().publish()).add(channel).add(message.payload());
    }

    private RedisConnection publishingConnection(int shard) {
        var connection = publishing.get(shard);
        if (connection == null) {
            connection = topology.connect(shard);
            publishing.set(shard, connection);
            abortIfClosed(connection);
        }
        return connection;
    }

    private void abortIfClosed(RedisConnection connection) {
        if (closed) {
            connection.abort();
        }
    }

    @Override
    public void close() {
        closed = true;
        IntStream.range(0, publishing.length())
                .mapToObj(publishing::get)
                .flatMap(Stream::ofNullable)
                .forEach(RedisConnection::abort);
        subscribers.parallelStream().forEach(RedisSubscriber::close);
    }
}
