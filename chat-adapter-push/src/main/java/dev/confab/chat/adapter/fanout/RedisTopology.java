package dev.confab.chat.adapter.fanout;

import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisException;

/** Where channels are: at one Redis, or spread over a cluster of them. */
interface RedisTopology {

    /** In how many parts the channels are; each is as a whole at one server. */
    int shards();

    /** What goes before the name of a channel, so that it is in that part. */
    String tag(int shard);

    /**
     * Makes a line to the server that has this part now.
     *
     * @throws JedisException if it cannot be had
     */
    RedisConnection dial(int shard);

    RedisSubscriber.Terms terms();

    Command publish();
}
