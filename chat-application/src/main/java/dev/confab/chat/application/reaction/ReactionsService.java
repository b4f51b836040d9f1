package dev.confab.chat.application.reaction;

import dev.confab.chat.application.account.ActiveUsers;
import dev.confab.chat.application.port.Environment;
import dev.confab.chat.application.room.MessageDetailsLoader;
import dev.confab.chat.application.room.RoomUpdate;
import dev.confab.chat.application.room.RoomUpdates;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.IdSource;
import dev.confab.chat.domain.port.MessageStore;
import dev.confab.chat.domain.port.ReactionStore;
import dev.confab.chat.domain.port.RoomStore;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.port.Transactions;
import dev.confab.chat.domain.room.Member;
import dev.confab.chat.domain.room.MemberReaction;
import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.MessageDetails;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.Reaction;
import dev.confab.chat.domain.room.ReactionId;
import dev.confab.chat.domain.room.ReactionPolicy;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.UserId;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

final class ReactionsService implements Reactions {

    private final RoomUpdates changes;
    private final Transactions transactions;
    private final ActiveUsers users;
    private final RoomStore rooms;
    private final MessageStore messages;
    private final ReactionStore reactions;
    private final MessageDetailsLoader details;
    private final ReactionPolicy policy;
    private final IdSource ids;
    private final InstantSource clock;

    ReactionsService(
            RoomUpdates changes,
            Stores stores,
            MessageDetailsLoader details,
            ReactionPolicy policy,
            Environment environment) {
        this.changes = changes;
        this.transactions = stores.transactions();
        this.users = new ActiveUsers(stores.users());
        this.rooms = stores.rooms();
        this.messages = stores.messages();
        this.reactions = stores.reactions();
        this.details = details;
        this.policy = policy;
        this.ids = environment.ids();
        this.clock = environment.clock();
    }

    @Override
    public ReactionResult add(UserId user, RoomId room, MessageId id, String content) {
        return changes.update(room, change -> {
            var past = change.membershipOf(user);
            change.room().requireVisibleTo(past);
            policy.require(content);
            var authored = details.of(find(room, id)
                    .orElseThrow(() -> new Refusal.Invalid("parent_id", "Must be a message of the same room.")));
            var member = member(change, past, user);
            return given(authored, member.membership(), content)
                    .map(earlier -> new ReactionResult(authored, earlier, member.membership(), true))
                    .orElseGet(() -> add(change, member, authored, content));
        });
    }

    private static Optional<MemberReaction> given(MessageDetails authored, Membership member, String content) {
        return authored.reactions().stream()
                .filter(reacted -> reacted.reaction().member().equals(member.id()))
                .filter(reacted -> reacted.reaction().content().equals(content))
                .findAny();
    }

    private ReactionResult add(RoomUpdate change, Member member, MessageDetails authored, String content) {
        var message = authored.message();
        var membership = member.membership();
        var reaction =
                new Reaction(new ReactionId(ids.next()), message.id(), membership.id(), content, clock.instant());
        var earlier =
                authored.reactions().stream().map(MemberReaction::reaction).toList();
        var changed = change.room().react(membership, message, reaction, earlier);
        var reacted = new MemberReaction(reaction, member);
        return new ReactionResult(change.reacted(changed, authored, reacted), reacted, membership, false);
    }

    private Member member(RoomUpdate change, @Nullable Membership past, UserId id) {
        var user = users.require(id);
        if (past != null && past.isActive()) {
            return new Member(past, user);
        }
        var fresh = new MembershipId(ids.next());
        return change.joined(change.room().joinByPosting(past, id, fresh, clock.instant()), past, user);
    }

    @Override
    public void remove(UserId user, RoomId room, MessageId id, String content) {
        changes.update(room, change -> {
            var member = change.room().requireMember(change.membershipOf(user));
            var authored = details.of(find(room, id).orElseThrow(() -> new Refusal.NotFound("message")));
            given(authored, member, content).ifPresent(reacted -> takeBack(change, member, authored, reacted));
            return id;
        });
    }

    @Override
    public ReactionForViewer find(UserId reader, RoomId room, ReactionId id) {
        return transactions.read(() -> {
            var viewed = rooms.findFor(room, reader).orElseThrow(() -> new Refusal.NotFound("room"));
            viewed.room().requireVisibleTo(viewed.viewer());
            var authored = withReaction(room, id);
            return new ReactionForViewer(authored.message(), reaction(authored, id), viewed.viewer());
        });
    }

    @Override
    public void remove(UserId user, RoomId room, ReactionId id) {
        changes.update(room, change -> {
            var member = change.membershipOf(user);
            change.room().requireVisibleTo(member);
            var authored = withReaction(room, id);
            takeBack(change, member, authored, reaction(authored, id));
            return id;
        });
    }

    private static void takeBack(
            RoomUpdate change, @Nullable Membership actor, MessageDetails authored, MemberReaction reacted) {
        var changed = change.room().unreact(actor, authored.message(), reacted.reaction());
        change.unreacted(changed, authored, reacted);
    }

    /** The message that the reaction hangs on. */
    private MessageDetails withReaction(RoomId room, ReactionId id) {
        return reactions
                .find(id)
                .flatMap(reaction -> find(room, reaction.message()))
                .map(details::of)
                .orElseThrow(ReactionsService::noReaction);
    }

    private static MemberReaction reaction(MessageDetails authored, ReactionId id) {
        return authored.reactions().stream()
                .filter(reacted -> reacted.reaction().id().equals(id))
                .findAny()
                .orElseThrow(ReactionsService::noReaction);
    }

    /** Whoever asks takes it for a message. */
    private static Refusal noReaction() {
        return new Refusal.NotFound("message");
    }

    private Optional<Message> find(RoomId room, MessageId id) {
        return messages.find(id).filter(message -> message.room().equals(room));
    }
}
