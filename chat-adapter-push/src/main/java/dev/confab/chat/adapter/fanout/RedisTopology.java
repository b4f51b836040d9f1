package dev.confab.chat.adapter.fanout;

import redis.clients.jedis.exceptions.JedisException;

/** The placement of channels on Redis servers: a single server, or a cluster. */
interface RedisTopology {

    /** Returns the number of shards. The channels of a shard are on one server. */
    int shards();

    /** Returns the prefix that places a channel in a shard. */
    String tag(int shard);

    /**
     * Connects to the server that has a shard now.
     *
     * @throws JedisException if that fails
     */
    RedisConnection connect(int shard);

    PubSubCommands commands();
}
