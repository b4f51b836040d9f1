package dev.confab.chat.adapter.persistence;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.Page;
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
import dev.confab.chat.domain.port.RoomStore.Filter;
import dev.confab.chat.domain.port.RoomStore.Order;
import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.Reaction;
import dev.confab.chat.domain.room.ReactionId;
import dev.confab.chat.domain.room.Room;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.room.SearchTerms;
import dev.confab.chat.domain.user.ExternalId;
import dev.confab.chat.domain.user.HostUser;
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.UserId;
import dev.confab.chat.domain.user.Username;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The number of statements per operation, which must not depend on the amount of data. Each database extends this
 * class.
 */
abstract class StatementCounts {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private PersistenceAdapter adapter;
    private Chat chat;
    private Statistics statistics;
    private User user;

    abstract PersistenceAdapter adapter();

    @BeforeEach
    void startCounting() {
        adapter = adapter();
        chat = new Chat(adapter);
        user = chat.user();
        statistics = adapter.sessions().getStatistics();
        statistics.setStatisticsEnabled(true);
    }

    @AfterEach
    void stopCounting() {
        statistics.setStatisticsEnabled(false);
    }

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

    private UserId folderOf(User owner, RoomId room) {
        return chat.write(() -> {
            var profile = new CategoryProfile("folder", "", Set.of(room));
            adapter.categories().add(new Category(new CategoryId(UUID.randomUUID()), owner.id(), profile));
            return owner.id();
        });
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

    private void search(RoomId room, MessageSearch.Filter filter, int limit) {
        var page = chat.read(() -> adapter.search().find(room, filter, Long.MAX_VALUE, 0, limit));
        assertThat(page.total()).isEqualTo(100);
        assertThat(page.items()).hasSize(limit);
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

    private void administeredUsers(String word, int count) {
        chat.read(() -> {
            var people = adapter.users().searchAll(word, new Page.Window(200, 0));
            var ids = people.items().stream().map(User::id).collect(toSet());
            assertThat(adapter.devices().countOf(ids)).hasSize(count);
            return true;
        });
    }

    private void administeredRooms(int count) {
        chat.read(() -> {
            var rooms = adapter.rooms().all("", new Page.Window(count, 0));
            var ids = rooms.items().stream().map(Room::id).collect(toSet());
            assertThat(ids).hasSize(count);
            return adapter.memberships().firstMembersOf(ids, 10);
        });
    }

    private void change(Runnable work) {
        chat.write(() -> {
            work.run();
            return true;
        });
    }

    @Test
    void countingAndDiscardingUploadsTakesOneStatementEach() {
        var transactions = adapter.transactions();
        assertThat(statementsOf(() -> transactions.read(() -> adapter.images().unattached(user.id()))))
                .isEqualTo(1);
        assertThat(statementsOf(() -> transactions.write(() -> adapter.images().discardUnattached(NOON, 1_000))))
                .isEqualTo(1);
    }

    private long statementsOf(Runnable work) {
        statistics.clear();
        work.run();
        return statistics.getPrepareStatementCount();
    }

    private void append(RoomId room, int count) {
        appendAll(
                room,
                member -> IntStream.rangeClosed(1, count)
                        .mapToObj(seq -> message(room, member, seq, null, new MessageId(UUID.randomUUID())))
                        .toList());
    }

    /** Appends messages that each reply to the previous one. */
    private void appendThread(RoomId room, int depth) {
        var ids = IntStream.range(0, depth)
                .mapToObj(number -> new MessageId(UUID.randomUUID()))
                .toList();
        appendAll(
                room,
                member -> LongStream.rangeClosed(1, depth)
                        .mapToObj(seq -> message(
                                room, member, seq, seq == 1 ? null : ids.get((int) seq - 2), ids.get((int) seq - 1)))
                        .toList());
    }

    private void appendAll(RoomId room, Function<MembershipId, List<Message>> messages) {
        chat.write(() -> {
            var member = adapter.memberships().find(room, user.id()).orElseThrow();
            adapter.messages().append(messages.apply(member.id()));
            return true;
        });
    }

    private static Message message(RoomId room, MembershipId author, long seq, MessageId parent, MessageId id) {
        return new Message(
                id, room, seq, author, false, parent, "Hello", NOON, null, null, null, Message.Counts.NONE, null, seq);
    }

    /** Reads a page of rooms: their members, last messages and authors, and online counts. */
    private void roomPage(int size) {
        statistics.setStatisticsEnabled(false);
        var viewer = chat.user();
        var rooms = IntStream.range(0, size)
                .mapToObj(number -> chat.post(chat.room(viewer), viewer).room())
                .collect(toSet());
        chat.write(() -> {
            adapter.categories()
                    .add(new Category(
                            new CategoryId(UUID.randomUUID()), viewer.id(), new CategoryProfile("all", "", rooms)));
            return true;
        });
        statistics.setStatisticsEnabled(true);
        chat.read(() -> {
            var page = adapter.rooms()
                    .visibleTo(viewer.id(), new Filter(true, "", Order.ACTIVITY), new Page.Window(200, 0));
            var ids = page.items().stream().map(Room::id).collect(toSet());
            assertThat(ids).hasSize(size);
            assertThat(adapter.memberships().findAll(ids, viewer.id())).hasSize(size);
            assertThat(adapter.memberships().firstMembersOf(ids, 100)).hasSize(size);
            var last = adapter.messages().lastOf(ids);
            var authors = last.values().stream().map(Message::author).collect(toSet());
            assertThat(adapter.memberships().members(authors)).hasSize(size);
            assertThat(adapter.memberships().countAmong(ids, Set.of(viewer.id())))
                    .hasSize(size);
            assertThat(adapter.categories().containing(ids, viewer.id())).hasSize(size);
            return true;
        });
    }

    /** Creates a room of the user and {@code more} others. */
    private RoomId crowd(int more) {
        var id = chat.room(user);
        var others = Stream.generate(Chat::newUser).limit(more).toList();
        chat.write(() -> {
            var room = adapter.rooms().lock(id).orElseThrow();
            var joined = new ArrayList<Membership>();
            for (var other : others) {
                adapter.users().add(Chat.account(other));
                var change = room.members().join(null, other.id(), new MembershipId(UUID.randomUUID()), NOON);
                room = change.room();
                joined.add(change.value());
            }
            adapter.memberships().add(joined);
            return adapter.rooms().update(room);
        });
        return id;
    }

    private void memberPage(RoomId room, int total) {
        var page = chat.read(() -> adapter.memberships().membersOf(room, new Page.Window(200, 0)));
        assertThat(page.total()).isEqualTo(total);
        assertThat(page.items()).hasSize(Math.min(total, 200));
    }

    private void categoryPage(User owner, int total) {
        chat.read(() -> {
            var page = adapter.categories().of(owner.id(), new Page.Window(200, 0));
            assertThat(page.items()).hasSize(total);
            var rooms = page.items().get(0).profile().rooms();
            assertThat(adapter.rooms().visibleAmong(rooms, owner.id())).hasSize(2);
            return true;
        });
    }

    /** Reads a page of messages with reactions and the users in both. */
    private void reactedPage(RoomId room, int limit) {
        statistics.setStatisticsEnabled(false);
        var page = chat.read(() -> adapter.messages().before(room, Long.MAX_VALUE, limit));
        var content = UUID.randomUUID().toString().substring(0, 8);
        chat.write(() -> {
            page.forEach(message -> adapter.reactions()
                    .add(new Reaction(
                            new ReactionId(UUID.randomUUID()), message.id(), message.author(), content, NOON)));
            return true;
        });
        statistics.setStatisticsEnabled(true);
        chat.read(() -> {
            var again = adapter.messages().before(room, Long.MAX_VALUE, limit);
            var reactions =
                    adapter.reactions().of(again.stream().map(Message::id).collect(toSet()));
            assertThat(reactions).hasSize(limit);
            var people = again.stream().map(Message::author).collect(toSet());
            assertThat(adapter.memberships().members(people)).hasSize(1);
            return true;
        });
    }

    private void messagePage(RoomId room, int limit) {
        chat.read(() -> {
            var page = adapter.messages().before(room, Long.MAX_VALUE, limit);
            assertThat(page).hasSize(limit);
            var authors = page.stream().map(Message::author).collect(toSet());
            assertThat(adapter.memberships().members(authors).values())
                    .extracting(member -> member.membership().user())
                    .containsOnly(user.id());
            return true;
        });
    }
}
