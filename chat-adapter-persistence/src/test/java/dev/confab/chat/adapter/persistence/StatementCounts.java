package dev.confab.chat.adapter.persistence;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.port.RoomStore.Filter;
import dev.confab.chat.domain.port.RoomStore.Order;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.Room;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.room.Tally;
import dev.confab.chat.domain.user.ExternalId;
import dev.confab.chat.domain.user.HostUser;
import dev.confab.chat.domain.user.User;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many statements things take, however much there is; each database extends this and says what it is. */
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
    void aPostTakesSixAndAStepInTheJournalOneMore() {
        var room = chat.room(user);
        var other = chat.user();
        chat.join(room, other);
        assertThat(statementsOf(() -> chat.post(room, user))).isEqualTo(6);
        assertThat(statementsOf(() -> chat.post(room, other))).isEqualTo(7);
    }

    @Test
    void aReplyTakesOneMoreForItsParent() {
        var room = chat.room(user);
        var parent = chat.post(room, user);
        assertThat(statementsOf(() -> chat.post(room, user, parent))).isEqualTo(7);
    }

    @Test
    void appendingManyTakesAsManyAsAppendingOne() {
        assertThat(statementsOf(appending(1))).isEqualTo(2);
        assertThat(statementsOf(appending(300))).isEqualTo(2);
    }

    private Runnable appending(int count) {
        var room = chat.room(user);
        return () -> append(room, count);
    }

    @Test
    void findingAUserOfAHostTakesOne() {
        var known = new HostUser(new ExternalId(UUID.randomUUID().toString()), Chat.newUser(), NOON);
        assertThat(chat.write(() -> adapter.users().add(known))).isTrue();
        assertThat(statementsOf(() -> chat.read(() -> adapter.users().find(known.external()))))
                .isEqualTo(1);
    }

    @Test
    void aPageOfRoomsTakesTheSameForFiveAndFifty() {
        assertThat(statementsOf(() -> roomPage(5))).isEqualTo(7);
        assertThat(statementsOf(() -> roomPage(50))).isEqualTo(7);
    }

    @Test
    void aPageOfMessagesWithAuthorsTakesTheSameForTenAndAHundred() {
        var room = chat.room(user);
        append(room, 100);
        assertThat(statementsOf(() -> messagePage(room, 10))).isEqualTo(2);
        assertThat(statementsOf(() -> messagePage(room, 100))).isEqualTo(2);
    }

    @Test
    void deletingARoomTakesOneHoweverDeepItsThreadsAre() {
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

    /** Each replies to the one before it. */
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
                id, room, seq, author, false, parent, "Hello", NOON, null, null, null, Tally.NONE, null, seq);
    }

    /** What a list of rooms needs: who is in them, what was said last and by whom, how many are online. */
    private void roomPage(int size) {
        statistics.setStatisticsEnabled(false);
        var viewer = chat.user();
        IntStream.range(0, size).forEach(number -> chat.post(chat.room(viewer), viewer));
        statistics.setStatisticsEnabled(true);
        chat.read(() -> {
            var page = adapter.rooms()
                    .visibleTo(viewer.id(), new Filter(true, "", Order.ACTIVITY), new Page.Window(50, 0));
            var ids = page.items().stream().map(Room::id).collect(toSet());
            assertThat(ids).hasSize(size);
            assertThat(adapter.memberships().findAll(ids, viewer.id())).hasSize(size);
            assertThat(adapter.memberships().firstMembersOf(ids, 100)).hasSize(size);
            var last = adapter.messages().lastOf(ids);
            var authors = last.values().stream().map(Message::author).collect(toSet());
            assertThat(adapter.memberships().members(authors)).hasSize(size);
            assertThat(adapter.memberships().countAmong(ids, Set.of(viewer.id())))
                    .hasSize(size);
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
