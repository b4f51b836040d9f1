package dev.confab.chat.application.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.application.TestChat;
import dev.confab.chat.application.account.SignUp;
import dev.confab.chat.application.port.PushConfig;
import dev.confab.chat.domain.device.Device;
import dev.confab.chat.domain.device.DeviceRegistration;
import dev.confab.chat.domain.device.DeviceType;
import dev.confab.chat.domain.device.PendingPush;
import dev.confab.chat.domain.device.Push;
import dev.confab.chat.domain.device.PushDecision;
import dev.confab.chat.domain.device.PushToken;
import dev.confab.chat.domain.port.InMemoryPushGateway;
import dev.confab.chat.domain.port.PushGateway;
import dev.confab.chat.domain.port.PushGateway.Outcome;
import dev.confab.chat.domain.port.PushOutbox.Backlog;
import dev.confab.chat.domain.room.Body;
import dev.confab.chat.domain.room.Mute;
import dev.confab.chat.domain.room.PushLevel;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.Email;
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.Username;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PushDeliveryTest {

    private static final Duration DELAY = Duration.ofSeconds(2);
    private static final Duration MAIL_AFTER = Duration.ofMinutes(15);
    private static final Duration CLAIM = Duration.ofMinutes(3);

    /** What every send does first. */
    private final AtomicReference<Runnable> crowded = new AtomicReference<>(() -> {});

    private final InMemoryPushGateway gateway = new InMemoryPushGateway();
    private final InMemoryPushGateway mails = new InMemoryPushGateway();
    private final TestChat t = new TestChat(channels(true, Runnable::run));
    private final User ann = t.user("ann");
    private final User bob = t.user("bob");
    private RoomId room;
    private Device phone;

    private PushConfig channels(boolean showsText, Executor threads) {
        PushGateway crowdable = push -> {
            crowded.get().run();
            return gateway.send(push);
        };
        return new PushConfig(
                Map.of(DeviceType.ANDROID, crowdable, DeviceType.EMAIL, mails),
                DELAY,
                showsText,
                CLAIM,
                MAIL_AFTER,
                threads);
    }

    @BeforeEach
    void aRoomOfTwoAndOnePhone() {
        room = t.room(ann, false, bob);
        phone = device(bob, "bob's phone");
    }

    @Test
    void whoIsAwayIsToldOnceAfterTheDelay() {
        var message = t.post(ann, room, "Hello Bob");
        assertThat(sentAfter(DELAY.minusMillis(1))).isEmpty();
        assertThat(sentAfter(Duration.ofMillis(1)))
                .containsExactly(new Push(phone, message, "Room", "ann: Hello Bob", 1));
        assertThat(sentAfter(Duration.ofDays(2))).isEmpty();
        assertThat(status().backlog()).isEqualTo(new Backlog(0, Optional.empty()));
        assertThat(status().results()).containsEntry(PushResult.SENT, 1L);
    }

    @Test
    void everyDeviceOfEverybodyIsToldAndTheAuthorIsNot() {
        device(ann, "ann's phone");
        var tablet = device(bob, "bob's tablet");
        t.post(ann, room, "Hello");
        assertThat(sentAfter(DELAY)).extracting(Push::device).containsExactlyInAnyOrder(phone, tablet);
        assertThat(status().withheld()).containsEntry(PushDecision.AUTHOR, 1L);
    }

    @Test
    void whoReadsItMeanwhileIsNotTold() {
        var message = t.post(ann, room, "Hello");
        t.chat.receipts().seenUpTo(bob.id(), room, message.seq());
        assertNotTold(PushDecision.SEEN);
    }

    @Test
    void whoMutesTheRoomMeanwhileIsNotTold() {
        t.post(ann, room, "Hello");
        t.chat.members().mute(bob.id(), room, Mute.FOREVER);
        assertNotTold(PushDecision.MUTED);
    }

    @Test
    void aMuteThatHasEndedMeanwhileIsNone() {
        t.chat.members().mute(bob.id(), room, Mute.until(t.clock.instant().plus(DELAY)));
        t.post(ann, room, "Hello");
        assertThat(sentAfter(DELAY)).hasSize(1);
    }

    @Test
    void whoLeavesMeanwhileIsNotTold() {
        t.post(ann, room, "Hello");
        t.chat.members().leave(bob.id(), room);
        assertThat(sentAfter(DELAY)).isEmpty();
        assertThat(status().backlog().size()).isZero();
    }

    @Test
    void whoIsOnlineAndHasReceivedItIsNotTold() {
        var message = t.post(ann, room, "Hello");
        t.presence.connected(bob.id(), new UUID(1, 1));
        t.chat.receipts().receivedUpTo(bob.id(), room, message.seq());
        assertNotTold(PushDecision.ONLINE);
    }

    @Test
    void whoSeemsOnlineButTurnsOutToBeAwayIsToldThen() {
        var connection = new UUID(1, 1);
        t.presence.connected(bob.id(), connection);
        t.post(ann, room, "Hello");
        assertThat(sentAfter(DELAY)).isEmpty();
        t.presence.disconnected(bob.id(), connection);
        assertThat(sentAfter(Duration.ofSeconds(10))).extracting(Push::device).containsExactly(phone);
    }

    @Test
    void whoStaysOnlineIsNotToldInTheEnd() {
        t.presence.connected(bob.id(), new UUID(1, 1));
        t.post(ann, room, "Hello");
        for (int seconds = 0; seconds < 100; seconds += 2) {
            assertThat(sentAfter(DELAY)).isEmpty();
        }
        assertThat(status().withheld()).containsEntry(PushDecision.ONLINE, 1L);
        assertThat(status().backlog().size()).isZero();
    }

    @Test
    void whoWantsMentionsIsToldOfThemOnly() {
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
    void systemMessagesReactionsEditsAndTombstonesAreNotTold() {
        var message = t.post(ann, room, "Hello");
        assertThat(sentAfter(DELAY)).hasSize(1);
        t.chat.messaging().edit(ann.id(), room, message.id(), new Body("Hi"));
        t.chat.reactions().add(ann.id(), room, message.id(), "👍");
        t.chat.messaging().postSystem(room, new Body("Welcome"), null);
        assertThat(status().backlog().size()).isZero();
        var deleted = t.post(ann, room, "Oops");
        t.chat.messaging().delete(ann.id(), room, deleted.id());
        assertNotTold(PushDecision.DELETED);
    }

    @Test
    void aRoomThatIsGoneIsNotToldOf() {
        t.post(ann, room, "Hello");
        t.chat.rooms().delete(ann.id(), room);
        assertThat(sentAfter(DELAY)).isEmpty();
        assertThat(status().backlog().size()).isZero();
    }

    @Test
    void aMessageThatIsRepeatedIsToldOnce() {
        var draft = TestChat.draft("Hello", null, "c-1");
        t.send(ann, room, draft);
        t.send(ann, room, draft);
        assertThat(sentAfter(DELAY)).hasSize(1);
    }

    @Test
    void unreadIsCountedOverAllRooms() {
        var other = t.room(ann, false, bob);
        t.post(ann, other, "One");
        t.post(ann, room, "Two");
        t.post(ann, room, "Three");
        assertThat(sentAfter(DELAY)).extracting(Push::unread).containsOnly(3L);
    }

    @Test
    void aDirectRoomIsCalledByTheOther() {
        var direct = t.chat.rooms()
                .direct(ann.id(), TestChat.idsOf(bob))
                .room()
                .room()
                .id();
        t.post(ann, direct, "Psst");
        assertThat(sentAfter(DELAY)).extracting(Push::title).containsExactly("ann");
    }

    @Test
    void longTextsAreCut() {
        t.post(ann, room, "x".repeat(5_000));
        assertThat(sentAfter(DELAY)).extracting(Push::text).containsExactly("ann: " + "x".repeat(234) + "…");
    }

    @Test
    void whatIsSaidCanBeHidden() {
        var hidden = new TestChat(channels(false, Runnable::run));
        var eve = hidden.user("eve");
        var sam = hidden.user("sam");
        hidden.chat.devices().register(sam.id(), registration("phone"));
        hidden.post(eve, hidden.room(eve, false, sam), "Secret");
        hidden.clock.forward(DELAY);
        hidden.chat.pushing().work();
        assertThat(gateway.sent()).extracting(Push::text).containsExactly("New message from eve");
    }

    @Test
    void whatFailsComesAgainWithGrowingPausesAndToThoseDevicesOnly() {
        var tablet = device(bob, "bob's tablet");
        gateway.answer(push -> push.device().id().equals(tablet.id())
                ? new Outcome.Retry(Duration.ZERO, "HTTP 503")
                : new Outcome.Delivered());
        t.post(ann, room, "Hello");
        assertThat(sentAfter(DELAY)).hasSize(2);
        assertThat(trouble(tablet)).isEqualTo("HTTP 503");
        var tries = new ArrayList<Integer>();
        for (int second = 1; second < 60; second++) {
            if (!sentAfter(Duration.ofSeconds(1)).isEmpty()) {
                tries.add(second);
            }
        }
        assertThat(tries).hasSizeBetween(4, 6);
        gateway.answer(push -> new Outcome.Delivered());
        assertThat(sentAfter(Duration.ofMinutes(10)))
                .extracting(push -> push.device().id())
                .containsExactly(tablet.id());
        assertThat(t.chat.devices().list(bob.id())).extracting(Device::failure).containsOnlyNulls();
        assertThat(status().backlog().size()).isZero();
        assertThat(status().results()).containsEntry(PushResult.AGAIN, 1L + tries.size());
    }

    @Test
    void aGatewayThatThrowsIsAskedAgain() {
        gateway.answer(push -> {
            throw new IllegalStateException("as the test asked for");
        });
        t.post(ann, room, "Hello");
        assertThat(sentAfter(DELAY)).hasSize(1);
        assertThat(trouble(phone)).isEqualTo("IllegalStateException");
        assertThat(status().underWay()).isZero();
        gateway.answer(push -> new Outcome.Delivered());
        assertThat(sentAfter(DELAY)).hasSize(1);
    }

    @Test
    void whoAsksForAPauseGetsIt() {
        gateway.answer(push -> new Outcome.Retry(Duration.ofMinutes(5), "HTTP 429"));
        t.post(ann, room, "Hello");
        assertThat(sentAfter(DELAY)).hasSize(1);
        assertThat(sentAfter(Duration.ofMinutes(5).minusMillis(1))).isEmpty();
        assertThat(sentAfter(Duration.ofSeconds(2))).hasSize(1);
    }

    @Test
    void whatHappensBetweenTriesIsHonouredToo() {
        gateway.answer(push -> new Outcome.Retry(Duration.ZERO, "HTTP 503"));
        t.post(ann, room, "Hello");
        assertThat(sentAfter(DELAY)).hasSize(1);
        t.chat.members().leave(bob.id(), room);
        assertThat(sentAfter(Duration.ofMinutes(1))).isEmpty();
        assertThat(status().withheld()).containsEntry(PushDecision.NOT_MEMBER, 1L);
        assertThat(status().backlog().size()).isZero();
    }

    @Test
    void whatIsADayOldIsGivenUp() {
        gateway.answer(push -> new Outcome.Retry(Duration.ofHours(20), "HTTP 503"));
        t.post(ann, room, "Hello");
        assertThat(sentAfter(DELAY)).hasSize(1);
        assertThat(sentAfter(Duration.ofHours(24))).isEmpty();
        assertThat(status().results()).containsEntry(PushResult.EXPIRED, 1L);
        assertThat(status().backlog().size()).isZero();
    }

    @Test
    void aDeviceThatIsGoneIsDeleted() {
        gateway.answer(push -> new Outcome.Unregistered());
        t.post(ann, room, "Hello");
        assertThat(sentAfter(DELAY)).hasSize(1);
        assertThat(t.chat.devices().list(bob.id())).isEmpty();
        assertThat(status().results()).containsEntry(PushResult.GONE, 1L);
    }

    @Test
    void aDeviceThatIsRefusedStaysAndItsTroubleIsKept() {
        gateway.answer(push -> new Outcome.Refused("INVALID_ARGUMENT"));
        t.post(ann, room, "Hello");
        assertThat(sentAfter(DELAY)).hasSize(1);
        assertThat(trouble(phone)).isEqualTo("INVALID_ARGUMENT");
        assertThat(sentAfter(Duration.ofDays(1))).isEmpty();
        assertThat(status().results()).containsEntry(PushResult.REFUSED, 1L);
    }

    @Test
    void aDeviceOfATypeThatNobodyServesIsCounted() {
        t.chat.devices()
                .register(
                        bob.id(),
                        new DeviceRegistration(DeviceType.WEBHOOK, new PushToken("https://example.org/"), null, null));
        t.post(ann, room, "Hello");
        assertThat(sentAfter(DELAY)).hasSize(1);
        assertThat(status().results()).containsEntry(PushResult.NO_CHANNEL, 1L);
    }

    @Test
    void allDevicesOfABigRoomAreToldEachOnce() {
        int people = 30;
        var expected = new HashSet<>(List.of(phone.id()));
        for (int number = 0; number < people; number++) {
            var member = t.user("member" + number);
            t.chat.members().add(ann.id(), room, Set.of(member.id()));
            for (int device = 0; device < Device.MAX_OF_USER; device++) {
                expected.add(device(member, number + "/" + device).id());
            }
        }
        t.post(ann, room, "Hello all");
        var told = sentAfter(DELAY);
        assertThat(told).hasSize(people * Device.MAX_OF_USER + 1);
        assertThat(told).extracting(push -> push.device().id()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(told.size()).isGreaterThan(2 * PendingPush.PAGE);
    }

    @Test
    void whatAnotherNodeWasWorkingOnWhenItDiedComesAgain() {
        var message = t.post(ann, room, "Hello");
        t.clock.forward(DELAY);
        var now = t.clock.instant();
        var claimed = t.stores.transactions().write(() -> t.stores.pushOutbox().claim(now, now.plus(CLAIM), 10));
        assertThat(claimed).hasSize(1);
        assertThat(sentAfter(CLAIM.minusMillis(1))).isEmpty();
        assertThat(sentAfter(Duration.ofMillis(1))).extracting(Push::message).containsExactly(message);
    }

    @Test
    void whatCannotBeStoredAtOnceIsStoredLaterAndNotSentAgain() {
        t.post(ann, room, "Hello");
        t.clock.forward(DELAY);
        gateway.answer(push -> {
            t.failNextCommit();
            return new Outcome.Delivered();
        });
        t.chat.pushing().work();
        assertThat(gateway.sent()).hasSize(1);
        assertThat(status().backlog().size()).isOne();
        assertThat(status().underWay()).isOne();
        assertThat(sentAfter(CLAIM.plusMinutes(1))).isEmpty();
        assertThat(status().backlog().size()).isZero();
        assertThat(status().underWay()).isZero();
    }

    @Test
    void afterAStopNothingIsSentAndWhatIsLeftIsForOthers() {
        var tasks = new ArrayList<Runnable>();
        var slow = new TestChat(channels(true, tasks::add));
        var eve = slow.user("eve");
        var sam = slow.user("sam");
        slow.chat.devices().register(sam.id(), registration("phone"));
        slow.post(eve, slow.room(eve, false, sam), "Hello");
        slow.clock.forward(DELAY);
        assertThat(slow.chat.pushing().work()).isOne();
        assertThat(slow.chat.pushing().stop(Duration.ZERO)).isFalse();
        tasks.forEach(Runnable::run);
        assertThat(slow.chat.pushing().stop(Duration.ZERO)).isTrue();
        assertThat(slow.chat.pushing().work()).isZero();
        assertThat(gateway.sent()).isEmpty();
        assertThat(slow.chat.pushing().status().backlog().size()).isOne();
    }

    @Test
    void sendsGoSideBySideButNotTooMany() throws InterruptedException {
        var pool = Executors.newCachedThreadPool();
        var busy = new TestChat(channels(true, pool));
        var eve = busy.user("eve");
        var crowd = busy.room(eve, false);
        int people = 2 * PushDelivery.MOST_SENDING;
        for (int number = 0; number < people; number++) {
            var member = busy.user("member" + number);
            busy.chat.members().add(eve.id(), crowd, Set.of(member.id()));
            busy.chat.devices().register(member.id(), registration("phone " + number));
        }
        var sending = new AtomicInteger();
        var most = new AtomicInteger();
        var full = new CountDownLatch(PushDelivery.MOST_SENDING);
        crowded.set(() -> {
            most.accumulateAndGet(sending.incrementAndGet(), Math::max);
            full.countDown();
            await(full);
            sending.decrementAndGet();
        });
        busy.post(eve, crowd, "Hello");
        busy.clock.forward(DELAY);
        busy.chat.pushing().work();
        pool.shutdown();
        assertThat(pool.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        assertThat(most).hasValue(PushDelivery.MOST_SENDING);
        assertThat(busy.chat.pushing().status().results()).containsEntry(PushResult.SENT, (long) people);
    }

    @Test
    void aMailTellsAfterAWhileOfAllThatIsUnreadThen() {
        var eve = reader("eve");
        t.post(ann, room, "One");
        assertThat(mailedAfter(MAIL_AFTER.minusMillis(1))).isEmpty();
        t.post(ann, room, "Two");
        assertThat(mailedAfter(Duration.ofMillis(1))).singleElement().satisfies(mail -> {
            assertThat(mail.device().owner()).isEqualTo(eve.id());
            assertThat(mail.unread()).isEqualTo(2);
            assertThat(mail.text()).isEqualTo("ann: One");
        });
        assertThat(mailedAfter(MAIL_AFTER)).isEmpty();
        assertThat(status().results()).containsEntry(PushResult.TOLD_BEFORE, 1L);
        assertThat(status().backlog().size()).isZero();
        t.post(ann, room, "Three");
        assertThat(mailedAfter(MAIL_AFTER)).hasSize(1);
    }

    @Test
    void whatIsReadInTimeIsNotMailed() {
        var eve = reader("eve");
        var message = t.post(ann, room, "One");
        assertThat(mailedAfter(DELAY)).isEmpty();
        t.chat.receipts().seenUpTo(eve.id(), room, message.seq());
        assertThat(mailedAfter(MAIL_AFTER)).isEmpty();
    }

    @Test
    void aMailThatFailedIsWrittenAgainAndOnce() {
        reader("eve");
        mails.answer(push -> new Outcome.Retry(Duration.ZERO, "SMTP 421"));
        t.post(ann, room, "One");
        t.clock.tick();
        t.post(ann, room, "Two");
        assertThat(mailedAfter(DELAY)).isEmpty();
        assertThat(mailedAfter(MAIL_AFTER)).hasSize(1);
        mails.answer(push -> new Outcome.Delivered());
        assertThat(mailedAfter(Duration.ofMinutes(1))).hasSize(1);
        assertThat(mailedAfter(Duration.ofHours(1))).isEmpty();
        assertThat(status().backlog().size()).isZero();
    }

    private User reader(String name) {
        var signUp = new SignUp(new Username(name), TestChat.PASSWORD, new Email(name + "@example.org"), null);
        var reader = t.accounts().signUp(signUp);
        t.chat.members().add(ann.id(), room, Set.of(reader.id()));
        t.chat.devices()
                .register(
                        reader.id(),
                        new DeviceRegistration(DeviceType.EMAIL, new PushToken(name + "@example.org"), null, null));
        return reader;
    }

    private List<Push> mailedAfter(Duration time) {
        sentAfter(time);
        return mails.sent();
    }

    @Test
    void withoutAnyChannelNothingIsNoted() {
        var off = new TestChat();
        var eve = off.user("eve");
        off.post(eve, off.room(eve, false, off.user("sam")), "Hello");
        assertThat(off.chat.pushing().status().backlog().size()).isZero();
        assertThat(off.chat.pushing().status().isOn()).isFalse();
        assertThat(off.chat.pushing().work()).isZero();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private void assertNotTold(PushDecision reason) {
        assertThat(sentAfter(DELAY)).isEmpty();
        assertThat(status().withheld()).containsEntry(reason, 1L);
        assertThat(status().backlog().size()).isZero();
    }

    private List<Push> sentAfter(Duration time) {
        t.clock.forward(time);
        int begun;
        do {
            begun = t.chat.pushing().work();
        } while (begun > 0);
        return gateway.sent();
    }

    private PushDelivery.Status status() {
        return t.chat.pushing().status();
    }

    private String trouble(Device device) {
        return t.chat.devices().list(bob.id()).stream()
                .filter(one -> one.id().equals(device.id()))
                .map(Device::failure)
                .map(Device.Failure::reason)
                .findFirst()
                .orElseThrow();
    }

    private Device device(User owner, String token) {
        return t.chat.devices().register(owner.id(), registration(token)).device();
    }

    private static DeviceRegistration registration(String token) {
        return new DeviceRegistration(DeviceType.ANDROID, new PushToken(token), null, null);
    }
}
