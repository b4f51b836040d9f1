package dev.confab.chat.adapter.fanout;

import dev.confab.chat.domain.user.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

/** Nodes with presence tables that exchange messages only when a test says so, with a simulated clock. */
final class SimulatedNodes {

    static final Duration LEASE = Duration.ofSeconds(30);

    private final List<Node> nodes = new ArrayList<>();
    private long now;

    Node start(String name) {
        var node = new Node(name);
        nodes.add(node);
        return node;
    }

    List<Node> all() {
        return nodes;
    }

    /** Returns the names of the nodes that have announced anything. */
    List<String> announcers() {
        return nodes.stream()
                .filter(node -> !node.announced.isEmpty())
                .map(node -> node.name)
                .toList();
    }

    /** Lets time pass in the steps of the real threads. */
    void pass(Duration time) {
        long step = LEASE.dividedBy(12).toNanos();
        for (long end = now + time.toNanos(); now < end; ) {
            now += step;
            exchange();
        }
    }

    /** Lets time pass without any step. */
    void suspend(Duration time) {
        now += time.toNanos();
    }

    /** Exchanges messages until no node has more, then announces. */
    void exchange() {
        for (int round = 0; round < 10; round++) {
            nodes.forEach(node -> node.nextMessages().forEach(node::send));
        }
        nodes.forEach(Node::announce);
    }

    /** Loses all messages that are due. */
    void loseAll() {
        nodes.forEach(Node::nextMessages);
    }

    final class Node {

        final PresenceTable table;
        final List<String> announced = new ArrayList<>();
        boolean isCutOff;
        boolean isSuspended;
        boolean canReceive = true;
        boolean duplicates;
        Predicate<PresenceMessage> loses = message -> false;

        private final String name;
        private final UUID connection = UUID.randomUUID();

        private Node(String name) {
            this.name = name;
            table = new PresenceTable(name, LEASE, () -> now);
        }

        boolean connect(UserId user) {
            return table.connected(user, connection);
        }

        boolean disconnect(UserId user) {
            return table.disconnected(user, connection);
        }

        List<PresenceMessage> nextMessages() {
            return isSuspended ? List.of() : table.nextMessages(canReceive);
        }

        private void send(PresenceMessage message) {
            if (!isCutOff && !loses.test(message)) {
                nodes.stream()
                        .filter(node -> node != this && !node.isCutOff)
                        .forEach(node -> node.receive(this, message));
            }
        }

        private void receive(Node sender, PresenceMessage message) {
            table.receive(sender.name, message);
            if (sender.duplicates) {
                table.receive(sender.name, message);
            }
        }

        private void announce() {
            if (!isSuspended) {
                table.drainAnnouncements().forEach(user -> announced.add(user + " " + table.isOnline(user)));
            }
        }
    }
}
