package dev.confab.chat.adapter.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Outages of a Redis Cluster, and moved slots. */
class RedisClusterOutageTest extends Outages {

    private static RedisServers servers;

    @BeforeAll
    static void start() {
        servers = new RedisServers();
    }

    @AfterAll
    static void stop() {
        if (servers != null) {
            servers.close();
        }
    }

    @Override
    FanOutAdapter node() {
        return FanOutAdapter.open(null, new FanOutAdapter.Redis(servers.url(), "test:"), SHORT_TIMING);
    }

    @Override
    void kill() {
        servers.kill();
    }

    @Override
    void restart() {
        servers.restart();
    }

    @Override
    void pause() {
        servers.pause();
    }

    @Override
    void resume() {
        servers.resume();
    }

    @Override
    void closeConnections() {
        servers.executeOnAll("CLIENT", "KILL", "TYPE", "pubsub");
    }

    @Test
    void nodesFollowChannelsThatMoveToAnotherServer() {
        var channels = new RedisChannels("test:", new RedisCluster(RedisUrl.parse(servers.url()), SHORT_TIMING));
        var losses = new Losses();
        servers.move(channels.of(room()));
        losses.awaitMore();
        awaitExchange();
    }

    @Test
    void shardsAreSpreadEvenlyOverTheSlots() {
        var cluster = new RedisCluster(RedisUrl.parse(servers.url()), SHORT_TIMING);
        assertThat(IntStream.range(0, cluster.shards()).mapToObj(cluster::tag)).doesNotHaveDuplicates();
        for (int shard = 0; shard < cluster.shards(); shard++) {
            assertThat(servers.slotOf(cluster.tag(shard)) / 1_024).isEqualTo(shard);
        }
    }
}
