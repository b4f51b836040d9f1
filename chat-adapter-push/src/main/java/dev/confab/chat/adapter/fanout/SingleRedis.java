package dev.confab.chat.adapter.fanout;

import redis.clients.jedis.Protocol.Command;

/** A Redis that stands alone. */
record SingleRedis(RedisUrl url, Timing timing) implements RedisSite {

    @Override
    public int shards() {
        return 1;
    }

    @Override
    public String tag(int shard) {
        return "";
    }

    @Override
    public RedisLine dial(int shard) {
        return RedisLine.to(url.hosts().get(0), url, timing);
    }

    @Override
    public RedisLink.Terms terms() {
        return RedisLink.Terms.PLAIN;
    }

    @Override
    public Command publish() {
        return Command.PUBLISH;
    }
}
