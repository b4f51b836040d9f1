package dev.confab.chat.application.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.application.TestChat;
import dev.confab.chat.domain.device.Device;
import dev.confab.chat.domain.device.PendingPush;
import dev.confab.chat.domain.device.Push;
import dev.confab.chat.domain.device.PushDecision;
import dev.confab.chat.domain.port.PushOutbox.Backlog;
import dev.confab.chat.domain.room.Body;
import dev.confab.chat.domain.room.Membership.PushLevel;
import dev.confab.chat.domain.room.Mute;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PushDeliveryTest extends PushFixture {

    @Test
    void offlineMemberIsNotifiedOnceAfterDelay() {
        var message = t.post(ann, room, "Hello Bob");
        assertThat(sentAfter(DELAY.minusMillis(1))).isEmpty();
        assertThat(sentAfter(Duration.ofMillis(1)))
                .containsExactly(new Push(phone, message, "Room", "ann: Hello Bob", 1));
        assertThat(sentAfter(Duration.ofDays(2))).isEmpty();
        assertThat(status().backlog()).isEqualTo(new Backlog(0, Optional.empty()));
        assertThat(status().results()).containsEntry(PushResult.SENT, 1L);
    }

    @Test
    void allDevicesExceptAuthorsAreNotified() {
        device(ann, "ann's phone");
        var tablet = device(bob, "bob's tablet");
        t.post(ann, room, "Hello");
        assertThat(sentAfter(DELAY)).extracting(Push::device).containsExactlyInAnyOrder(phone, tablet);
        assertThat(status().withheld()).containsEntry(PushDecision.AUTHOR, 1L);
    }

    @Test
    void memberWhoHasSeenMessageIsNotNotified() {
        var message = t.post(ann, room, "Hello");
        t.chat.receipts().seenUpTo(bob.id(), room, message.seq());
        assertWithheld(PushDecision.SEEN);
    }

    @Test
    void memberWhoMutedRoomIsNotNotified() {
        t.post(ann, room, "Hello");
        t.chat.members().mute(bob.id(), room, Mute.FOREVER);
        assertWithheld(PushDecision.MUTED);
    }

    @Test
    void memberWithExpiredMuteIsNotified() {
        t.chat.members().mute(bob.id(), room, Mute.until(t.clock.instant().plus(DELAY)));
        t.post(ann, room, "Hello");
        assertThat(sentAfter(DELAY)).hasSize(1);
    }

    @Test
    void memberWhoLeftIsNotNotified() {
        t.post(ann, room, "Hello");
        t.chat.members().leave(bob.id(), room);
        assertThat(sentAfter(DELAY)).isEmpty();
        assertThat(status().backlog().size()).isZero();
    }

    @Test
    void onlineMemberWhoReceivedMessageIsNotNotified() {
        var message = t.post(ann, room, "Hello");
        t.presence.connected(bob.id(), new UUID(1, 1));
        t.chat.receipts().receivedUpTo(bob.id(), room, message.seq());
        assertWithheld(PushDecision.ONLINE);
    }

    @Test
    void memberFoundOfflineOnRecheckIsNotified() {
        var connection = new UUID(1, 1);
        t.presence.connected(bob.id(), connection);
        t.post(ann, room, "Hello");
        assertThat(sentAfter(DELAY)).isEmpty();
        t.presence.disconnected(bob.id(), connection);
        assertThat(sentAfter(Duration.ofSeconds(10))).extracting(Push::device).containsExactly(phone);
    }

    @Test
    void memberWhoStaysOnlineIsNotNotified() {
        t.presence.connected(bob.id(), new UUID(1, 1));
        t.post(ann, room, "Hello");
        for (int seconds = 0; seconds < 100; seconds += 2) {
            assertThat(sentAfter(DELAY)).isEmpty();
        }
        assertThat(status().withheld()).containsEntry(PushDecision.ONLINE, 1L);
        assertThat(status().backlog().size()).isZero();
    }

    @Test
    void pushLevelDecidesWhichMessagesNotify() {
        t.chat.members().setPushLevel(bob.id(), room, PushLevel.MENTIONS);
        t.post(ann, room, "Hello");
        t.post(ann, room, "Hello @BOB");
        t.post(ann, room, "Hello @room!");
        assertThat(sentAfter(DELAY))
                .extracting(Push::text)
                .containsExactlyInAnyOrder("ann: Hello @BOB", "ann: Hello @room!");
        t.chat.members().setPushLevel(bob.id(), room, PushLevel.NOTHING);
        t.post(ann, room, "@bob");
        assertThat(sentAfter(DELAY)).isEmpty();
        assertThat(status().withheld())
                .containsEntry(PushDecision.NOT_MENTIONED, 1L)
                .containsEntry(PushDecision.UNWANTED, 1L);
    }

    @Test
    void systemMessagesReactionsEditsAndTombstonesDoNotNotify() {
        var message = t.post(ann, room, "Hello");
        assertThat(sentAfter(DELAY)).hasSize(1);
        t.chat.messaging().edit(ann.id(), room, message.id(), new Body("Hi"));
        t.chat.reactions().add(ann.id(), room, message.id(), "👍");
        t.chat.messaging().postSystem(room, new Body("Welcome"), null);
        assertThat(status().backlog().size()).isZero();
        var deleted = t.post(ann, room, "Oops");
        t.chat.messaging().delete(ann.id(), room, deleted.id());
        assertWithheld(PushDecision.DELETED);
    }

    @Test
    void deletedRoomDoesNotNotify() {
        t.post(ann, room, "Hello");
        t.chat.rooms().delete(ann.id(), room);
        assertThat(sentAfter(DELAY)).isEmpty();
        assertThat(status().backlog().size()).isZero();
    }

    @Test
    void repeatedPostNotifiesOnce() {
        var draft = TestChat.draft("Hello", null, "c-1");
        t.send(ann, room, draft);
        t.send(ann, room, draft);
        assertThat(sentAfter(DELAY)).hasSize(1);
    }

    @Test
    void unreadCountCoversAllRooms() {
        var other = t.room(ann, false, bob);
        t.post(ann, other, "One");
        t.post(ann, room, "Two");
        t.post(ann, room, "Three");
        assertThat(sentAfter(DELAY)).extracting(Push::unread).containsOnly(3L);
    }

    @Test
    void directRoomIsTitledByOtherMember() {
        var direct = t.chat.rooms()
                .direct(ann.id(), TestChat.idsOf(bob))
                .room()
                .room()
                .id();
        t.post(ann, direct, "Psst");
        assertThat(sentAfter(DELAY)).extracting(Push::title).containsExactly("ann");
    }

    @Test
    void longTextIsShortened() {
        t.post(ann, room, "x".repeat(5_000));
        assertThat(sentAfter(DELAY)).extracting(Push::text).containsExactly("ann: " + "x".repeat(234) + "…");
    }

    @Test
    void textCanBeHidden() {
        var hidden = new TestChat(pushConfig(false, Runnable::run));
        var eve = hidden.user("eve");
        var sam = hidden.user("sam");
        hidden.chat.devices().register(sam.id(), registration("phone"));
        hidden.post(eve, hidden.room(eve, false, sam), "Secret");
        hidden.clock.forward(DELAY);
        hidden.chat.pushing().work();
        assertThat(gateway.sent()).extracting(Push::text).containsExactly("New message from eve");
    }

    @Test
    void allDevicesOfLargeRoomAreNotifiedOnce() {
        int memberCount = 30;
        var expected = new HashSet<>(List.of(phone.id()));
        for (int number = 0; number < memberCount; number++) {
            var member = t.user("member" + number);
            t.chat.members().add(ann.id(), room, Set.of(member.id()));
            for (int device = 0; device < Device.MAX_OF_USER; device++) {
                expected.add(device(member, number + "/" + device).id());
            }
        }
        t.post(ann, room, "Hello all");
        var sent = sentAfter(DELAY);
        assertThat(sent).hasSize(memberCount * Device.MAX_OF_USER + 1);
        assertThat(sent).extracting(push -> push.device().id()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(sent.size()).isGreaterThan(2 * PendingPush.PAGE);
    }

    @Test
    void concurrentSendsAreBounded() throws InterruptedException {
        var pool = Executors.newCachedThreadPool();
        var busy = new TestChat(pushConfig(true, pool));
        var eve = busy.user("eve");
        var largeRoom = busy.room(eve, false);
        int memberCount = 2 * PushDelivery.MAX_SENDING;
        for (int number = 0; number < memberCount; number++) {
            var member = busy.user("member" + number);
            busy.chat.members().add(eve.id(), largeRoom, Set.of(member.id()));
            busy.chat.devices().register(member.id(), registration("phone " + number));
        }
        var sending = new AtomicInteger();
        var maxConcurrent = new AtomicInteger();
        var allSending = new CountDownLatch(PushDelivery.MAX_SENDING);
        beforeSend.set(() -> {
            maxConcurrent.accumulateAndGet(sending.incrementAndGet(), Math::max);
            allSending.countDown();
            await(allSending);
            sending.decrementAndGet();
        });
        busy.post(eve, largeRoom, "Hello");
        busy.clock.forward(DELAY);
        busy.chat.pushing().work();
        pool.shutdown();
        assertThat(pool.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        assertThat(maxConcurrent).hasValue(PushDelivery.MAX_SENDING);
        assertThat(busy.chat.pushing().status().results()).containsEntry(PushResult.SENT, (long) memberCount);
    }

    @Test
    void nothingIsEnqueuedIfPushIsOff() {
        var off = new TestChat();
        var eve = off.user("eve");
        off.post(eve, off.room(eve, false, off.user("sam")), "Hello");
        assertThat(off.chat.pushing().status().backlog().size()).isZero();
        assertThat(off.chat.pushing().status().isOn()).isFalse();
        assertThat(off.chat.pushing().work()).isZero();
    }
}
