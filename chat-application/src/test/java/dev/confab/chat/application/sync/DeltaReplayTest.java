package dev.confab.chat.application.sync;

import static dev.confab.chat.application.TestChat.draft;
import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.application.TestChat;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.room.Body;
import dev.confab.chat.domain.room.Member;
import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.MessageDetails;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.Mute;
import dev.confab.chat.domain.room.Reaction;
import dev.confab.chat.domain.room.ReactionId;
import dev.confab.chat.domain.room.Role;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.room.RoomProfile;
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.UserId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random histories of a room: the state at any version, with the delta since then, is the current state. */
class DeltaReplayTest {

    private static final int STEPS = 60;

    static LongStream seeds() {
        return new Random().longs(40);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void oldStateWithDeltaEqualsNewState(long seed) {
        var history = new History(seed);
        var states = new ArrayList<State>(List.of(history.state()));
        for (int step = 0; step < STEPS; step++) {
            history.step();
            states.add(history.state());
        }
        var now = history.state();
        assertThat(now.version()).isGreaterThan(STEPS / 6);
        for (var old : states) {
            assertThat(old.with(history.since(old.version()))).isEqualTo(now);
        }
    }

    /** The state of a room as its members see it. */
    private record State(long version, Map<MessageId, SeenMessage> messages, Map<MembershipId, SeenMember> members) {

        State with(Sync.Delta delta) {
            assertThat(delta.reset()).isFalse();
            assertThat(delta.from()).isEqualTo(version);
            var newMessages = new HashMap<>(messages);
            delta.messages().forEach(details -> put(newMessages, details));
            var newMembers = new HashMap<>(members);
            delta.members().forEach(member -> put(newMembers, member));
            return new State(delta.to(), newMessages, newMembers);
        }

        private void put(Map<MessageId, SeenMessage> all, MessageDetails details) {
            assertThat(details.message().version()).isGreaterThan(version);
            all.put(details.message().id(), SeenMessage.of(details));
        }

        private void put(Map<MembershipId, SeenMember> all, Member member) {
            assertThat(member.membership().version()).isGreaterThan(version);
            all.put(member.membership().id(), SeenMember.of(member));
        }
    }

    private record SeenMessage(Message message, UserId author, List<ReactionId> reactions) {
        static SeenMessage of(MessageDetails details) {
            var reactions = details.reactions().stream()
                    .map(reacted -> reacted.reaction().id())
                    .toList();
            return new SeenMessage(
                    details.message(), details.author().membership().user(), reactions);
        }
    }

    /** Without watermarks and mutes, which have no version. */
    private record SeenMember(User user, Role role, Membership.Status status, long version) {
        static SeenMember of(Member member) {
            var membership = member.membership();
            return new SeenMember(member.user(), membership.role(), membership.status(), membership.version());
        }
    }

    /** A room whose members act at random. Refused actions change nothing. */
    private static final class History {

        private final Random random;
        private final TestChat t = new TestChat();
        private final List<User> users = List.of(t.user("ann"), t.user("bob"), t.user("cem"), t.user("dua"));
        private final RoomId room = t.room(users.get(0), true, users.get(1));

        History(long seed) {
            random = new Random(seed);
        }

        Sync.Delta since(long version) {
            return t.chat.sync().since(room, version, Set.of());
        }

        void step() {
            try {
                act(person().id());
            } catch (Refusal refused) {
                // Refused actions are part of a random history.
            }
        }

        private void act(UserId actor) {
            switch (random.nextInt(13)) {
                case 0, 1, 2 -> t.post(person(), room, "hello");
                case 3 -> t.send(person(), room, draft("well", message(), null));
                case 4 -> t.chat.messaging().edit(actor, room, message().id(), new Body("edit " + random.nextInt()));
                case 5 -> t.chat.messaging().delete(actor, room, message().id());
                case 6 -> t.chat.reactions().add(actor, room, message().id(), reaction());
                case 7 -> t.chat.reactions().remove(actor, room, message().id(), reaction());
                case 8 ->
                    t.chat.messaging().pin(users.get(0).id(), room, message().id());
                case 9 -> t.chat.members().join(actor, room);
                case 10 ->
                    t.chat.members().leave(users.get(1 + random.nextInt(3)).id(), room);
                case 11 -> changeAnyMember();
                default -> changeUnversioned(actor);
            }
        }

        private void changeAnyMember() {
            var member = read(() -> t.stores
                            .memberships()
                            .find(room, users.get(1 + random.nextInt(3)).id()))
                    .orElseThrow(() -> new Refusal.NotFound("member"))
                    .id();
            var owner = users.get(0).id();
            switch (random.nextInt(3)) {
                case 0 ->
                    t.chat.members().changeRole(owner, room, member, random.nextBoolean() ? Role.ADMIN : Role.MEMBER);
                case 1 -> t.chat.members().ban(owner, room, member);
                default -> t.chat.members().unban(owner, room, member);
            }
        }

        private void changeUnversioned(UserId actor) {
            switch (random.nextInt(4)) {
                case 0 ->
                    t.chat.rooms().changeProfile(actor, room, profile -> RoomProfile.of("" + random.nextInt(), true));
                case 1 -> t.chat.receipts().seenUpTo(actor, room, random.nextInt(20));
                case 2 -> t.chat.members().mute(actor, room, Mute.FOREVER);
                default -> t.chat.messaging().postSystem(room, new Body("system"), null);
            }
        }

        private User person() {
            return users.get(random.nextInt(users.size()));
        }

        private String reaction() {
            return random.nextBoolean() ? "👍" : "🎉";
        }

        private Message message() {
            var all = read(() -> t.stores.messages().after(room, 0, 200));
            if (all.isEmpty()) {
                throw new Refusal.NotFound("message");
            }
            return all.get(random.nextInt(all.size()));
        }

        State state() {
            return read(
                    () -> new State(t.stores.rooms().find(room).orElseThrow().version(), messages(), members()));
        }

        private Map<MessageId, SeenMessage> messages() {
            var all = t.stores.messages().after(room, 0, STEPS * 2);
            var reactions =
                    t.stores.reactions().of(all.stream().map(Message::id).collect(Collectors.toSet()));
            return all.stream()
                    .collect(Collectors.toMap(
                            Message::id,
                            message -> seenMessage(message, reactions.getOrDefault(message.id(), List.of()))));
        }

        private SeenMessage seenMessage(Message message, List<Reaction> reactions) {
            var author = t.stores.memberships().member(message.author()).orElseThrow();
            return new SeenMessage(
                    message,
                    author.membership().user(),
                    reactions.stream().map(Reaction::id).toList());
        }

        private Map<MembershipId, SeenMember> members() {
            return users.stream()
                    .flatMap(user -> t.stores.memberships().find(room, user.id()).stream()
                            .map(membership -> new Member(membership, user)))
                    .collect(Collectors.toMap(member -> member.membership().id(), SeenMember::of));
        }

        private <T> T read(Supplier<T> work) {
            return t.stores.transactions().read(work);
        }
    }
}
