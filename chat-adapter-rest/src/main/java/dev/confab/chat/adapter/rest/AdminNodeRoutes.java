package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Operation.operation;
import static dev.confab.chat.adapter.rest.Routes.ADMIN;

import dev.confab.chat.adapter.wire.UserJson;
import dev.confab.chat.application.admin.Administration;
import dev.confab.chat.application.admin.Administration.OnlineUsers;
import dev.confab.chat.application.push.PushDelivery;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Routes by which staff and services read the state of the cluster and of this node. */
final class AdminNodeRoutes {

    private static final Operation LIST_CONNECTIONS = operation(
                    "listConnections", "List online users and count this node's connections")
            .paged()
            .response(200, ConnectionsJson.class);
    private static final Operation PUSH_STATUS = operation(
                    "pushStatus", "Get push results of this node and the shared backlog")
            .response(200, PushStatusJson.class);

    private final Administration administration;
    private final String node;
    private final InstantSource clock;

    AdminNodeRoutes(Administration administration, String node, InstantSource clock) {
        this.administration = administration;
        this.node = node;
        this.clock = clock;
    }

    void register(Routes routes) {
        routes.section("Administration")
                .getAsAdministrator(ADMIN + "/connections", LIST_CONNECTIONS, this::listConnections)
                .getAsAdministrator(ADMIN + "/push", PUSH_STATUS, this::pushStatus);
    }

    private void listConnections(AdminRequest request) {
        var online = administration.onlineUsers(request.query().window());
        request.respond(ConnectionsJson.of(online, node));
    }

    private void pushStatus(AdminRequest request) {
        request.respond(PushStatusJson.of(administration.pushes(), clock.instant()));
    }

    /**
     * The users who are online.
     *
     * @param count the number of online users on all nodes
     * @param users those of this page
     */
    private record ConnectionsJson(long count, List<UserJson> users, NodeJson node) {

        static ConnectionsJson of(OnlineUsers online, String node) {
            var users = online.people();
            return new ConnectionsJson(
                    users.total(),
                    users.items().stream().map(user -> UserJson.of(user, true)).toList(),
                    new NodeJson(node, online.connectionsHere()));
        }
    }

    /** The node that responds. */
    private record NodeJson(String id, int connections) {}

    /**
     * The state of push delivery.
     *
     * @param results the number of due pushes by result, since this node started
     * @param withheld the number of suppressed pushes by reason
     * @param underWay the number of messages that this node is delivering
     */
    private record PushStatusJson(
            boolean isOn, Map<String, Long> results, Map<String, Long> withheld, BacklogJson backlog, int underWay) {

        static PushStatusJson of(PushDelivery.Status status, Instant now) {
            var oldest = status.backlog().oldest().orElse(null);
            return new PushStatusJson(
                    status.isOn(),
                    counts(status.results()),
                    counts(status.withheld()),
                    new BacklogJson(status.backlog().size(), oldest, ageSeconds(oldest, now)),
                    status.underWay());
        }

        private static Map<String, Long> counts(Map<? extends Enum<?>, Long> counted) {
            var counts = new TreeMap<String, Long>();
            counted.forEach((key, count) -> counts.put(key.name().toLowerCase(Locale.ROOT), count));
            return counts;
        }

        private static @Nullable Long ageSeconds(@Nullable Instant oldest, Instant now) {
            return oldest == null
                    ? null
                    : Math.max(0, Duration.between(oldest, now).toSeconds());
        }
    }

    /**
     * The messages whose push is still due on any node.
     *
     * @param count the number of messages
     * @param oldest when the oldest of them was posted; null if there is none
     * @param ageSeconds the age of the oldest
     */
    private record BacklogJson(
            long count, @Nullable Instant oldest, @Nullable Long ageSeconds) {}
}
