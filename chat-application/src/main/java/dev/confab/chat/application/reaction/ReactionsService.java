package dev.confab.chat.application.reaction;

import dev.confab.chat.application.account.ActiveUsers;
import dev.confab.chat.application.port.Environment;
import dev.confab.chat.application.room.RoomUpdate;
import dev.confab.chat.application.room.RoomUpdates;
import dev.confab.chat.application.view.MessageDetailsLoader;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.room.Member;
import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.MessageDetails;
import dev.confab.chat.domain.room.MessageDetails.MemberReaction;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.Reaction;
import dev.confab.chat.domain.room.ReactionId;
import dev.confab.chat.domain.room.ReactionPolicy;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.UserId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

final class ReactionsService implements Reactions {

    private final RoomUpdates updates;
    private final Stores stores;
    private final ActiveUsers users;
    private final MessageDetailsLoader details;
    private final ReactionPolicy policy;
    private final Environment environment;

    ReactionsService(
            RoomUpdates updates,
            Stores stores,
            MessageDetailsLoader details,
            ReactionPolicy policy,
            Environment environment) {
        this.updates = updates;
        this.stores = stores;
        this.users = new ActiveUsers(stores.users());
        this.details = details;
        this.policy = policy;
        this.environment = environment;
    }

    @Override
    public ReactionResult add(UserId user, RoomId room, MessageId id, String content) {
        return updates.update(room, update -> {
            var membership = update.membershipOf(user);
            update.room().requireVisibleTo(membership);
            policy.require(content);
            var message = details.of(find(room, id)
                    .orElseThrow(() -> new Refusal.Invalid("parent_id", "Must be a message of the same room.")));
            var member = requireMemberOrJoin(update, membership, user);
            return reactionOf(member.membership(), message, content)
                    .map(earlier -> new ReactionResult(message, earlier, member.membership(), true))
                    .orElseGet(() -> add(update, member, message, content));
        });
    }

    private Member requireMemberOrJoin(RoomUpdate update, @Nullable Membership membership, UserId userId) {
        var user = users.require(userId);
        if (membership != null && membership.isActive()) {
            return new Member(membership, user);
        }
        var newId = new MembershipId(environment.ids().next());
        var now = environment.clock().instant();
        return update.recordJoin(
                update.room().members().joinByPosting(membership, userId, newId, now), membership, user);
    }

    private static Optional<MemberReaction> reactionOf(Membership member, MessageDetails message, String content) {
        return message.reactions().stream()
                .filter(existing -> existing.reaction().member().equals(member.id()))
                .filter(existing -> existing.reaction().content().equals(content))
                .findAny();
    }

    private ReactionResult add(RoomUpdate update, Member member, MessageDetails before, String content) {
        var message = before.message();
        var membership = member.membership();
        var id = new ReactionId(environment.ids().next());
        var now = environment.clock().instant();
        var reaction = new Reaction(id, message.id(), membership.id(), content, now);
        var existing = before.reactions().stream().map(MemberReaction::reaction).toList();
        var change = update.room().messages().react(membership, message, reaction, existing);
        var added = new MemberReaction(reaction, member);
        return new ReactionResult(update.recordReaction(change, before, added), added, membership, false);
    }

    @Override
    public void remove(UserId user, RoomId room, MessageId id, String content) {
        updates.update(room, update -> {
            var member = update.room().requireMember(update.membershipOf(user));
            var message = details.of(find(room, id).orElseThrow(ReactionsService::messageNotFound));
            reactionOf(member, message, content).ifPresent(reaction -> remove(update, member, message, reaction));
            return id;
        });
    }

    @Override
    public void remove(UserId user, RoomId room, ReactionId id) {
        updates.update(room, update -> {
            var membership = update.membershipOf(user);
            update.room().requireVisibleTo(membership);
            var message = messageWith(id, room);
            remove(update, membership, message, reactionIn(message, id));
            return id;
        });
    }

    private static void remove(
            RoomUpdate update, @Nullable Membership actor, MessageDetails before, MemberReaction removed) {
        var change = update.room().messages().unreact(actor, before.message(), removed.reaction());
        update.recordReactionRemoval(change, before, removed);
    }

    @Override
    public ReactionForViewer find(UserId reader, RoomId room, ReactionId id) {
        return stores.transactions().read(() -> {
            var viewed = stores.rooms().findFor(room, reader).orElseThrow(() -> new Refusal.NotFound("room"));
            viewed.room().requireVisibleTo(viewed.viewer());
            var message = messageWith(id, room);
            return new ReactionForViewer(message.message(), reactionIn(message, id), viewed.viewer());
        });
    }

    private MessageDetails messageWith(ReactionId id, RoomId room) {
        return stores.reactions()
                .find(id)
                .flatMap(reaction -> find(room, reaction.message()))
                .map(details::of)
                .orElseThrow(ReactionsService::messageNotFound);
    }

    private static MemberReaction reactionIn(MessageDetails message, ReactionId id) {
        return message.reactions().stream()
                .filter(existing -> existing.reaction().id().equals(id))
                .findAny()
                .orElseThrow(ReactionsService::messageNotFound);
    }

    /** Also for a missing reaction: in the protocol, a reaction is addressed as a message. */
    private static Refusal messageNotFound() {
        return new Refusal.NotFound("message");
    }

    private Optional<Message> find(RoomId room, MessageId id) {
        return stores.messages().find(id).filter(message -> message.room().equals(room));
    }
}
