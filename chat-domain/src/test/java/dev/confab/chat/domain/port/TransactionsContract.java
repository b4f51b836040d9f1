package dev.confab.chat.domain.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.Secret;
import dev.confab.chat.domain.room.Room;
import dev.confab.chat.domain.room.RoomCounters;
import dev.confab.chat.domain.room.RoomProfile;
import dev.confab.chat.domain.user.ServiceName;
import dev.confab.chat.domain.user.ServiceToken;
import dev.confab.chat.domain.user.User;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The contract of {@link Transactions}. */
public abstract class TransactionsContract extends StoreContract {

    @Test
    void transactionReturnsTheResultOfItsWork() {
        assertThat(db.transactions().<String>write(() -> "written")).isEqualTo("written");
        assertThat(db.transactions().<String>read(() -> "read")).isEqualTo("read");
        assertThat(db.transactions().<String>snapshot(() -> "seen")).isEqualTo("seen");
    }

    @Test
    void workRunsOnTheCallingThread() {
        var here = Thread.currentThread();
        assertThat(write(Thread::currentThread)).isSameAs(here);
        assertThat(read(Thread::currentThread)).isSameAs(here);
        assertThat(snapshot(Thread::currentThread)).isSameAs(here);
    }

    @Test
    void committedWritesAreVisibleToAll() {
        var user = world.user();
        var elsewhere = Together.start(() -> read(() -> db.users().find(user.id())));
        assertThat(Together.result(elsewhere)).contains(user);
        assertThat(write(() -> db.users().find(user.id()))).contains(user);
    }

    @Test
    void transactionReadsItsOwnWrites() {
        var room = world.group(world.user());
        var renamed = withTitle(room, world.word());
        var seen = write(() -> {
            db.rooms().update(renamed);
            return db.rooms().find(room.id());
        });
        assertThat(seen).contains(renamed);
    }

    @Test
    void transactionThatThrowsStoresNothing() {
        var room = world.group(world.user());
        var user = world.newUser(world.word());
        assertThatThrownBy(() -> change(() -> {
                    world.lock(room.id());
                    db.rooms().update(withTitle(room, world.word()));
                    db.users().add(Accounts.of(user));
                    throw new IllegalArgumentException("on purpose");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(world.room(room.id())).isEqualTo(room);
        assertThat(read(() -> db.users().find(user.id()))).isEmpty();
    }

    @Test
    void transactionThatEndsInAnErrorStoresNothing() {
        var user = world.newUser(world.word());
        assertThatThrownBy(() -> change(() -> {
                    db.users().add(Accounts.of(user));
                    throw new StackOverflowError("on purpose");
                }))
                .isInstanceOf(StackOverflowError.class);
        assertThat(read(() -> db.users().find(user.id()))).isEmpty();
    }

    @Test
    void refusalIsRethrownUnchanged() {
        var refusal = new Refusal.Conflict("on purpose");
        assertThatThrownBy(() -> change(() -> {
                    throw refusal;
                }))
                .isSameAs(refusal);
        assertThatThrownBy(() -> read(() -> {
                    throw refusal;
                }))
                .isSameAs(refusal);
        assertThatThrownBy(() -> snapshot(() -> {
                    throw refusal;
                }))
                .isSameAs(refusal);
    }

    @Test
    void threadCanContinueAfterAFailure() {
        assertThatThrownBy(() -> change(() -> {
                    throw new IllegalArgumentException("on purpose");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        var user = world.user();
        assertThat(read(() -> db.users().find(user.id()))).contains(user);
    }

    @Test
    void uncommittedWritesAreInvisible() {
        var user = world.newUser(world.word());
        var room = world.group(world.user());
        change(() -> {
            db.users().add(Accounts.of(user));
            db.rooms().update(withTitle(room, world.word()));
            var elsewhere = Together.start(() -> read(() -> List.of(
                    db.users().find(user.id()).isPresent(),
                    db.rooms().find(room.id()).orElseThrow().equals(room))));
            assertThat(Together.result(elsewhere)).containsExactly(false, true);
        });
    }

    @Test
    void readSeesCommitsBetweenItsReads() {
        requireReadsToSeeEveryCommit();
    }

    private void requireReadsToSeeEveryCommit() {
        var room = world.group(world.user());
        var renamed = withTitle(room, world.word());
        var seen = read(() -> {
            var before = db.rooms().find(room.id()).orElseThrow();
            commitElsewhere(renamed);
            return List.of(before, db.rooms().find(room.id()).orElseThrow());
        });
        assertThat(seen).containsExactly(room, renamed);
    }

    @Test
    void allReadsOfASnapshotSeeOneState() {
        var room = world.group(world.user());
        var renamed = withTitle(room, world.word());
        var seen = snapshot(() -> {
            var before = db.rooms().find(room.id()).orElseThrow();
            commitElsewhere(renamed);
            return List.of(before, db.rooms().find(room.id()).orElseThrow());
        });
        assertThat(seen).containsExactly(room, room);
        assertThat(world.room(room.id())).isEqualTo(renamed);
        assertThat(snapshot(() -> db.rooms().find(room.id()))).contains(renamed);
    }

    @Test
    void laterReadsOfASnapshotSeeItsFirstState() {
        var author = world.user();
        var newcomer = world.user();
        var room = world.group(author).id();
        world.post(room, author);
        var token = new ServiceToken(new ServiceName("s"), new Secret(world.word()).digest(), world.tick());
        long seen = snapshot(() -> {
            long version = db.rooms().find(room).orElseThrow().version();
            Together.result(Together.start(() -> {
                world.join(room, newcomer);
                change(() -> db.serviceTokens().add(token));
                return world.post(room, newcomer);
            }));
            assertThat(db.memberships().find(room, newcomer.id())).isEmpty();
            assertThat(db.messages().after(room, 0, 10)).hasSize(1);
            assertThat(db.serviceTokens().find(token.digest())).isEmpty();
            return version;
        });
        assertThat(world.room(room).version()).isEqualTo(seen + 2);
        assertThat(read(() -> db.messages().after(room, 0, 10))).hasSize(2);
        assertThat(read(() -> db.serviceTokens().find(token.digest()))).contains(token);
    }

    @Test
    void snapshotSeesCommitsBeforeItsFirstRead() {
        var room = world.group(world.user());
        var renamed = withTitle(room, world.word());
        var seen = snapshot(() -> {
            commitElsewhere(renamed);
            return db.rooms().find(room.id());
        });
        assertThat(seen).contains(renamed);
    }

    @Test
    void transactionAfterASnapshotSeesAllCommits() {
        var room = world.group(world.user());
        snapshot(() -> db.rooms().find(room.id()));
        assertThatThrownBy(() -> snapshot(() -> {
                    db.rooms().find(room.id());
                    throw new IllegalArgumentException("on purpose");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        requireReadsToSeeEveryCommit();
        requireWritersToSeeEveryCommit();
    }

    @Test
    void writerSeesCommitsBetweenItsFirstReadAndItsLock() {
        requireWritersToSeeEveryCommit();
    }

    private void requireWritersToSeeEveryCommit() {
        var room = world.group(world.user());
        var renamed = withTitle(room, world.word());
        var seen = write(() -> {
            var before = db.rooms().find(room.id()).orElseThrow();
            commitElsewhere(renamed);
            return List.of(
                    before, world.lock(room.id()), db.rooms().find(room.id()).orElseThrow());
        });
        assertThat(seen).containsExactly(room, renamed, renamed);
    }

    @Test
    void readersDoNotWaitForWriters() {
        var room = world.group(world.user());
        change(() -> {
            world.lock(room.id());
            db.rooms().update(withTitle(room, world.word()));
            var reader = Together.start(() -> world.room(room.id()));
            assertThat(Together.result(reader)).isEqualTo(room);
        });
    }

    @Test
    void transactionsDoNotNest() {
        assertThatThrownBy(() -> write(() -> write(() -> 1))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> write(() -> read(() -> 1))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> read(() -> write(() -> 1))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> read(() -> read(() -> 1))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> snapshot(() -> read(() -> 1))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> write(() -> snapshot(() -> 1))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void transactionsOnManyThreadsAllCommit() {
        List<User> users = Together.run(24, number -> world.user());
        assertThat(read(() -> users.stream()
                        .filter(user -> db.users().find(user.id()).isPresent())
                        .count()))
                .isEqualTo(24);
    }

    private <T> T snapshot(Supplier<T> work) {
        return db.transactions().snapshot(work);
    }

    private void commitElsewhere(Room room) {
        Together.result(Together.start(() -> write(() -> db.rooms().update(room))));
    }

    private static Room withTitle(Room room, String title) {
        return new Room(
                room.id(),
                room.kind(),
                room.key(),
                RoomProfile.of(title, true),
                room.creator(),
                room.created(),
                room.modified(),
                room.lastActivity(),
                new RoomCounters(room.version() + 1, room.messageSeq(), room.memberCount(), room.pinnedCount()));
    }
}
