package dev.confab.chat.adapter.fanout;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.HostAndPort;

/**
 * The URL of a Redis server or cluster: {@code redis://} or, with TLS, {@code rediss://}, then {@code user:password@} or
 * {@code :password@}, one host or several for a cluster, and the number of a database. Its string form omits the password.
 *
 * @param user null for the default user
 * @param hosts at least one; several are members of one cluster
 */
record RedisUrl(
        boolean tls, @Nullable String user, @Nullable String password, List<HostAndPort> hosts, int database) {

    private static final int DEFAULT_PORT = 6_379;
    private static final int MAX_PORT = 65_535;
    private static final Pattern FORM = Pattern.compile("(rediss?)://(?:(.*)@)?([^@/?#]+)(?:/(\\d{0,5}))?");
    private static final Pattern HOST = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(?::(\\d{1,5}))?");

    /** @throws IllegalArgumentException if the URL is malformed; the message does not repeat it */
    static RedisUrl parse(String url) {
        var parts = FORM.matcher(url);
        require(parts.matches(), "must be a URL such as redis://user:password@host:6379/0");
        var hosts = Stream.of(parts.group(3).split(",", -1)).map(RedisUrl::host).toList();
        var database = parts.group(4) == null || parts.group(4).isEmpty() ? 0 : Integer.parseInt(parts.group(4));
        require(
                hosts.size() == 1 || database == 0,
                "must name no database where it names several hosts: a cluster has one");
        var credentials = credentials(parts.group(2));
        return new RedisUrl(
                parts.group(1).equals("rediss"), credentials.user(), credentials.password(), hosts, database);
    }

    private record Credentials(
            @Nullable String user, @Nullable String password) {}

    private static Credentials credentials(@Nullable String text) {
        if (text == null) {
            return new Credentials(null, null);
        }
        int colon = text.indexOf(':');
        require(colon >= 0, "must give a password as :password@ or user:password@");
        var user = decoded(text.substring(0, colon));
        return new Credentials(user.isEmpty() ? null : user, decoded(text.substring(colon + 1)));
    }

    /** Decodes percent escapes. A plus stays a plus, unlike in forms. */
    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static HostAndPort host(String text) {
        var parts = HOST.matcher(text.strip());
        require(parts.matches(), "must name hosts as host:port, separated by commas");
        int port = parts.group(2) == null ? DEFAULT_PORT : Integer.parseInt(parts.group(2));
        require(port > 0 && port <= MAX_PORT, "must name ports from 1 to " + MAX_PORT);
        return new HostAndPort(parts.group(1).replaceAll("[\\[\\]]", ""), port);
    }

    private static void require(boolean isValid, String rule) {
        if (!isValid) {
            throw new IllegalArgumentException(rule);
        }
    }

    boolean isCluster() {
        return hosts.size() > 1;
    }

    @Override
    public String toString() {
        return (tls ? "rediss://" : "redis://") + hosts;
    }
}
