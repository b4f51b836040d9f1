package dev.confab.chat.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.device.DeviceId;
import dev.confab.chat.domain.device.PendingPush;
import dev.confab.chat.domain.port.PushOutbox.Backlog;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.Room;
import dev.confab.chat.domain.user.User;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of {@link PushOutbox}. */
public abstract class PushOutboxContract extends StoreContract {

    private static final Instant NOON = Instant.parse("2026-03-29T01:30:00.001Z");
    private static final Instant LATER = NOON.plusSeconds(60);

    private User ann;
    private Room room;

    @BeforeEach
    void aRoomAndNothingToPush() {
        change(() -> db.pushOutbox().trim(0));
        ann = world.user();
        room = world.group(ann);
    }

    @Test
    void duePushesAreClaimedLongestDueFirst() {
        var second = pending(NOON);
        var first = pending(NOON.minusMillis(1));
        var third = pending(NOON);
        pending(NOON.plusMillis(1));
        assertThat(claim(NOON, 2)).hasSize(2).first().isEqualTo(first.withDue(LATER));
        assertThat(claim(NOON, 9)).hasSize(1);
        assertThat(claim(LATER, 9)).contains(first.withDue(LATER), second.withDue(LATER), third.withDue(LATER));
    }

    @Test
    void storedPushIsReturnedUnchanged() {
        var plain = pending(NOON);
        var again = plain.retry(world.id(), devices(PendingPush.PAGE), NOON);
        change(() -> db.pushOutbox().add(List.of(again)));
        assertThat(claim(NOON, 9)).containsExactlyInAnyOrder(plain.withDue(LATER), again.withDue(LATER));
    }

    @Test
    void claimedPushIsNotReturnedUntilTheClaimEnds() {
        var push = pending(NOON);
        assertThat(claim(NOON, 9)).hasSize(1);
        assertThat(claim(LATER.minusMillis(1), 9)).isEmpty();
        assertThat(read(() -> db.pushOutbox().isAnyDue(LATER.minusMillis(1)))).isFalse();
        assertThat(read(() -> db.pushOutbox().isAnyDue(LATER))).isTrue();
        assertThat(claim(LATER, 9)).containsExactly(push.withDue(LATER));
    }

    @Test
    void concurrentClaimsReturnDifferentPushes() {
        IntStream.range(0, 40).forEach(number -> pending(NOON));
        var claims = Together.run(4, number -> {
            var got = new ArrayList<PendingPush>();
            for (var some = claim(NOON, 3); !some.isEmpty(); some = claim(NOON, 3)) {
                got.addAll(some);
            }
            return got;
        });
        var all = claims.stream().flatMap(List::stream).toList();
        assertThat(new HashSet<>(all)).hasSameSizeAs(all);
        assertThat(all.size() + claim(NOON, 40).size()).isEqualTo(40);
    }

    @Test
    void rolledBackClaimHasNoEffect() {
        pending(NOON);
        Throwable[] thrown = new Throwable[1];
        try {
            change(() -> {
                db.pushOutbox().claim(NOON, LATER, 9);
                throw new IllegalArgumentException("as the test asked for");
            });
        } catch (IllegalArgumentException expected) {
            thrown[0] = expected;
        }
        assertThat(thrown[0]).isNotNull();
        assertThat(claim(NOON, 9)).hasSize(1);
    }

    @Test
    void donePushIsDeleted() {
        pending(NOON);
        pending(NOON);
        var claimed = claim(NOON, 1);
        change(() -> db.pushOutbox().done(claimed));
        change(() -> db.pushOutbox().done(List.of()));
        assertThat(claim(LATER, 9)).hasSize(1).doesNotContainAnyElementsOf(claimed);
    }

    @Test
    void claimedPushIsReplaced() {
        pending(NOON);
        var claimed = claim(NOON, 9).get(0);
        var next = claimed.continueAfter(new DeviceId(world.id()), NOON);
        change(() -> db.pushOutbox().replace(claimed, next));
        assertThat(claim(NOON, 9)).containsExactly(next.withDue(LATER));
    }

    @Test
    void pushClaimedByAnotherNodeIsNotReplaced() {
        pending(NOON);
        var mine = claim(NOON, 9).get(0);
        var theirs = write(() -> db.pushOutbox().claim(LATER, LATER.plusSeconds(60), 9))
                .get(0);
        change(() -> db.pushOutbox().replace(mine, mine.continueAfter(new DeviceId(world.id()), NOON)));
        assertThat(claim(LATER.plusSeconds(60), 9)).containsExactly(theirs.withDue(LATER));
    }

    @Test
    void messageAndDevicesMayBeDeleted() {
        var push = pending(NOON);
        change(() -> db.rooms().delete(room.id()));
        assertThat(claim(NOON, 9)).containsExactly(push.withDue(LATER));
    }

    @Test
    void backlogIsCountedAndTrimmed() {
        assertThat(backlog()).isEqualTo(new Backlog(0, Optional.empty()));
        var first = pending(NOON);
        var second = pending(NOON.plusMillis(1));
        pending(NOON.plusMillis(2));
        assertThat(backlog()).isEqualTo(new Backlog(3, Optional.of(first.createdAt())));
        assertThat(write(() -> db.pushOutbox().trim(2))).isOne();
        assertThat(write(() -> db.pushOutbox().trim(2))).isZero();
        assertThat(claim(LATER, 9)).hasSize(2).extracting(PendingPush::id).containsExactly(first.id(), second.id());
    }

    @Test
    void oldPushesAreDeletedInBatches() {
        var first = pending(NOON);
        var second = pending(NOON);
        var third = pending(NOON);
        assertThat(write(() -> db.pushOutbox().deleteCreatedBefore(first.createdAt(), 9)))
                .isZero();
        assertThat(write(() -> db.pushOutbox().deleteCreatedBefore(third.createdAt(), 1)))
                .isOne();
        assertThat(write(() -> db.pushOutbox().deleteCreatedBefore(third.createdAt(), 1)))
                .isOne();
        assertThat(claim(LATER, 9)).extracting(PendingPush::id).containsExactly(third.id());
        assertThat(second.createdAt()).isBefore(third.createdAt());
    }

    @Test
    void emptyListCanBeAdded() {
        change(() -> db.pushOutbox().add(List.of()));
        assertThat(backlog().size()).isZero();
    }

    private Backlog backlog() {
        return read(() -> db.pushOutbox().backlog());
    }

    private List<PendingPush> claim(Instant now, int limit) {
        return write(() -> db.pushOutbox().claim(now, LATER, limit));
    }

    private PendingPush pending(Instant due) {
        Message message = world.post(room.id(), ann);
        var push = PendingPush.of(message, Duration.ZERO).withDue(due);
        change(() -> db.pushOutbox().add(List.of(push)));
        return push;
    }

    private List<DeviceId> devices(int count) {
        return Stream.generate(() -> new DeviceId(world.id())).limit(count).toList();
    }
}
