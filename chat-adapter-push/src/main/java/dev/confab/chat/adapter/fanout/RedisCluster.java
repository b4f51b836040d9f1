package dev.confab.chat.adapter.fanout;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.util.JedisClusterCRC16;

/**
 * A Redis Cluster with the channels in sixteen shards. A node needs at most one connection per shard and direction, and the
 * channels can be spread over as many servers. The server of a shard is looked up for each connection. A connection detects
 * that its shard has moved.
 */
final class RedisCluster implements RedisTopology {

    private static final int SHARDS = 16;
    private static final int SLOTS = 16_384;
    private static final List<String> TAGS =
            IntStream.range(0, SHARDS).mapToObj(RedisCluster::findTag).toList();

    private final RedisUrl url;
    private final Timing timing;

    /** The servers that may know the others. The one that responded last comes first. */
    private volatile List<HostAndPort> hosts;

    RedisCluster(RedisUrl url, Timing timing) {
        this.url = url;
        this.timing = timing;
        hosts = url.hosts();
    }

    /** Returns the first number whose slot is in that range of slots. So the tags are spread evenly. */
    private static String findTag(int shard) {
        return IntStream.range(0, SLOTS)
                .mapToObj(Integer::toString)
                .filter(tag -> JedisClusterCRC16.getSlot(tag) / (SLOTS / SHARDS) == shard)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public int shards() {
        return SHARDS;
    }

    @Override
    public String tag(int shard) {
        return "{" + TAGS.get(shard) + "}:";
    }

    @Override
    public RedisConnection connect(int shard) {
        int slot = JedisClusterCRC16.getSlot(TAGS.get(shard));
        var failure = new JedisException("No member of the Redis cluster responds");
        for (var host : hosts) {
            try {
                return RedisConnection.to(owner(slot, host), url, timing);
            } catch (JedisException next) {
                failure = next;
            }
        }
        throw failure;
    }

    private HostAndPort owner(int slot, HostAndPort host) {
        var ranges = ranges(host);
        hosts = Stream.of(Stream.of(host), ranges.stream().map(Range::owner), url.hosts().stream())
                .flatMap(stream -> stream)
                .distinct()
                .toList();
        return ranges.stream()
                .filter(range -> range.holds(slot))
                .findFirst()
                .orElseThrow(() -> new JedisException("No member of the Redis cluster has slot " + slot))
                .owner();
    }

    private List<Range> ranges(HostAndPort host) {
        try (var connection = RedisConnection.to(host, url, timing)) {
            var reply = connection.execute(List.of(new CommandArguments(Command.CLUSTER).add("SLOTS")));
            return ((List<?>) reply.get(0))
                    .stream().map(range -> Range.of((List<?>) range, host)).toList();
        }
    }

    /** A range of slots and the server that has them. */
    private record Range(long first, long last, HostAndPort owner) {

        /** @param source the server that replied, which may not know its own name */
        static Range of(List<?> parts, HostAndPort source) {
            var owner = (List<?>) parts.get(2);
            var name = owner.get(0) instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : "";
            var host = name.isEmpty() || name.equals("?") ? source.getHost() : name;
            int port = ((Long) owner.get(1)).intValue();
            return new Range((Long) parts.get(0), (Long) parts.get(1), new HostAndPort(host, port));
        }

        boolean holds(int slot) {
            return first <= slot && slot <= last;
        }
    }

    @Override
    public PubSubCommands commands() {
        return PubSubCommands.SHARDED;
    }
}
