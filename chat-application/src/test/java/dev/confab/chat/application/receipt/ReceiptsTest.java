package dev.confab.chat.application.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.application.TestChat;
import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.RoomEvent;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.User;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReceiptsTest {

    private static final Page.Window ALL = new Page.Window(50, 0);

    private final TestChat t = new TestChat();
    private final Receipts receipts = t.chat.receipts();
    private final User ann = t.user("ann");
    private final User bob = t.user("bob");
    private final User cem = t.user("cem");
    private final RoomId room = t.room(ann, false, bob);

    @Test
    void seenWatermarkOnlyRises() {
        t.post(ann, room, "one");
        t.post(ann, room, "two");

        assertThat(receipts.seenUpTo(bob.id(), room, 2).seenSeq()).isEqualTo(2);
        assertThat(receipts.seenUpTo(bob.id(), room, 1).seenSeq()).isEqualTo(2);
        assertThat(receipts.seenUpTo(bob.id(), room, 99).seenSeq()).isEqualTo(2);
        assertThat(t.view(bob, room).unread()).isZero();
        assertThat(publishedAdvances()).isEqualTo(1);
    }

    @Test
    void seenImpliesReceived() {
        t.post(ann, room, "one");

        assertThat(receipts.receivedUpTo(bob.id(), room, 1).seenSeq()).isZero();
        assertThat(receipts.seenUpTo(bob.id(), room, 1).receivedSeq()).isEqualTo(1);
    }

    @Test
    void receiptsShowWhenEachMemberSawMessage() {
        var message = t.post(ann, room, "one");
        var received = t.clock.tick();
        receipts.receivedUpTo(bob.id(), room, 1);
        var seen = t.clock.tick();
        receipts.seenUpTo(bob.id(), room, 1);

        var found = receipts.of(ann.id(), room, message.id(), ALL).items();

        assertThat(found).singleElement().satisfies(receipt -> {
            assertThat(receipt.member().name()).isEqualTo("bob");
            assertThat(receipt.received()).isEqualTo(received);
            assertThat(receipt.seen()).isEqualTo(seen);
        });
    }

    @Test
    void postingAdvancesSeenWatermark() {
        var message = t.post(ann, room, "one");

        t.post(bob, room, "two");

        assertThat(receipts.of(ann.id(), room, message.id(), ALL).total()).isEqualTo(1);
        assertThat(publishedAdvances()).as("implied by the message").isZero();
        assertThat(t.view(bob, room).unread()).isZero();
        assertThat(t.view(ann, room).unread()).isEqualTo(1);
    }

    @Test
    void idsOfOtherRoomsAreIgnored() {
        var mine = t.post(ann, room, "one");
        var foreign = t.post(ann, t.room(ann, false), "elsewhere");

        var seen = receipts.seen(bob.id(), room, Set.of(mine.id(), foreign.id(), new MessageId(new UUID(7, 7))));

        assertThat(seen).containsExactly(mine.id());
        assertThat(t.membership(bob, room).seenSeq()).isEqualTo(1);
    }

    @Test
    void nonMembersCannotAdvanceWatermarks() {
        var open = t.room(ann, true);
        var message = t.post(ann, open, "one");

        assertThatThrownBy(() -> receipts.seenUpTo(cem.id(), open, 1)).isInstanceOf(Refusal.Forbidden.class);
        assertThatThrownBy(() -> receipts.seen(cem.id(), open, Set.of(message.id())))
                .isInstanceOf(Refusal.Forbidden.class);
        assertThatThrownBy(() -> receipts.seenUpTo(cem.id(), room, 1)).isInstanceOf(Refusal.NotFound.class);
        assertThatThrownBy(() -> receipts.of(cem.id(), room, message.id(), ALL)).isInstanceOf(Refusal.NotFound.class);
    }

    private long publishedAdvances() {
        return t.events(room).stream()
                .filter(RoomEvent.ReceiptAdvanced.class::isInstance)
                .count();
    }
}
