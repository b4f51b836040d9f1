package dev.confab.chat.adapter.persistence;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.category.Category;
import dev.confab.chat.domain.category.CategoryId;
import dev.confab.chat.domain.category.CategoryProfile;
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
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.UserId;
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

/** Counts statements, and reads and writes what the tests of {@link StatementCounts} measure. */
abstract class StatementFixture {

    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    PersistenceAdapter adapter;
    Chat chat;
    private Statistics statistics;
    User user;

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

    void search(RoomId room, MessageSearch.Filter filter, int limit) {
        var page = chat.read(() -> adapter.search().find(room, filter, Long.MAX_VALUE, 0, limit));
        assertThat(page.total()).isEqualTo(100);
        assertThat(page.items()).hasSize(limit);
    }

    void administeredRooms(int count) {
        chat.read(() -> {
            var rooms = adapter.rooms().all("", new Page.Window(count, 0));
            var ids = rooms.items().stream().map(Room::id).collect(toSet());
            assertThat(ids).hasSize(count);
            return adapter.memberships().firstMembersOf(ids, 10);
        });
    }

    void administeredUsers(String word, int count) {
        chat.read(() -> {
            var people = adapter.users().searchAll(word, new Page.Window(200, 0));
            var ids = people.items().stream().map(User::id).collect(toSet());
            assertThat(adapter.devices().countOf(ids)).hasSize(count);
            return true;
        });
    }

    UserId folderOf(User owner, RoomId room) {
        return chat.write(() -> {
            var profile = new CategoryProfile("folder", "", Set.of(room));
            adapter.categories().add(new Category(new CategoryId(UUID.randomUUID()), owner.id(), profile));
            return owner.id();
        });
    }

    void change(Runnable work) {
        chat.write(() -> {
            work.run();
            return true;
        });
    }

    long statementsOf(Runnable work) {
        statistics.clear();
        work.run();
        return statistics.getPrepareStatementCount();
    }

    void append(RoomId room, int count) {
        appendAll(
                room,
                member -> IntStream.rangeClosed(1, count)
                        .mapToObj(seq -> message(room, member, seq, null, new MessageId(UUID.randomUUID())))
                        .toList());
    }

    /** Appends messages that each reply to the previous one. */
    void appendThread(RoomId room, int depth) {
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

    void appendAll(RoomId room, Function<MembershipId, List<Message>> messages) {
        chat.write(() -> {
            var member = adapter.memberships().find(room, user.id()).orElseThrow();
            adapter.messages().append(messages.apply(member.id()));
            return true;
        });
    }

    static Message message(RoomId room, MembershipId author, long seq, MessageId parent, MessageId id) {
        return new Message(
                id, room, seq, author, false, parent, "Hello", NOON, null, null, null, Message.Counts.NONE, null, seq);
    }

    /** Reads a page of rooms: their members, last messages and authors, and online counts. */
    void roomPage(int size) {
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
    RoomId crowd(int more) {
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

    void memberPage(RoomId room, int total) {
        var page = chat.read(() -> adapter.memberships().membersOf(room, new Page.Window(200, 0)));
        assertThat(page.total()).isEqualTo(total);
        assertThat(page.items()).hasSize(Math.min(total, 200));
    }

    void categoryPage(User owner, int total) {
        chat.read(() -> {
            var page = adapter.categories().of(owner.id(), new Page.Window(200, 0));
            assertThat(page.items()).hasSize(total);
            var rooms = page.items().get(0).profile().rooms();
            assertThat(adapter.rooms().visibleAmong(rooms, owner.id())).hasSize(2);
            return true;
        });
    }

    /** Reads a page of messages with reactions and the users in both. */
    void reactedPage(RoomId room, int limit) {
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

    void messagePage(RoomId room, int limit) {
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
