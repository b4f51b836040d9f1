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

/** What the staff sees of the servers at work. */
final class AdminNodeRoutes {

    private final Administration administration;
    private final String node;
    private final InstantSource clock;

    AdminNodeRoutes(Administration administration, String node, InstantSource clock) {
        this.administration = administration;
        this.node = node;
        this.clock = clock;
    }

    void register(Routes all) {
        var routes = all.section("Administration");
        routes.getAsAdministrator(
                ADMIN + "/connections",
                operation("listConnections", "Who is connected to any node, and how many connections this one has")
                        .paged()
                        .answer(200, ConnectionsJson.class),
                this::connections);
        routes.getAsAdministrator(
                ADMIN + "/push",
                operation("pushStatus", "What became of pushes on this node since its start, and what waits for any")
                        .answer(200, PushStatusJson.class),
                this::push);
    }

    private void connections(AdminRequest call) {
        call.answer(ConnectionsJson.of(administration.onlineUsers(call.query().window()), node));
    }

    private void push(AdminRequest call) {
        call.answer(PushStatusJson.of(administration.pushes(), clock.instant()));
    }

    /**
     * Who is there.
     *
     * @param count how many people, on all nodes
     * @param users those of this page
     */
    private record ConnectionsJson(long count, List<UserJson> users, NodeJson node) {

        static ConnectionsJson of(OnlineUsers present, String node) {
            var people = present.people();
            return new ConnectionsJson(
                    people.total(),
                    people.items().stream().map(user -> UserJson.of(user, true)).toList(),
                    new NodeJson(node, present.connectionsHere()));
        }
    }

    /** The node that answers. */
    private record NodeJson(String id, int connections) {}

    /**
     * How pushing goes.
     *
     * @param results what became of the pushes that were due
     * @param withheld how many were not due after all, by the reason
     * @param underWay how many messages this node is working on
     */
    private record PushStatusJson(
            boolean isOn, Map<String, Long> results, Map<String, Long> withheld, BacklogJson backlog, int underWay) {

        static PushStatusJson of(PushDelivery.Status status, Instant now) {
            var oldest = status.backlog().oldest().orElse(null);
            return new PushStatusJson(
                    status.isOn(),
                    counts(status.results()),
                    counts(status.withheld()),
                    new BacklogJson(status.backlog().size(), oldest, age(oldest, now)),
                    status.underWay());
        }

        private static Map<String, Long> counts(Map<? extends Enum<?>, Long> counted) {
            var counts = new TreeMap<String, Long>();
            counted.forEach((key, count) -> counts.put(key.name().toLowerCase(Locale.ROOT), count));
            return counts;
        }

        private static @Nullable Long age(@Nullable Instant oldest, Instant now) {
            return oldest == null
                    ? null
                    : Math.max(0, Duration.between(oldest, now).toSeconds());
        }
    }

    /**
     * What waits to be pushed by any node.
     *
     * @param count how many messages
     * @param oldest when the first of them was said; null for none
     * @param ageSeconds how long ago that is
     */
    private record BacklogJson(
            long count, @Nullable Instant oldest, @Nullable Long ageSeconds) {}
}
