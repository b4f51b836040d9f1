package dev.confab.chat.domain.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.user.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random histories of one room, with the invariants checked after every step. */
class RoomHistoryTest {

    private static final int STEPS = 400;
    private static final int PEOPLE = 6;
    private static final List<Role> ROLES = List.of(Role.values());

    private final Map<UserId, Membership> members = new LinkedHashMap<>();
    private final List<Message> messages = new ArrayList<>();
    private final List<Long> versions = new ArrayList<>();
    private final List<ReceiptAdvance> journal = new ArrayList<>();
    private final List<UserId> people =
            Stream.generate(Cast::userId).limit(PEOPLE).toList();
    private Instant now = Cast.NOON;
    private Room room = Room.named(Cast.roomId(), "Tea", people.get(0), now);

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 60);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void invariantsHoldInRandomHistories(long seed) {
        var random = new Random(seed);
        keep(room.members().addFounder(people.get(0), Cast.membershipId(), now));
        for (int step = 0; step < STEPS; step++) {
            now = now.plusMillis(random.nextInt(3));
            var before = Map.copyOf(members);
            try {
                happen(random);
            } catch (Refusal expected) {
                assertThat(members)
                        .as("refused in step %d of seed %d", step, seed)
                        .isEqualTo(before);
            }
            assertInvariants("step %d of seed %d".formatted(step, seed), before);
        }
        assertReceipts("seed " + seed);
        assertThat(messages).as("seed %d", seed).hasSizeGreaterThan(STEPS / 20);
    }

    private void happen(Random random) {
        var user = people.get(random.nextInt(PEOPLE));
        var actor = members.get(user);
        var target = members.get(people.get(random.nextInt(PEOPLE)));
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> post(actor, null);
            case 3 -> post(actor, anyMessage(random));
            case 4 -> change(anyMessage(random), message -> room.messages().edit(actor, message, new Body("Bye"), now));
            case 5 -> delete(actor, anyMessage(random));
            case 6 -> advance(actor, random);
            case 7 -> enter(actor, user, random.nextBoolean());
            case 8 -> go(actor, random);
            case 9 -> ban(actor, target, random);
            case 10 -> rerole(actor, target, random);
            default -> describe(actor, random);
        }
    }

    private void post(Membership actor, Message parent) {
        var draft = new Draft(new Body("Hello"), parent == null ? null : parent.id(), null);
        var posted = room.messages().post(actor, draft, parent, Cast.messageId(), now);
        room = posted.room();
        messages.add(posted.message());
        versions.add(posted.message().version());
        members.put(posted.author().user(), posted.author());
        Optional.ofNullable(posted.caughtUp()).ifPresent(journal::add);
        Optional.ofNullable(posted.parent()).ifPresent(this::replace);
    }

    private void delete(Membership actor, Message message) {
        if (message == null || message.isDeleted()) {
            return;
        }
        change(message, living -> room.messages().delete(actor, living, now));
        messages.stream()
                .filter(parent -> parent.id().equals(message.parent()))
                .findAny()
                .ifPresent(parent -> change(parent, room.messages()::removeReply));
    }

    private void change(Message message, Function<Message, Room.Change<Message>> rule) {
        if (message != null) {
            var changed = rule.apply(message);
            room = changed.room();
            replace(changed.value());
        }
    }

    private void replace(Message message) {
        messages.set((int) message.seq() - 1, message);
        versions.add(message.version());
    }

    private void advance(Membership actor, Random random) {
        if (actor == null || !actor.isActive()) {
            return;
        }
        long seq = random.nextInt((int) room.messageSeq() + 3) - 1L;
        var advanced = random.nextBoolean() ? actor.advanceSeen(seq, room, now) : actor.advanceReceived(seq, room, now);
        advanced.ifPresent(done -> {
            members.put(actor.user(), done.membership());
            journal.add(done.step());
        });
    }

    private void enter(Membership past, UserId user, boolean byPosting) {
        if (past == null || !past.isActive()) {
            keep(
                    byPosting
                            ? room.members().joinByPosting(past, user, Cast.membershipId(), now)
                            : room.members().join(past, user, Cast.membershipId(), now));
        }
    }

    private void go(Membership actor, Random random) {
        boolean last = room.memberCount() == 1;
        if (actor == null || last || (actor.role() == Role.OWNER && random.nextInt(3) > 0)) {
            return;
        }
        var heir = room.members().successorOf(actor, role -> eldest(role, actor));
        keep(room.members().leave(actor));
        heir.ifPresent(member -> keep(room.members().promoteSuccessor(member)));
    }

    private Optional<Membership> eldest(Role role, Membership except) {
        return members.values().stream()
                .filter(member -> member.isActive() && member.role() == role && !member.equals(except))
                .min(Comparator.comparing(Membership::joined));
    }

    private void ban(Membership actor, Membership target, Random random) {
        if (target == null) {
            return;
        }
        if (target.status() == Membership.Status.BANNED) {
            keep(room.members().unban(actor, target));
        } else if (target.isActive() && random.nextBoolean() && !target.equals(actor)) {
            keep(room.members().remove(actor, target));
        } else {
            keep(room.members().ban(actor, target));
        }
    }

    private void rerole(Membership actor, Membership target, Random random) {
        if (target != null) {
            var role = ROLES.get(random.nextInt(3));
            boolean otherOwner = eldest(Role.OWNER, target).isPresent();
            keep(room.members().changeRole(actor, target, role, otherOwner));
        }
    }

    private void describe(Membership actor, Random random) {
        var described =
                room.changeProfile(actor, RoomProfile.of("Tea " + random.nextInt(3), random.nextInt(4) > 0), now);
        if (!described.equals(room)) {
            versions.add(described.version());
        }
        room = described;
    }

    private void keep(Room.Change<Membership> changed) {
        room = changed.room();
        members.put(changed.value().user(), changed.value());
        versions.add(changed.value().version());
    }

    private Message anyMessage(Random random) {
        return messages.isEmpty() ? null : messages.get(random.nextInt(messages.size()));
    }

    private void assertInvariants(String when, Map<UserId, Membership> before) {
        assertThat(versions).as(when).hasSize((int) room.version()).last().isEqualTo(room.version());
        assertThat(messages).as(when).hasSize((int) room.messageSeq());
        var active = members.values().stream().filter(Membership::isActive).toList();
        assertThat(room.memberCount()).as(when).isEqualTo(active.size());
        assertThat(active).as(when).anyMatch(member -> member.role() == Role.OWNER);
        members.values().forEach(member -> assertWatermarks(when, before.get(member.user()), member));
    }

    private void assertWatermarks(String when, Membership before, Membership after) {
        assertThat(after.joinedSeq()).as(when).isBetween(0L, after.seenSeq());
        assertThat(after.seenSeq()).as(when).isLessThanOrEqualTo(after.receivedSeq());
        assertThat(after.receivedSeq()).as(when).isLessThanOrEqualTo(room.messageSeq());
        assertThat(after.version()).as(when).isLessThanOrEqualTo(room.version());
        if (before != null) {
            assertThat(after.id()).as(when).isEqualTo(before.id());
            assertThat(after.seenSeq()).as(when).isGreaterThanOrEqualTo(before.seenSeq());
            assertThat(after.receivedSeq()).as(when).isGreaterThanOrEqualTo(before.receivedSeq());
            assertThat(after.joinedSeq()).as(when).isGreaterThanOrEqualTo(before.joinedSeq());
        }
    }

    /** Checks that the journal has each message once as received and seen, and no author's own message. */
    private void assertReceipts(String when) {
        assertThat(versions)
                .as(when)
                .isEqualTo(LongStream.rangeClosed(1, room.version()).boxed().toList());
        for (int index = 0; index < messages.size(); index++) {
            var message = messages.get(index);
            assertThat(message.seq()).as(when).isEqualTo(index + 1L);
            assertThat(message.counts().replies()).as(when).isEqualTo(livingReplies(message));
            members.values().forEach(member -> assertReceipt(when, message, member));
        }
    }

    private void assertReceipt(String when, Message message, Membership member) {
        long seq = message.seq();
        long received = steps(member, step -> step.receivedFrom() < seq && seq <= step.receivedTo());
        long seen = steps(member, step -> step.seenFrom() < seq && seq <= step.seenTo());
        assertThat(received).as(when).isLessThanOrEqualTo(1);
        assertThat(seen).as(when).isLessThanOrEqualTo(received);
        if (seq > member.joinedSeq() && !message.author().equals(member.id())) {
            assertThat(received).as(when).isEqualTo(seq <= member.receivedSeq() ? 1 : 0);
            assertThat(seen).as(when).isEqualTo(seq <= member.seenSeq() ? 1 : 0);
        }
    }

    private long steps(Membership member, Predicate<ReceiptAdvance> condition) {
        return journal.stream()
                .filter(step -> step.member().equals(member.id()))
                .filter(condition)
                .count();
    }

    private int livingReplies(Message message) {
        return (int) messages.stream()
                .filter(reply -> message.id().equals(reply.parent()) && !reply.isDeleted())
                .count();
    }
}
