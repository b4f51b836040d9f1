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
 * Redis as a broker, by its publishing and subscribing, of which it keeps nothing. For each part of the site one line
 * listens and another one sends.
 */
final class RedisBroker implements Broker {

    private final RedisTopology site;
    private final RedisChannels channels;
    private final Timing timing;
    private final AtomicReferenceArray<RedisConnection> sending;
    private final OutageLog outage = new OutageLog("Redis");
    private List<RedisSubscriber> links = List.of();
    private volatile boolean closed;

    RedisBroker(RedisTopology site, String prefix, Timing timing) {
        this.site = site;
        channels = new RedisChannels(prefix, site);
        this.timing = timing;
        sending = new AtomicReferenceArray<>(site.shards());
    }

    @Override
    public void open(MessageListener inbox) {
        links = IntStream.range(0, site.shards())
                .mapToObj(
                        shard -> new RedisSubscriber(() -> site.dial(shard), site.terms(), new Bringer(inbox), timing))
                .toList();
        links.get(channels.shardOf(null)).listenTo(channels.of(null));
        links.forEach(RedisSubscriber::open);
    }

    @Override
    public int shards() {
        return site.shards();
    }

    @Override
    public int shardOf(@Nullable RoomId room) {
        return channels.shardOf(room);
    }

    @Override
    public int mostBytes() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void follow(RoomId room) {
        links.get(shardOf(room)).listenTo(channels.of(room));
    }

    @Override
    public void unfollow(RoomId room) {
        links.get(shardOf(room)).ignore(channels.of(room));
    }

    @Override
    public boolean isReachable() {
        return links.stream().allMatch(RedisSubscriber::isAlive);
    }

    @Override
    public void send(int shard, List<BrokerMessage> parcels) {
        var line = line(shard);
        try {
            var unused = line.ask(parcels.stream().map(this::command).toList());
        } catch (RuntimeException failure) {
            sending.set(shard, null);
            line.hangUp();
            throw failure;
        }
    }

    private CommandArguments command(BrokerMessage parcel) {
        var channel = channels.of(parcel.room()).getBytes(StandardCharsets.UTF_8);
        return new CommandArguments(site.publish()).add(channel).add(parcel.payload());
    }

    private RedisConnection line(int shard) {
        var line = sending.get(shard);
        if (line == null) {
            line = site.dial(shard);
            sending.set(shard, line);
            hangUpIfClosed(line);
        }
        return line;
    }

    private void hangUpIfClosed(RedisConnection line) {
        if (closed) {
            line.hangUp();
        }
    }

    @Override
    public void close() {
        closed = true;
        IntStream.range(0, sending.length())
                .mapToObj(sending::get)
                .flatMap(Stream::ofNullable)
                .forEach(RedisConnection::hangUp);
        links.parallelStream().forEach(RedisSubscriber::close);
    }

    /** Brings what one link hears to the inbox. */
    private final class Bringer implements RedisSubscriber.Hearer {

        private final MessageListener inbox;

        Bringer(MessageListener inbox) {
            this.inbox = inbox;
        }

        @Override
        public void hear(String channel, byte[] message) {
            inbox.put(new BrokerMessage(channels.room(channel).orElse(null), message));
        }

        @Override
        public void listensTo(String channel) {
            channels.room(channel).ifPresentOrElse(room -> inbox.listensTo(List.of(room)), inbox::listensToAll);
        }

        @Override
        public void found() {
            if (isReachable()) {
                outage.ends();
            }
        }

        @Override
        public void lost(RuntimeException failure) {
            outage.begins(RedisFailure.reason(failure));
        }
    }
}
