package dev.confab.chat.adapter.fanout;

import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Redis Cluster of three servers, each with a third of the slots. */
final class RedisServers implements AutoCloseable {

    private static final int SLOTS = 16_384;
    private static final int COUNT = 3;

    private final List<RedisServer> servers =
            Stream.generate(RedisServers::server).limit(COUNT).toList();

    RedisServers() {
        var first = servers.get(0);
        for (int number = 0; number < COUNT; number++) {
            var server = servers.get(number);
            server.execute(
                    "CLUSTER", "ADDSLOTSRANGE", firstSlot(number), Integer.toString(SLOTS * (number + 1) / COUNT - 1));
            first.execute("CLUSTER", "MEET", "127.0.0.1", Integer.toString(server.port()), busOf(server));
        }
        awaitComplete();
    }

    private static RedisServer server() {
        var bus = Integer.toString(RedisServer.freePort());
        return RedisServer.start("--cluster-enabled", "yes", "--cluster-node-timeout", "2000", "--cluster-port", bus);
    }

    private static String busOf(RedisServer server) {
        var answer = (List<?>) server.execute("CONFIG", "GET", "cluster-port");
        return text(answer.get(1));
    }

    private static String firstSlot(int number) {
        return Integer.toString(SLOTS * number / COUNT);
    }

    private static String text(Object bytes) {
        return new String((byte[]) bytes, StandardCharsets.UTF_8);
    }

    private void awaitComplete() {
        await("complete cluster")
                .atMost(Duration.ofSeconds(30))
                .until(() -> servers.stream()
                        .map(server -> text(server.execute("CLUSTER", "INFO")))
                        .allMatch(info ->
                                info.contains("cluster_state:ok") && info.contains("cluster_known_nodes:" + COUNT)));
    }

    /** Returns a URL with all members. */
    String url() {
        return servers.stream()
                .map(server -> "127.0.0.1:" + server.port())
                .collect(Collectors.joining(",", "redis://", ""));
    }

    void executeOnAll(String command, String... arguments) {
        servers.forEach(server -> server.execute(command, arguments));
    }

    long slotOf(String channel) {
        return (Long) servers.get(0).execute("CLUSTER", "KEYSLOT", channel);
    }

    /** Moves the slot of {@code channel} from its initial server to the next one. */
    void move(String channel) {
        var slot = Long.toString(slotOf(channel));
        int owner = (int) (slotOf(channel) * COUNT / SLOTS);
        var next = servers.get((owner + 1) % COUNT);
        var id = text(next.execute("CLUSTER", "MYID"));
        next.execute("CLUSTER", "SETSLOT", slot, "NODE", id);
        executeOnAll("CLUSTER", "SETSLOT", slot, "NODE", id);
    }

    void kill() {
        servers.forEach(RedisServer::kill);
    }

    void restart() {
        servers.forEach(RedisServer::restart);
        awaitComplete();
    }

    void pause() {
        servers.forEach(RedisServer::pause);
    }

    void resume() {
        servers.forEach(RedisServer::resume);
    }

    @Override
    public void close() {
        servers.forEach(RedisServer::close);
    }
}
