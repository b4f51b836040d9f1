package dev.confab.chat.adapter.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.adapter.fanout.PresenceMessage.Part;
import dev.confab.chat.domain.user.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nodes that hear each other only when a test says so, in a time of its own. */
class PresenceTableTest {

    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final UserId ANN = user();
    private static final UserId BOB = user();

    private final List<Node> nodes = new ArrayList<>();
    private long now;

    private final Node a = new Node("a");
    private final Node b = new Node("b");
    private final Node c = new Node("c");

    @Test
    void whoIsConnectedToOneNodeIsOnlineOnAll() {
        a.connect(ANN);
        exchange();
        assertThat(nodes).allMatch(node -> node.roster.isOnline(ANN) && !node.roster.isOnline(BOB));
        assertThat(nodes).allMatch(node -> node.roster.online().equals(Set.of(ANN)));
    }

    @Test
    void onlyTheFirstConnectionAnywhereBringsOnlineAndOnlyTheLastOneOffline() {
        assertThat(a.connect(ANN)).isTrue();
        exchange();
        assertThat(b.connect(ANN)).isFalse();
        exchange();
        assertThat(a.disconnect(ANN)).isFalse();
        exchange();
        assertThat(nodes).allMatch(node -> node.roster.isOnline(ANN));
        assertThat(b.disconnect(ANN)).isTrue();
        exchange();
        assertThat(nodes).noneMatch(node -> node.roster.isOnline(ANN));
        assertThat(tellers()).isEmpty();
    }

    @Test
    void aNewNodeLearnsWhoIsThereAndTellsNobody() {
        var many = Stream.generate(PresenceTableTest::user).limit(1_000).toList();
        many.forEach(a::connect);
        b.connect(ANN);
        exchange();

        var d = new Node("0");
        exchange();

        assertThat(d.roster.online()).hasSize(1_001).containsAll(many).contains(ANN);
        assertThat(tellers()).isEmpty();
    }

    @Test
    void whatGotLostIsMadeGoodByTheNextBeat() {
        exchange();
        a.connect(ANN);
        loseAll();
        a.connect(BOB);
        exchange();
        assertThat(nodes).allMatch(node -> node.roster.online().equals(Set.of(ANN, BOB)));

        a.disconnect(ANN);
        loseAll();
        assertThat(b.roster.isOnline(ANN)).isTrue();
        pass(LEASE.dividedBy(6));
        assertThat(nodes).allMatch(node -> node.roster.online().equals(Set.of(BOB)));
    }

    @Test
    void anAnswerThatIsNotWholeIsAskedForAgain() {
        exchange();
        Stream.generate(PresenceTableTest::user).limit(400).forEach(a::connect);
        loseAll();
        a.lose = note -> note instanceof Part part && part.part() == 1;
        pass(LEASE.dividedBy(6));
        assertThat(b.roster.online()).isEmpty();
        a.lose = note -> false;
        pass(LEASE.dividedBy(6));
        assertThat(b.roster.online()).hasSize(400);
    }

    @Test
    void whatComesTwiceCountsOnce() {
        a.connect(ANN);
        a.echo = true;
        exchange();
        a.disconnect(ANN);
        exchange();
        assertThat(b.roster.isOnline(ANN)).isFalse();
    }

    @Test
    void theUsersOfASilentNodeGoOfflineAndTheFirstOfTheOthersTells() {
        b.connect(ANN);
        b.connect(BOB);
        a.connect(BOB);
        exchange();
        b.isCutOff = true;
        pass(LEASE.dividedBy(2));
        assertThat(a.roster.isOnline(ANN)).isTrue();
        pass(LEASE);

        assertThat(a.roster.online()).containsExactly(BOB);
        assertThat(c.roster.online()).containsExactly(BOB);
        assertThat(a.told).containsExactly(ANN + " false");
        assertThat(c.told).isEmpty();
    }

    @Test
    void theFirstNodeDroppedLeavesTheTellingToTheNext() {
        a.connect(ANN);
        exchange();
        a.isCutOff = true;
        pass(LEASE.multipliedBy(2));
        assertThat(b.told).containsExactly(ANN + " false");
        assertThat(c.told).isEmpty();
    }

    @Test
    void whereWhoShouldTellDiesItselfTheNextOneDoes() {
        a.connect(ANN);
        exchange();
        a.isCutOff = true;
        pass(LEASE.dividedBy(12).multipliedBy(8));
        exchange();
        b.isCutOff = true;
        b.isAsleep = true;
        pass(LEASE.dividedBy(2));
        assertThat(c.roster.isOnline(ANN)).isFalse();
        assertThat(c.told).isEmpty();
        pass(LEASE);
        assertThat(c.told).containsExactly(ANN + " false");
    }

    @Test
    void whenADroppedNodeComesBackWhoToldOfItTellsThatItsUsersAreBack() {
        a.connect(ANN);
        b.connect(BOB);
        exchange();
        a.isCutOff = true;
        pass(LEASE.multipliedBy(2));
        a.told.clear();
        a.isCutOff = false;
        pass(LEASE.dividedBy(3));

        assertThat(nodes).allMatch(node -> node.roster.online().equals(Set.of(ANN, BOB)));
        assertThat(b.told).contains(ANN + " false", ANN + " true").endsWith(ANN + " true");
    }

    @Test
    void whoCannotHearDropsNobody() {
        a.connect(ANN);
        exchange();
        b.isCutOff = true;
        b.canHear = false;
        pass(LEASE.multipliedBy(3));
        assertThat(b.roster.isOnline(ANN)).isTrue();
        b.canHear = true;
        b.isCutOff = false;
        b.roster.mayHaveMissed();
        exchange();
        assertThat(b.roster.isOnline(ANN)).isTrue();
        assertThat(b.told).isEmpty();
    }

    @Test
    void whoWasAsleepDropsNobody() {
        a.connect(ANN);
        exchange();
        now += LEASE.multipliedBy(3).toNanos();
        b.turn();
        assertThat(b.roster.isOnline(ANN)).isTrue();
    }

    @Test
    void whereTwoLetGoAtTheSameTimeAtLeastOneTells() {
        b.connect(ANN);
        exchange();
        c.connect(ANN);
        exchange();
        assertThat(b.disconnect(ANN)).isFalse();
        assertThat(c.disconnect(ANN)).isFalse();
        exchange();
        assertThat(nodes).noneMatch(node -> node.roster.isOnline(ANN));
        assertThat(tellers()).contains("b", "c");
        assertThat(b.told).containsExactly(ANN + " false");
    }

    @Test
    void whereOneLetsGoWhileAnotherReliesOnItItIsToldThatTheUserIsThere() {
        b.connect(ANN);
        exchange();
        assertThat(c.connect(ANN)).isFalse();
        assertThat(b.disconnect(ANN)).isTrue();
        exchange();
        assertThat(nodes).allMatch(node -> node.roster.isOnline(ANN));
        assertThat(b.told).containsExactly(ANN + " true");
    }

    @Test
    void aNodeThatSaysGoodByeIsGoneAtOnce() {
        b.connect(ANN);
        exchange();
        b.isCutOff = true;
        for (var node : List.of(a, c)) {
            node.roster.hear("b", new PresenceMessage.Bye());
        }
        exchange();
        assertThat(a.told).containsExactly(ANN + " false");
        assertThat(c.told).isEmpty();
        assertThat(c.roster.online()).isEmpty();
    }

    private static UserId user() {
        return new UserId(UUID.randomUUID());
    }

    private List<String> tellers() {
        return nodes.stream()
                .filter(node -> !node.told.isEmpty())
                .map(node -> node.name)
                .toList();
    }

    /** Lets time pass in steps as the threads would. */
    private void pass(Duration time) {
        long step = LEASE.dividedBy(12).toNanos();
        for (long end = now + time.toNanos(); now < end; ) {
            now += step;
            exchange();
        }
    }

    /** Everybody says what there is to say, until nobody has more. */
    private void exchange() {
        for (int round = 0; round < 10; round++) {
            nodes.forEach(node -> node.turn().forEach(node::say));
        }
        nodes.forEach(Node::tell);
    }

    private void loseAll() {
        nodes.forEach(Node::turn);
    }

    private final class Node {

        private final String name;
        private final PresenceTable roster;
        private final UUID connection = UUID.randomUUID();
        private final List<String> told = new ArrayList<>();
        private boolean isCutOff;
        private boolean isAsleep;
        private boolean canHear = true;
        private boolean echo;
        private Predicate<PresenceMessage> lose = note -> false;

        Node(String name) {
            this.name = name;
            roster = new PresenceTable(name, LEASE, () -> now);
            nodes.add(this);
        }

        boolean connect(UserId user) {
            return roster.connected(user, connection);
        }

        boolean disconnect(UserId user) {
            return roster.disconnected(user, connection);
        }

        List<PresenceMessage> turn() {
            return isAsleep ? List.of() : roster.turn(canHear);
        }

        void say(PresenceMessage note) {
            if (!isCutOff && !lose.test(note)) {
                nodes.stream().filter(node -> node != this && !node.isCutOff).forEach(node -> node.hear(this, note));
            }
        }

        private void hear(Node from, PresenceMessage note) {
            roster.hear(from.name, note);
            if (from.echo) {
                roster.hear(from.name, note);
            }
        }

        void tell() {
            if (!isAsleep) {
                roster.toTell().forEach(user -> told.add(user + " " + roster.isOnline(user)));
            }
        }
    }
}
