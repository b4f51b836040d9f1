package dev.confab.chat.adapter.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.adapter.fanout.PresenceMessage.SnapshotPart;
import dev.confab.chat.adapter.fanout.SimulatedNodes.Node;
import dev.confab.chat.domain.user.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PresenceTableTest {

    private static final Duration LEASE = SimulatedNodes.LEASE;
    private static final UserId ANN = user();
    private static final UserId BOB = user();

    private final SimulatedNodes nodes = new SimulatedNodes();
    private final Node a = nodes.start("a");
    private final Node b = nodes.start("b");
    private final Node c = nodes.start("c");

    @Test
    void userConnectedToOneNodeIsOnlineOnAllNodes() {
        a.connect(ANN);
        nodes.exchange();
        assertThat(nodes.all()).allMatch(node -> node.table.isOnline(ANN) && !node.table.isOnline(BOB));
        assertThat(nodes.all()).allMatch(node -> node.table.online().equals(Set.of(ANN)));
    }

    @Test
    void firstConnectionBringsUserOnlineAndLastOneOffline() {
        assertThat(a.connect(ANN)).isTrue();
        nodes.exchange();
        assertThat(b.connect(ANN)).isFalse();
        nodes.exchange();
        assertThat(a.disconnect(ANN)).isFalse();
        nodes.exchange();
        assertThat(nodes.all()).allMatch(node -> node.table.isOnline(ANN));
        assertThat(b.disconnect(ANN)).isTrue();
        nodes.exchange();
        assertThat(nodes.all()).noneMatch(node -> node.table.isOnline(ANN));
        assertThat(nodes.announcers()).isEmpty();
    }

    @Test
    void newNodeLearnsAllUsersWithoutAnnouncements() {
        var many = Stream.generate(PresenceTableTest::user).limit(1_000).toList();
        many.forEach(a::connect);
        b.connect(ANN);
        nodes.exchange();

        var d = nodes.start("0");
        nodes.exchange();

        assertThat(d.table.online()).hasSize(1_001).containsAll(many).contains(ANN);
        assertThat(nodes.announcers()).isEmpty();
    }

    @Test
    void lostChangesAreRepairedByTheNextHeartbeat() {
        nodes.exchange();
        a.connect(ANN);
        nodes.loseAll();
        a.connect(BOB);
        nodes.exchange();
        assertThat(nodes.all()).allMatch(node -> node.table.online().equals(Set.of(ANN, BOB)));

        a.disconnect(ANN);
        nodes.loseAll();
        assertThat(b.table.isOnline(ANN)).isTrue();
        nodes.pass(LEASE.dividedBy(6));
        assertThat(nodes.all()).allMatch(node -> node.table.online().equals(Set.of(BOB)));
    }

    @Test
    void incompleteSnapshotIsRequestedAgain() {
        nodes.exchange();
        Stream.generate(PresenceTableTest::user).limit(400).forEach(a::connect);
        nodes.loseAll();
        a.loses = message -> message instanceof SnapshotPart part && part.part() == 1;
        nodes.pass(LEASE.dividedBy(6));
        assertThat(b.table.online()).isEmpty();
        a.loses = message -> false;
        nodes.pass(LEASE.dividedBy(6));
        assertThat(b.table.online()).hasSize(400);
    }

    @Test
    void duplicateMessagesCountOnce() {
        a.connect(ANN);
        a.duplicates = true;
        nodes.exchange();
        a.disconnect(ANN);
        nodes.exchange();
        assertThat(b.table.isOnline(ANN)).isFalse();
    }

    @Test
    void usersOfASilentNodeGoOfflineAndTheFirstNodeAnnouncesIt() {
        b.connect(ANN);
        b.connect(BOB);
        a.connect(BOB);
        nodes.exchange();
        b.isCutOff = true;
        nodes.pass(LEASE.dividedBy(2));
        assertThat(a.table.isOnline(ANN)).isTrue();
        nodes.pass(LEASE);

        assertThat(a.table.online()).containsExactly(BOB);
        assertThat(c.table.online()).containsExactly(BOB);
        assertThat(a.announced).containsExactly(ANN + " false");
        assertThat(c.announced).isEmpty();
    }

    @Test
    void nextNodeAnnouncesWhenTheFirstIsDropped() {
        a.connect(ANN);
        nodes.exchange();
        a.isCutOff = true;
        nodes.pass(LEASE.multipliedBy(2));
        assertThat(b.announced).containsExactly(ANN + " false");
        assertThat(c.announced).isEmpty();
    }

    @Test
    void nextNodeTakesOverWhenTheAnnouncingNodeFails() {
        a.connect(ANN);
        nodes.exchange();
        a.isCutOff = true;
        nodes.pass(LEASE.dividedBy(12).multipliedBy(8));
        nodes.exchange();
        b.isCutOff = true;
        b.isSuspended = true;
        nodes.pass(LEASE.dividedBy(2));
        assertThat(c.table.isOnline(ANN)).isFalse();
        assertThat(c.announced).isEmpty();
        nodes.pass(LEASE);
        assertThat(c.announced).containsExactly(ANN + " false");
    }

    @Test
    void returningNodeIsAnnouncedByTheNodeThatDroppedIt() {
        a.connect(ANN);
        b.connect(BOB);
        nodes.exchange();
        a.isCutOff = true;
        nodes.pass(LEASE.multipliedBy(2));
        a.announced.clear();
        a.isCutOff = false;
        nodes.pass(LEASE.dividedBy(3));

        assertThat(nodes.all()).allMatch(node -> node.table.online().equals(Set.of(ANN, BOB)));
        assertThat(b.announced).contains(ANN + " false", ANN + " true").endsWith(ANN + " true");
    }

    @Test
    void nodeThatCannotReceiveDropsNoOther() {
        a.connect(ANN);
        nodes.exchange();
        b.isCutOff = true;
        b.canReceive = false;
        nodes.pass(LEASE.multipliedBy(3));
        assertThat(b.table.isOnline(ANN)).isTrue();
        b.canReceive = true;
        b.isCutOff = false;
        b.table.requestAll();
        nodes.exchange();
        assertThat(b.table.isOnline(ANN)).isTrue();
        assertThat(b.announced).isEmpty();
    }

    @Test
    void nodeThatWasSuspendedDropsNoOther() {
        a.connect(ANN);
        nodes.exchange();
        nodes.suspend(LEASE.multipliedBy(3));
        b.nextMessages();
        assertThat(b.table.isOnline(ANN)).isTrue();
    }

    @Test
    void simultaneousDisconnectsAreAnnouncedAtLeastOnce() {
        b.connect(ANN);
        nodes.exchange();
        c.connect(ANN);
        nodes.exchange();
        assertThat(b.disconnect(ANN)).isFalse();
        assertThat(c.disconnect(ANN)).isFalse();
        nodes.exchange();
        assertThat(nodes.all()).noneMatch(node -> node.table.isOnline(ANN));
        assertThat(nodes.announcers()).contains("b", "c");
        assertThat(b.announced).containsExactly(ANN + " false");
    }

    @Test
    void concurrentConnectAndDisconnectAnnounceTheUserAsOnline() {
        b.connect(ANN);
        nodes.exchange();
        assertThat(c.connect(ANN)).isFalse();
        assertThat(b.disconnect(ANN)).isTrue();
        nodes.exchange();
        assertThat(nodes.all()).allMatch(node -> node.table.isOnline(ANN));
        assertThat(b.announced).containsExactly(ANN + " true");
    }

    @Test
    void nodeThatLeavesIsDroppedAtOnce() {
        b.connect(ANN);
        nodes.exchange();
        b.isCutOff = true;
        for (var node : List.of(a, c)) {
            node.table.receive("b", new PresenceMessage.Leave());
        }
        nodes.exchange();
        assertThat(a.announced).containsExactly(ANN + " false");
        assertThat(c.announced).isEmpty();
        assertThat(c.table.online()).isEmpty();
    }

    private static UserId user() {
        return new UserId(UUID.randomUUID());
    }
}
