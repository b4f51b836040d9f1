package dev.confab.chat.adapter.fanout;

/** A single Redis server. */
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
    public RedisConnection connect(int shard) {
        return RedisConnection.to(url.hosts().get(0), url, timing);
    }

    @Override
    public PubSubCommands commands() {
        return PubSubCommands.SINGLE;
    }
}
