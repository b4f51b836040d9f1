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
    void reactionIsShownWithMessageEverywhere() {
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
    void eachReactionIsPublishedWithOwnVersion() {
        long before = t.stored(room).version();

        var result = reactions.add(bob.id(), room, message.id(), "👍");

        assertThat(result.isRepeat()).isFalse();
        assertThat(t.events(room).get(t.events(room).size() - 1))
                .isEqualTo(new RoomEvent.ReactionAdded(find(message), result.reaction()));
        assertThat(result.details()).isEqualTo(find(message));
        assertThat(t.publishedVersions(room)).endsWith(before, before + 1);
        assertThat(t.stored(room).version()).isEqualTo(before + 1);
    }

    @Test
    void repeatedReactionReturnsFirstAndPublishesNothing() {
        var first = reactions.add(bob.id(), room, message.id(), "👍");
        t.clock.tick();
        int eventCount = t.events(room).size();

        var repeated = reactions.add(bob.id(), room, message.id(), "👍");

        assertThat(repeated.isRepeat()).isTrue();
        assertThat(repeated.reaction()).isEqualTo(first.reaction());
        assertThat(t.events(room)).hasSize(eventCount);
        assertThat(find(message).message().counts().reactions()).isOne();
    }

    @Test
    void membersCanShareAndCombineReactions() {
        reactions.add(bob.id(), room, message.id(), "👍");
        reactions.add(ann.id(), room, message.id(), "👍");
        reactions.add(ann.id(), room, message.id(), "👎");

        assertThat(contents(find(message))).containsExactly("👍", "👍", "👎");
        assertThat(find(message).message().counts().reactions()).isEqualTo(3);
    }

    @Test
    void reactionIsRemovedOnceByItsMember() {
        reactions.add(bob.id(), room, message.id(), "👍");
        var result = reactions.add(ann.id(), room, message.id(), "👍");
        long before = t.stored(room).version();

        reactions.remove(ann.id(), room, message.id(), "👍");
        reactions.remove(ann.id(), room, message.id(), "👍");
        reactions.remove(ann.id(), room, message.id(), "never");

        assertThat(find(message).reactions())
                .extracting(reacted -> reacted.member().user())
                .containsExactly(bob);
        assertThat(t.events(room).get(t.events(room).size() - 1))
                .isEqualTo(new RoomEvent.ReactionRemoved(find(message), result.reaction()));
        assertThat(t.stored(room).version()).isEqualTo(before + 1);
    }

    @Test
    void reactingInPublicRoomJoinsMutedInOneUpdate() {
        var posted = t.post(ann, open, "welcome");
        long before = t.stored(open).version();

        var result = reactions.add(cem.id(), open, posted.id(), "👍");

        assertThat(t.membership(cem, open).mute()).isEqualTo(Mute.FOREVER);
        assertThat(result.viewer()).isEqualTo(t.membership(cem, open));
        assertThat(result.reaction().member().user()).isEqualTo(cem);
        assertThat(t.publishedVersions(open)).endsWith(before + 1, before + 2);
    }

    @Test
    void reactionsStayWithMemberWhoLeavesAndReturns() {
        var posted = t.post(ann, open, "welcome");
        var first = reactions.add(cem.id(), open, posted.id(), "👍");
        t.chat.members().leave(cem.id(), open);

        var details = t.chat.messaging().find(ann.id(), open, posted.id()).details();
        assertThat(contents(details)).containsExactly("👍");
        assertThatThrownBy(() -> reactions.remove(cem.id(), open, posted.id(), "👍"))
                .isInstanceOf(Refusal.Forbidden.class);

        var repeated = reactions.add(cem.id(), open, posted.id(), "👍");
        assertThat(repeated.isRepeat()).isTrue();
        assertThat(repeated.reaction().reaction()).isEqualTo(first.reaction().reaction());
        assertThat(t.membership(cem, open).status()).isEqualTo(Membership.Status.ACTIVE);
    }

    @Test
    void invisibleMessageTakesNoReaction() {
        assertThatThrownBy(() -> reactions.add(cem.id(), room, message.id(), "👍"))
                .isInstanceOf(Refusal.NotFound.class);
        assertThatThrownBy(() -> reactions.remove(cem.id(), room, message.id(), "👍"))
                .isInstanceOf(Refusal.NotFound.class);
        var posted = t.post(ann, open, "welcome");
        t.post(cem, open, "hi");
        t.chat.members().ban(ann.id(), open, t.membership(cem, open).id());
        assertThatThrownBy(() -> reactions.add(cem.id(), open, posted.id(), "👍"))
                .isInstanceOf(Refusal.NotFound.class);
    }

    @Test
    void messageOfAnotherRoomTakesNoReaction() {
        var elsewhere = t.post(ann, open, "elsewhere");

        assertThatThrownBy(() -> reactions.add(ann.id(), room, elsewhere.id(), "👍"))
                .isInstanceOfSatisfying(
                        Refusal.Invalid.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("parent_id"));
        assertThatThrownBy(() -> reactions.remove(ann.id(), room, elsewhere.id(), "👍"))
                .isInstanceOf(Refusal.NotFound.class);
    }

    @Test
    void deletingMessageDeletesReactions() {
        reactions.add(bob.id(), room, message.id(), "👍");

        t.chat.messaging().delete(ann.id(), room, message.id());

        assertThat(find(message).reactions()).isEmpty();
        var left = t.stores.transactions().read(() -> t.stores.reactions().of(Set.of(message.id())));
        assertThat(left).isEmpty();
        assertThatThrownBy(() -> reactions.add(bob.id(), room, message.id(), "👍"))
                .isInstanceOf(Refusal.Conflict.class);
    }

    @Test
    void editIsPublishedWithReactions() {
        var result = reactions.add(bob.id(), room, message.id(), "👍");

        t.chat.messaging().edit(ann.id(), room, message.id(), new Body("hello!"));

        var published =
                (RoomEvent.MessageUpdated) t.events(room).get(t.events(room).size() - 1);
        assertThat(published.details().reactions()).containsExactly(result.reaction());
    }

    @Test
    void refusedReactionDoesNotJoin() {
        var posted = t.post(ann, open, "welcome");
        t.chat.messaging().delete(ann.id(), open, posted.id());

        assertThatThrownBy(() -> reactions.add(cem.id(), open, posted.id(), "👍"))
                .isInstanceOf(Refusal.Conflict.class);
        assertThat(t.stored(open).memberCount()).isOne();
    }

    @Test
    void onlyAllowedReactionsAreAdded() {
        var strict = new TestChat(new ReactionPolicy(Set.of("👍")));
        var dan = strict.user("dan");
        var place = strict.room(dan, false);
        var posted = strict.post(dan, place, "hello");

        strict.chat.reactions().add(dan.id(), place, posted.id(), "👍");
        assertThatThrownBy(() -> strict.chat.reactions().add(dan.id(), place, posted.id(), "👎"))
                .hasMessage("Invalid reaction");
    }

    private MessageDetails find(Message any) {
        return t.chat.messaging().find(ann.id(), room, any.id()).details();
    }

    private static List<String> contents(MessageDetails details) {
        return details.reactions().stream()
                .map(MemberReaction::reaction)
                .map(Reaction::content)
                .toList();
    }
}
