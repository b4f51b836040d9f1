package dev.confab.chat.adapter.fanout;

import redis.clients.jedis.Protocol.Command;

/** A Redis that stands alone. */
record SingleRedis(RedisUrl url, Timing timing) implements RedisTopology {

    @Override
    public int shards() {
        return 1;
    }

    @Override
    public String tag(int shard) {
        return "";
    }

    @Override
    public RedisConnection dial(int shard) {
        return RedisConnection.to(url.hosts().get(0), url, timing);
    }

    @Override
    public RedisSubscriber.Terms terms() {
        return RedisSubscriber.Terms.PLAIN;
    }

    @Override
    public Command publish() {
        return Command.PUBLISH;
    }
}
