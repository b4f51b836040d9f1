package dev.confab.chat.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.room.Body;
import dev.confab.chat.domain.room.Member;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.Receipt;
import dev.confab.chat.domain.room.ReceiptAdvance;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of {@link ReceiptJournal}. */
public abstract class ReceiptJournalContract extends StoreContract {

    private User author;
    private User reader;
    private RoomId room;

    @BeforeEach
    void createRoom() {
        author = world.user();
        reader = world.user();
        room = world.group(author).id();
        world.join(room, reader);
    }

    @Test
    void newMessageHasNoReceipts() {
        assertThat(receipts(world.post(room, author))).isEmpty();
    }

    @Test
    void seenMessageIsReceivedAtThatTime() {
        var message = world.post(room, author);
        var at = world.see(room, reader, message.seq());
        assertThat(receipts(message)).containsExactly(receipt(reader, at, at));
    }

    @Test
    void receivedMessageIsNotSeen() {
        var message = world.post(room, author);
        var at = world.receive(room, reader, message.seq());
        assertThat(receipts(message)).containsExactly(receipt(reader, at, null));
    }

    @Test
    void receivedAndSeenHaveSeparateTimes() {
        var message = world.post(room, author);
        var received = world.receive(room, reader, message.seq());
        var seen = world.see(room, reader, message.seq());
        assertThat(receipts(message)).containsExactly(receipt(reader, received, seen));
    }

    @Test
    void stepCoversExactlyItsRange() {
        var messages = posts(6);
        var first = world.receive(room, reader, 2);
        var second = world.receive(room, reader, 5);
        var seen = world.see(room, reader, 3);
        var all = world.see(room, reader, 6);
        var expected = List.of(
                receipt(reader, first, seen),
                receipt(reader, first, seen),
                receipt(reader, second, seen),
                receipt(reader, second, all),
                receipt(reader, second, all),
                receipt(reader, all, all));
        for (int index = 0; index < 6; index++) {
            assertThat(receipts(messages.get(index))).containsExactly(expected.get(index));
        }
    }

    @Test
    void stepExcludesItsStartAndIncludesItsEnd() {
        var messages = posts(6);
        var member = world.membership(room, reader).id();
        var at = world.tick();
        change(() -> db.receipts().append(List.of(new ReceiptAdvance(room, member, 2, 5, 3, 4, at))));
        assertThat(receipts(messages.get(1))).isEmpty();
        assertThat(receipts(messages.get(2))).containsExactly(receipt(reader, at, null));
        assertThat(receipts(messages.get(3))).containsExactly(receipt(reader, at, at));
        assertThat(receipts(messages.get(4))).containsExactly(receipt(reader, at, null));
        assertThat(receipts(messages.get(5))).isEmpty();
    }

    @Test
    void stepsOfManyMembersAreStoredTogether() {
        var messages = posts(3);
        var other = world.user();
        var ours = world.membership(room, reader).id();
        var theirs = world.join(room, other).id();
        var at = world.tick();
        var later = world.tick();
        change(() -> db.receipts()
                .append(List.of(
                        new ReceiptAdvance(room, ours, 0, 1, 0, 1, at),
                        new ReceiptAdvance(room, ours, 1, 2, 1, 1, later),
                        new ReceiptAdvance(room, theirs, 3, 4, 3, 4, at))));
        assertThat(receipts(messages.get(0))).containsExactly(receipt(reader, at, at));
        assertThat(receipts(messages.get(1))).containsExactly(receipt(reader, later, null));
        assertThat(receipts(messages.get(2))).isEmpty();
        change(() -> db.receipts().append(List.of()));
    }

    @Test
    void authorHasSeenEarlierMessages() {
        var messages = posts(2);
        world.see(room, reader, 1);
        var answer = world.post(room, reader);
        var later = world.post(room, author);
        assertThat(receipts(messages.get(1))).containsExactly(receipt(reader, answer.created(), answer.created()));
        assertThat(receipts(answer)).containsExactly(receipt(author, later.created(), later.created()));
        assertThat(receipts(later)).isEmpty();
    }

    @Test
    void authorHasNoReceipt() {
        var other = world.user();
        world.join(room, other);
        var message = world.post(room, author);
        world.see(room, author, message.seq());
        world.post(room, author);
        world.see(room, author, 2);
        var at = world.see(room, other, 2);
        assertThat(receipts(message)).containsExactly(receipt(other, at, at));
    }

    @Test
    void authorHasNoReceiptEvenWithAStepOverTheMessage() {
        var message = world.post(room, author);
        var member = world.membership(room, author).id();
        change(() -> db.receipts().append(List.of(new ReceiptAdvance(room, member, 0, 1, 0, 1, world.tick()))));
        assertThat(receipts(message)).isEmpty();
    }

    @Test
    void memberWhoJoinedLaterHasNoReceipt() {
        var message = world.post(room, author);
        var late = world.user();
        world.join(room, late);
        var next = world.post(room, author);
        var at = world.see(room, late, next.seq());
        assertThat(receipts(message)).isEmpty();
        assertThat(receipts(next)).containsExactly(receipt(late, at, at));
    }

    @Test
    void formerMemberHasNoReceipt() {
        var other = world.user();
        world.join(room, other);
        var message = world.post(room, author);
        world.see(room, reader, message.seq());
        var at = world.see(room, other, message.seq());
        world.leave(room, reader);
        assertThat(receipts(message)).containsExactly(receipt(other, at, at));
    }

    @Test
    void bannedUserHasNoReceipt() {
        var message = world.post(room, author);
        world.see(room, reader, message.seq());
        world.ban(room, author, reader);
        assertThat(receipts(message)).isEmpty();
    }

    @Test
    void returningMemberHasReceiptsOnlyForLaterMessages() {
        var before = world.post(room, author);
        world.see(room, reader, before.seq());
        world.leave(room, reader);
        var missed = world.post(room, author);
        world.join(room, reader);
        var next = world.post(room, author);
        var at = world.see(room, reader, next.seq());
        assertThat(receipts(before)).isEmpty();
        assertThat(receipts(missed)).isEmpty();
        assertThat(receipts(next)).containsExactly(receipt(reader, at, at));
    }

    @Test
    void systemMemberHasNoReceipt() {
        var message = world.post(room, author);
        change(() -> {
            var locked = world.lock(room);
            var system = locked.members().systemMember(new MembershipId(world.id()), world.tick());
            db.memberships().add(List.of(system));
            var body = new Body("Welcome");
            var id = new MessageId(world.id());
            world.store(locked.messages().postSystem(system, body, null, id, world.tick()));
        });
        var at = world.see(room, reader, 2);
        assertThat(receipts(message)).containsExactly(receipt(reader, at, at));
    }

    @Test
    void allMembersReceiveASystemMessage() {
        var said = write(() -> {
            var locked = world.lock(room);
            var system = locked.members().systemMember(new MembershipId(world.id()), world.tick());
            db.memberships().add(List.of(system));
            var body = new Body("Welcome");
            var id = new MessageId(world.id());
            return world.store(locked.messages().postSystem(system, body, null, id, world.tick()))
                    .message();
        });
        var byAuthor = world.see(room, author, 1);
        var byReader = world.see(room, reader, 1);
        assertThat(receipts(said))
                .containsExactly(receipt(reader, byReader, byReader), receipt(author, byAuthor, byAuthor));
    }

    @Test
    void otherRoomsAreIgnored() {
        var message = world.post(room, author);
        var elsewhere = world.group(author).id();
        world.join(elsewhere, reader);
        var there = world.post(elsewhere, author);
        world.see(elsewhere, reader, there.seq());
        assertThat(receipts(message)).isEmpty();
    }

    @Test
    void latestReceiptComesFirst() {
        var readers = new ArrayList<>(world.users(5));
        readers.forEach(user -> world.join(room, user));
        var message = world.post(room, author);
        var expected = new ArrayList<Receipt>();
        for (int number : new int[] {3, 0, 4, 1, 2}) {
            var user = readers.get(number);
            var received = world.receive(room, user, message.seq());
            expected.add(0, receipt(user, received, null));
        }
        var seen = world.see(room, readers.get(3), message.seq());
        expected.set(4, receipt(readers.get(3), expected.get(4).received(), seen));
        assertThat(receipts(message)).isEqualTo(expected);
        assertThat(page(message, 2, 0)).isEqualTo(new Page<>(5, expected.subList(0, 2)));
        assertThat(page(message, 2, 4)).isEqualTo(new Page<>(5, expected.subList(4, 5)));
        assertThat(page(message, 2, 5)).isEqualTo(new Page<Receipt>(5, List.of()));
    }

    @Test
    void pagesNeitherRepeatNorSkipReceiptsOfTheSameTime() {
        var readers = world.users(7);
        readers.forEach(user -> world.join(room, user));
        var message = world.post(room, author);
        var at = world.tick();
        change(() -> readers.forEach(user -> {
            var in = db.rooms().find(room).orElseThrow();
            var member = db.memberships().lock(room, user.id()).orElseThrow();
            var advanced = member.advanceReceived(1, in, at).orElseThrow();
            db.memberships().update(advanced.membership());
            db.receipts().append(List.of(advanced.step()));
        }));
        var paged = new ArrayList<User>();
        for (int offset = 0; offset < 7; offset += 2) {
            page(message, 2, offset)
                    .items()
                    .forEach(receipt -> paged.add(receipt.member().user()));
        }
        assertThat(paged).containsExactlyInAnyOrderElementsOf(readers);
    }

    private List<Message> posts(int count) {
        return Stream.generate(() -> world.post(room, author)).limit(count).toList();
    }

    private Receipt receipt(User user, Instant received, Instant seen) {
        return new Receipt(new Member(world.membership(room, user), user), received, seen);
    }

    private List<Receipt> receipts(Message message) {
        var page = page(message, 50, 0);
        assertThat(page.total()).isEqualTo(page.items().size());
        return page.items();
    }

    private Page<Receipt> page(Message message, int limit, long offset) {
        return read(() -> db.receipts().of(message, new Page.Window(limit, offset)));
    }
}
