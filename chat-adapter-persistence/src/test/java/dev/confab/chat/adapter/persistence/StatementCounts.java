package dev.confab.chat.adapter.persistence;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.category.Category;
import dev.confab.chat.domain.category.CategoryId;
import dev.confab.chat.domain.category.CategoryProfile;
import dev.confab.chat.domain.device.Device;
import dev.confab.chat.domain.device.DeviceId;
import dev.confab.chat.domain.device.DeviceRegistration;
import dev.confab.chat.domain.device.DeviceType;
import dev.confab.chat.domain.device.PendingPush;
import dev.confab.chat.domain.device.PushToken;
import dev.confab.chat.domain.port.MessageSearch;
import dev.confab.chat.domain.room.ReactionId;
import dev.confab.chat.domain.room.SearchTerms;
import dev.confab.chat.domain.user.ExternalId;
import dev.confab.chat.domain.user.HostUser;
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.UserId;
import dev.confab.chat.domain.user.Username;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The number of statements per operation, which must not depend on the amount of data. Each database extends this
 * class.
 */
abstract class StatementCounts extends StatementFixture {

    @Test
    void postTakesSixStatementsAndReceiptOneMore() {
        var room = chat.room(user);
        var other = chat.user();
        chat.join(room, other);
        assertThat(statementsOf(() -> chat.post(room, user))).isEqualTo(6);
        assertThat(statementsOf(() -> chat.post(room, other))).isEqualTo(7);
    }

    @Test
    void replyTakesOneMoreStatement() {
        var room = chat.room(user);
        var parent = chat.post(room, user);
        assertThat(statementsOf(() -> chat.post(room, user, parent))).isEqualTo(7);
    }

    @Test
    void batchOfPostsTakesAsManyStatementsAsOne() {
        assertThat(statementsOf(sharedTurn(1))).isEqualTo(7);
        assertThat(statementsOf(sharedTurn(64))).isEqualTo(7);
    }

    private Runnable sharedTurn(int rooms) {
        var author = chat.user();
        var all = IntStream.range(0, rooms).mapToObj(n -> chat.room(user)).toList();
        all.forEach(room -> {
            chat.join(room, author);
            chat.post(room, user);
        });
        return () -> assertThat(chat.postAll(all, author)).hasSize(rooms);
    }

    @Test
    void appendingManyTakesAsManyStatementsAsOne() {
        assertThat(statementsOf(appending(1))).isEqualTo(2);
        assertThat(statementsOf(appending(300))).isEqualTo(2);
    }

    private Runnable appending(int count) {
        var room = chat.room(user);
        return () -> append(room, count);
    }

    @Test
    void findingHostUserTakesOneStatement() {
        var known = new HostUser(new ExternalId(UUID.randomUUID().toString()), Chat.newUser(), NOON);
        assertThat(chat.write(() -> adapter.users().add(known))).isTrue();
        assertThat(statementsOf(() -> chat.read(() -> adapter.users().find(known.external()))))
                .isEqualTo(1);
    }

    @Test
    void findingReactionTakesOneStatement() {
        var id = new ReactionId(UUID.randomUUID());
        assertThat(statementsOf(() -> chat.read(() -> adapter.reactions().find(id))))
                .isEqualTo(1);
    }

    @Test
    void pageOfRoomsTakesConstantStatements() {
        assertThat(statementsOf(() -> roomPage(5))).isEqualTo(8);
        assertThat(statementsOf(() -> roomPage(200))).isEqualTo(8);
    }

    @Test
    void membersTakeConstantStatements() {
        for (int more : new int[] {0, 999}) {
            var room = crowd(more);
            assertThat(statementsOf(() -> chat.read(() -> adapter.memberships().membersOf(room))))
                    .isEqualTo(1);
            assertThat(statementsOf(() -> memberPage(room, more + 1))).isEqualTo(2);
        }
    }

    @Test
    void pageOfCategoriesTakesConstantStatements() {
        for (int count : new int[] {1, 100}) {
            var owner = chat.user();
            var one = chat.room(owner);
            var rooms = Set.of(one, chat.room(owner));
            IntStream.range(0, count)
                    .forEach(number -> chat.write(() -> {
                        var profile = new CategoryProfile("Category " + number, "", rooms);
                        adapter.categories().add(new Category(new CategoryId(UUID.randomUUID()), owner.id(), profile));
                        return true;
                    }));
            assertThat(statementsOf(() -> categoryPage(owner, count))).isEqualTo(4);
        }
    }

    @Test
    void changesOfRoomTakeOneStatement() {
        for (int count : new int[] {1, 300}) {
            var busy = chat.room(user);
            append(busy, count);
            assertThat(statementsOf(() -> assertThat(
                                    chat.read(() -> adapter.messages().changedSince(busy, 0, 501)))
                            .hasSize(count)))
                    .isEqualTo(1);
            var crowd = crowd(count);
            assertThat(statementsOf(() -> assertThat(
                                    chat.read(() -> adapter.memberships().changedSince(crowd, 1, 501)))
                            .hasSize(count)))
                    .isEqualTo(1);
        }
    }

    @Test
    void roomVersionsTakeOneStatement() {
        for (int count : new int[] {1, 100}) {
            var rooms = Stream.generate(() -> chat.room(user)).limit(count).collect(toSet());
            assertThat(statementsOf(
                            () -> assertThat(chat.read(() -> adapter.rooms().versions(rooms)))
                                    .hasSize(count)))
                    .isEqualTo(1);
        }
    }

    @Test
    void categoriesOfRoomTakeOneStatement() {
        var room = chat.room(user);
        for (int count : new int[] {1, 100}) {
            var owners = Stream.generate(() -> folderOf(chat.user(), room))
                    .limit(count)
                    .collect(toSet());
            assertThat(statementsOf(() -> assertThat(
                                    chat.read(() -> adapter.categories().containing(room, owners)))
                            .hasSize(count)))
                    .isEqualTo(1);
        }
    }

    @Test
    void pageOfMessagesTakesConstantStatements() {
        var room = chat.room(user);
        append(room, 100);
        assertThat(statementsOf(() -> messagePage(room, 10))).isEqualTo(2);
        assertThat(statementsOf(() -> messagePage(room, 100))).isEqualTo(2);
    }

    @Test
    void pageOfMessagesWithReactionsTakesOneMoreStatement() {
        var room = chat.room(user);
        append(room, 100);
        assertThat(statementsOf(() -> reactedPage(room, 10))).isEqualTo(3);
        assertThat(statementsOf(() -> reactedPage(room, 100))).isEqualTo(3);
    }

    @Test
    void searchTakesTwoStatements() {
        var room = chat.room(user);
        append(room, 100);
        var words = SearchTerms.wanted("hello");
        assertThat(statementsOf(() -> search(room, MessageSearch.Filter.of(words), 10)))
                .isEqualTo(2);
        var all = new MessageSearch.Filter(words, user.username(), NOON, NOON, false, false);
        assertThat(statementsOf(() -> search(room, all, 100))).isEqualTo(2);
    }

    @Test
    void deletingRoomTakesOneStatement() {
        var room = chat.room(user);
        var kept = chat.post(chat.room(user), user);
        appendThread(room, 1500);
        assertThat(statementsOf(() -> chat.write(() -> {
                    adapter.rooms().delete(room);
                    return true;
                })))
                .isEqualTo(1);
        assertThat(chat.read(() -> adapter.messages().after(room, 0, 10))).isEmpty();
        assertThat(chat.read(() -> adapter.messages().find(kept.id()))).contains(kept);
    }

    @Test
    void enqueuingPushesTakesOneStatement() {
        var room = chat.room(user);
        for (int count : new int[] {1, 60}) {
            var pushes = Stream.generate(() -> PendingPush.of(chat.post(room, user), Duration.ZERO))
                    .limit(count)
                    .toList();
            assertThat(statementsOf(() -> change(() -> adapter.pushOutbox().add(pushes))))
                    .isEqualTo(1);
            var until = NOON.plusSeconds(60);
            assertThat(statementsOf(() -> assertThat(
                                    chat.write(() -> adapter.pushOutbox().claim(NOON.plusSeconds(1), until, 100)))
                            .hasSize(count)))
                    .isEqualTo(2);
            assertThat(statementsOf(() -> change(() -> adapter.pushOutbox().done(pushes))))
                    .isEqualTo(1);
        }
    }

    @Test
    void pushTargetsTakeOneStatement() {
        for (int count : new int[] {1, 100}) {
            var room = chat.room(user);
            IntStream.range(0, count).forEach(number -> {
                var member = chat.user();
                chat.join(room, member);
                var wish = new DeviceRegistration(
                        DeviceType.IOS, new PushToken(member.username().value()), null, null);
                var device = Device.registered(new DeviceId(UUID.randomUUID()), member.id(), wish, NOON);
                assertThat(chat.write(() -> adapter.devices().add(device))).isTrue();
            });
            assertThat(statementsOf(() -> assertThat(
                                    chat.read(() -> adapter.devices().ofMembers(room, null, 200)))
                            .hasSize(count)))
                    .isEqualTo(1);
        }
    }

    @Test
    void adminListsTakeThreeStatements() {
        for (int count : new int[] {1, 100}) {
            var word = "s" + UUID.randomUUID().toString().replace("-", "");
            for (int number = 0; number < count; number++) {
                var person = User.create(new UserId(UUID.randomUUID()), new Username(word + number), null, null, NOON);
                assertThat(chat.write(() -> adapter.users().add(Chat.account(person))))
                        .isTrue();
                var wish = new DeviceRegistration(DeviceType.IOS, new PushToken(word + number), null, null);
                var device = Device.registered(new DeviceId(UUID.randomUUID()), person.id(), wish, NOON);
                assertThat(chat.write(() -> adapter.devices().add(device))).isTrue();
                chat.room(person);
            }
            assertThat(statementsOf(() -> administeredUsers(word, count))).isEqualTo(3);
            assertThat(statementsOf(() -> administeredRooms(count))).isEqualTo(3);
        }
    }

    @Test
    void countingAndDiscardingUploadsTakesOneStatementEach() {
        var transactions = adapter.transactions();
        assertThat(statementsOf(() -> transactions.read(() -> adapter.images().unattached(user.id()))))
                .isEqualTo(1);
        assertThat(statementsOf(() -> transactions.write(() -> adapter.images().discardUnattached(NOON, 1_000))))
                .isEqualTo(1);
    }
}
