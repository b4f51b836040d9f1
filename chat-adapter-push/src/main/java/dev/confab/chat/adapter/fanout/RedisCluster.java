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
 * Several Redis that are one, which share out the channels among them. In sixteen parts: as many lines a node needs at
 * most, and to as many servers the channels can be spread. Which server has a part is asked when a line is made; that it
 * has moved since is noticed by the line.
 */
final class RedisCluster implements RedisTopology {

    private static final int SHARDS = 16;
    private static final int SLOTS = 16_384;
    private static final List<String> TAGS =
            IntStream.range(0, SHARDS).mapToObj(RedisCluster::tagWithin).toList();

    private final RedisUrl url;
    private final Timing timing;

    /** Those who may know the others; first who did so last. */
    private volatile List<HostAndPort> hosts;

    RedisCluster(RedisUrl url, Timing timing) {
        this.url = url;
        this.timing = timing;
        hosts = url.hosts();
    }

    /** The first number whose slot is in that part of the slots, so that the tags are spread evenly. */
    private static String tagWithin(int shard) {
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
    public RedisConnection dial(int shard) {
        int slot = JedisClusterCRC16.getSlot(TAGS.get(shard));
        var failure = new JedisException("no member of the cluster answers");
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
                .flatMap(some -> some)
                .distinct()
                .toList();
        return ranges.stream()
                .filter(range -> range.holds(slot))
                .findFirst()
                .orElseThrow(() -> new JedisException("nobody has slot " + slot))
                .owner();
    }

    private List<Range> ranges(HostAndPort host) {
        try (var line = RedisConnection.to(host, url, timing)) {
            var answer = line.ask(List.of(new CommandArguments(Command.CLUSTER).add("SLOTS")));
            return ((List<?>) answer.get(0))
                    .stream().map(range -> Range.of((List<?>) range, host)).toList();
        }
    }

    /** Slots, and which server has them. */
    private record Range(long first, long last, HostAndPort owner) {

        /** @param asked what a server that does not know its own name is called */
        static Range of(List<?> parts, HostAndPort asked) {
            var owner = (List<?>) parts.get(2);
            var name = owner.get(0) instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : "";
            var host = name.isEmpty() || name.equals("?") ? asked.getHost() : name;
            int port = ((Long) owner.get(1)).intValue();
            return new Range((Long) parts.get(0), (Long) parts.get(1), new HostAndPort(host, port));
        }

        boolean holds(int slot) {
            return first <= slot && slot <= last;
        }
    }

    @Override
    public RedisSubscriber.Terms terms() {
        return RedisSubscriber.Terms.SHARDED;
    }

    @Override
    public Command publish() {
        return Command.SPUBLISH;
    }
}
