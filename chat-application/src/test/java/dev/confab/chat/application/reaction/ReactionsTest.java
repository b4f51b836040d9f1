package dev.confab.chat.application.reaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.application.TestChat;
import dev.confab.chat.application.message.HistoryRange;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.room.Body;
import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.MessageDetails;
import dev.confab.chat.domain.room.MessageDetails.MemberReaction;
import dev.confab.chat.domain.room.Mute;
import dev.confab.chat.domain.room.Reaction;
import dev.confab.chat.domain.room.ReactionPolicy;
import dev.confab.chat.domain.room.RoomEvent;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.User;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReactionsTest {

    private final TestChat t = new TestChat();
    private final Reactions reactions = t.chat.reactions();
    private final User ann = t.user("ann");
    private final User bob = t.user("bob");
    private final User cem = t.user("cem");
    private final RoomId room = t.room(ann, false, bob);
    private final RoomId open = t.room(ann, true);
    private final Message message = t.post(ann, room, "hello");

    @Test
    void aReactionIsOnItsMessageWhereverThatIsRead() {
        reactions.add(bob.id(), room, message.id(), "👍");
        t.clock.tick();
        reactions.add(ann.id(), room, message.id(), "🎉");

        assertThat(contents(find(message))).containsExactly("👍", "🎉");
        var page = t.chat.messaging().history(bob.id(), room, new HistoryRange.Newest(0), 10);
        assertThat(page.messages()).containsExactly(find(message));
        assertThat(t.view(bob, room).last()).isEqualTo(find(message));
        assertThat(find(message).reactions())
                .extracting(reacted -> reacted.member().user())
                .containsExactly(bob, ann);
    }

    @Test
    void eachReactionIsOneVersionThatIsTold() {
        long before = t.stored(room).version();

        var given = reactions.add(bob.id(), room, message.id(), "👍");

        assertThat(given.isRepeat()).isFalse();
        assertThat(t.told(room).get(t.told(room).size() - 1))
                .isEqualTo(new RoomEvent.ReactionAdded(find(message), given.reaction()));
        assertThat(given.details()).isEqualTo(find(message));
        assertThat(t.versionsTold(room)).endsWith(before, before + 1);
        assertThat(t.stored(room).version()).isEqualTo(before + 1);
    }

    @Test
    void theSameReactionAgainAnswersTheFirstAndTellsNobody() {
        var first = reactions.add(bob.id(), room, message.id(), "👍");
        t.clock.tick();
        int told = t.told(room).size();

        var again = reactions.add(bob.id(), room, message.id(), "👍");

        assertThat(again.isRepeat()).isTrue();
        assertThat(again.reaction()).isEqualTo(first.reaction());
        assertThat(t.told(room)).hasSize(told);
        assertThat(find(message).message().counts().reactions()).isOne();
    }

    @Test
    void severalPeopleMayGiveTheSameAndOneSeveral() {
        reactions.add(bob.id(), room, message.id(), "👍");
        reactions.add(ann.id(), room, message.id(), "👍");
        reactions.add(ann.id(), room, message.id(), "👎");

        assertThat(contents(find(message))).containsExactly("👍", "👍", "👎");
        assertThat(find(message).message().counts().reactions()).isEqualTo(3);
    }

    @Test
    void aReactionIsTakenBackByWhoGaveItOnce() {
        reactions.add(bob.id(), room, message.id(), "👍");
        var given = reactions.add(ann.id(), room, message.id(), "👍");
        long before = t.stored(room).version();

        reactions.remove(ann.id(), room, message.id(), "👍");
        reactions.remove(ann.id(), room, message.id(), "👍");
        reactions.remove(ann.id(), room, message.id(), "never");

        assertThat(find(message).reactions())
                .extracting(reacted -> reacted.member().user())
                .containsExactly(bob);
        assertThat(t.told(room).get(t.told(room).size() - 1))
                .isEqualTo(new RoomEvent.ReactionRemoved(find(message), given.reaction()));
        assertThat(t.stored(room).version()).isEqualTo(before + 1);
    }

    @Test
    void reactingInAPublicRoomJoinsItMutedAndInOneStepWithTheReaction() {
        var said = t.post(ann, open, "welcome");
        long before = t.stored(open).version();

        var given = reactions.add(cem.id(), open, said.id(), "👍");

        assertThat(t.membership(cem, open).mute()).isEqualTo(Mute.FOREVER);
        assertThat(given.viewer()).isEqualTo(t.membership(cem, open));
        assertThat(given.reaction().member().user()).isEqualTo(cem);
        assertThat(t.versionsTold(open)).endsWith(before + 1, before + 2);
    }

    @Test
    void reactionsStayWhenTheirMemberLeavesAndAreStillTheirsWhenTheyComeBack() {
        var said = t.post(ann, open, "welcome");
        var first = reactions.add(cem.id(), open, said.id(), "👍");
        t.chat.members().leave(cem.id(), open);

        var authored = t.chat.messaging().find(ann.id(), open, said.id()).details();
        assertThat(contents(authored)).containsExactly("👍");
        assertThatThrownBy(() -> reactions.remove(cem.id(), open, said.id(), "👍"))
                .isInstanceOf(Refusal.Forbidden.class);

        var again = reactions.add(cem.id(), open, said.id(), "👍");
        assertThat(again.isRepeat()).isTrue();
        assertThat(again.reaction().reaction()).isEqualTo(first.reaction().reaction());
        assertThat(t.membership(cem, open).status()).isEqualTo(Membership.Status.ACTIVE);
    }

    @Test
    void whatOneMayNotSeeOneCannotReactTo() {
        assertThatThrownBy(() -> reactions.add(cem.id(), room, message.id(), "👍"))
                .isInstanceOf(Refusal.NotFound.class);
        assertThatThrownBy(() -> reactions.remove(cem.id(), room, message.id(), "👍"))
                .isInstanceOf(Refusal.NotFound.class);
        var said = t.post(ann, open, "welcome");
        t.post(cem, open, "hi");
        t.chat.members().ban(ann.id(), open, t.membership(cem, open).id());
        assertThatThrownBy(() -> reactions.add(cem.id(), open, said.id(), "👍")).isInstanceOf(Refusal.NotFound.class);
    }

    @Test
    void theMessageMustBeOfTheRoom() {
        var elsewhere = t.post(ann, open, "elsewhere");

        assertThatThrownBy(() -> reactions.add(ann.id(), room, elsewhere.id(), "👍"))
                .isInstanceOfSatisfying(
                        Refusal.Invalid.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("parent_id"));
        assertThatThrownBy(() -> reactions.remove(ann.id(), room, elsewhere.id(), "👍"))
                .isInstanceOf(Refusal.NotFound.class);
    }

    @Test
    void deletingAMessageTakesItsReactionsAlong() {
        reactions.add(bob.id(), room, message.id(), "👍");

        t.chat.messaging().delete(ann.id(), room, message.id());

        assertThat(find(message).reactions()).isEmpty();
        var left = t.stores.transactions().read(() -> t.stores.reactions().of(Set.of(message.id())));
        assertThat(left).isEmpty();
        assertThatThrownBy(() -> reactions.add(bob.id(), room, message.id(), "👍"))
                .isInstanceOf(Refusal.Conflict.class);
    }

    @Test
    void anEditIsToldWithTheReactions() {
        var given = reactions.add(bob.id(), room, message.id(), "👍");

        t.chat.messaging().edit(ann.id(), room, message.id(), new Body("hello!"));

        var told = (RoomEvent.MessageUpdated) t.told(room).get(t.told(room).size() - 1);
        assertThat(told.details().reactions()).containsExactly(given.reaction());
    }

    @Test
    void aRefusedReactionDoesNotJoin() {
        var said = t.post(ann, open, "welcome");
        t.chat.messaging().delete(ann.id(), open, said.id());

        assertThatThrownBy(() -> reactions.add(cem.id(), open, said.id(), "👍")).isInstanceOf(Refusal.Conflict.class);
        assertThat(t.stored(open).memberCount()).isOne();
    }

    @Test
    void onlyWhatThePolicyAllowsIsTaken() {
        var strict = new TestChat(new ReactionPolicy(Set.of("👍")));
        var dan = strict.user("dan");
        var place = strict.room(dan, false);
        var said = strict.post(dan, place, "hello");

        strict.chat.reactions().add(dan.id(), place, said.id(), "👍");
        assertThatThrownBy(() -> strict.chat.reactions().add(dan.id(), place, said.id(), "👎"))
                .hasMessage("Invalid reaction");
    }

    private MessageDetails find(Message any) {
        return t.chat.messaging().find(ann.id(), room, any.id()).details();
    }

    private static List<String> contents(MessageDetails authored) {
        return authored.reactions().stream()
                .map(MemberReaction::reaction)
                .map(Reaction::content)
                .toList();
    }
}
