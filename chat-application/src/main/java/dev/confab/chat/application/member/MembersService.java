package dev.confab.chat.application.member;

import static java.util.Objects.requireNonNull;

import dev.confab.chat.application.account.ActiveUsers;
import dev.confab.chat.application.port.Environment;
import dev.confab.chat.application.room.RoomUpdate;
import dev.confab.chat.application.room.RoomUpdates;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.Secret;
import dev.confab.chat.domain.port.Events;
import dev.confab.chat.domain.port.MembershipStore;
import dev.confab.chat.domain.port.RoomEvents;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.port.Transactions;
import dev.confab.chat.domain.room.Member;
import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.Membership.PushLevel;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.Mute;
import dev.confab.chat.domain.room.Role;
import dev.confab.chat.domain.room.Room;
import dev.confab.chat.domain.room.RoomEvent;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The writing half of {@link Members}. */
final class MembersService extends MemberReader {

    private final RoomUpdates updates;
    private final Stores stores;
    private final Transactions transactions;
    private final MembershipStore memberships;
    private final ActiveUsers users;
    private final RoomEvents events;
    private final Environment environment;

    MembersService(RoomUpdates updates, Stores stores, Events events, Environment environment) {
        super(stores);
        this.updates = updates;
        this.stores = stores;
        this.transactions = stores.transactions();
        this.memberships = stores.memberships();
        this.users = new ActiveUsers(stores.users());
        this.events = events.roomEvents();
        this.environment = environment;
    }

    // --- joining and leaving ---------------------------------------------------------------------------------------

    @Override
    public Member join(UserId user, RoomId room) {
        return join(user, room, (current, former) -> current.members().join(former, user, newId(), now()));
    }

    @Override
    public Member joinByInvite(UserId user, RoomId room, Secret secret) {
        return join(user, room, (current, former) -> {
            var invite = stores.invites().find(secret.digest()).orElse(null);
            return current.members().joinByInvite(former, invite, user, newId(), now());
        });
    }

    private Member join(UserId userId, RoomId room, JoinRule rule) {
        return updates.update(room, update -> {
            var former = update.membershipOf(userId);
            var user = users.require(userId);
            if (former != null && former.isActive()) {
                return new Member(former, user);
            }
            return update.recordJoin(rule.apply(update.room(), former), former, user);
        });
    }

    /** The rule by which a user who is not a member joins. */
    @FunctionalInterface
    private interface JoinRule {
        Room.Change<Membership> apply(Room room, @Nullable Membership former);
    }

    @Override
    public void leave(UserId user, RoomId room) {
        updates.update(room, update -> leave(update, update.membershipOf(user), users.require(user)));
    }

    @Override
    public void leaveGroups(UserId user) {
        transactions.read(() -> stores.rooms().roomsOf(user)).stream()
                .filter(room -> room.kind() == Room.Kind.GROUP)
                .forEach(room -> leaveIfMember(user, room.id()));
    }

    private void leaveIfMember(UserId user, RoomId room) {
        try {
            leave(user, room);
        } catch (Refusal.NotFound | Refusal.Forbidden notMember) {
            // The room was deleted, or the user was removed, after the list was read.
        }
    }

    private Member leave(RoomUpdate update, @Nullable Membership leaver, User user) {
        var left = update.recordLeave(update.room().members().leave(leaver), user);
        var leaverId = requireNonNull(leaver).id();
        update.room()
                .members()
                .successorOf(leaver, role -> memberships.longestMember(leaver.room(), role, leaverId))
                .ifPresent(successor -> promote(update, successor.id()));
        return left;
    }

    private void promote(RoomUpdate update, MembershipId id) {
        var successor = lock(update, id);
        update.recordMemberUpdate(update.room().members().promoteSuccessor(successor.membership()), successor.user());
    }

    // --- managing members ------------------------------------------------------------------------------------------

    @Override
    public AddResult add(UserId actor, RoomId room, Set<UserId> userIds) {
        if (userIds.isEmpty() || userIds.size() > MAX_ADDED) {
            throw new Refusal.Invalid("user_ids", "Must name 1 to " + MAX_ADDED + " users.");
        }
        return updates.update(room, update -> {
            var acting = update.membershipOf(actor);
            update.room().members().requireMayAdd(acting);
            var former = memberships.findAll(room, userIds).stream()
                    .collect(Collectors.toMap(Membership::user, Function.identity()));
            long versionBefore = update.room().version();
            var members = users.require("user_ids", userIds).stream()
                    .map(user -> add(update, acting, former.get(user.id()), user))
                    .toList();
            return new AddResult(members, update.room().version() > versionBefore);
        });
    }

    private Member add(RoomUpdate update, @Nullable Membership actor, @Nullable Membership former, User user) {
        if (former != null && former.isActive()) {
            return new Member(former, user);
        }
        var added = update.room().members().add(actor, former, user.id(), newId(), now());
        return update.recordJoin(added, former, user);
    }

    @Override
    public void remove(UserId actor, RoomId room, MembershipId id) {
        updateMember(actor, room, id, (update, acting, target) -> {
            if (acting != null && acting.id().equals(id)) {
                return leave(update, acting, requireNonNull(target.user()));
            }
            var removed = update.room().members().remove(acting, target.membership());
            return target.membership().isActive() ? update.recordLeave(removed, target.user()) : target;
        });
    }

    @Override
    public Member changeRole(UserId actor, RoomId room, MembershipId id, @Nullable Role newRole) {
        return updateMember(actor, room, id, (update, acting, target) -> {
            var role = newRole == null ? target.membership().role() : newRole;
            boolean hasOtherOwner =
                    memberships.longestMember(room, Role.OWNER, id).isPresent();
            var changed = update.room().members().changeRole(acting, target.membership(), role, hasOtherOwner);
            return target.membership().role() == role ? target : update.recordMemberUpdate(changed, target.user());
        });
    }

    @Override
    public Member ban(UserId actor, RoomId room, MembershipId id) {
        return updateMember(actor, room, id, (update, acting, target) -> {
            var banned = update.room().members().ban(acting, target.membership());
            return isBanned(target) ? target : update.recordLeave(banned, target.user());
        });
    }

    @Override
    public Member unban(UserId actor, RoomId room, MembershipId id) {
        return updateMember(actor, room, id, (update, acting, target) -> {
            var unbanned = update.room().members().unban(acting, target.membership());
            return isBanned(target) ? update.recordMemberUpdate(unbanned, target.user()) : target;
        });
    }

    private Member updateMember(UserId actor, RoomId room, MembershipId target, MemberUpdate work) {
        return updates.update(room, update -> {
            var acting = update.membershipOf(actor);
            update.room().requireVisibleTo(acting);
            return work.apply(update, acting, lock(update, target));
        });
    }

    /** An update of {@code target} by a user who may see the room. */
    @FunctionalInterface
    private interface MemberUpdate {
        Member apply(RoomUpdate update, @Nullable Membership actor, Member target);
    }

    private static boolean isBanned(Member member) {
        return member.membership().status() == Membership.Status.BANNED;
    }

    // --- own preferences -------------------------------------------------------------------------------------------

    @Override
    public void mute(UserId user, RoomId room, Mute mute) {
        changePreference(user, room, membership -> membership.withMute(mute));
    }

    @Override
    public void setPushLevel(UserId user, RoomId room, PushLevel level) {
        changePreference(user, room, membership -> membership.withPushLevel(level));
    }

    /** Does not need {@link RoomUpdates}, because other members do not see the change. */
    private void changePreference(UserId user, RoomId room, UnaryOperator<Membership> change) {
        transactions
                .write(() -> {
                    var membership = requireRoom(room)
                            .requireMember(memberships.lock(room, user).orElse(null));
                    var changed = Optional.of(change.apply(membership)).filter(after -> !after.equals(membership));
                    changed.ifPresent(memberships::update);
                    return changed;
                })
                .ifPresent(changed -> events.publish(List.of(new RoomEvent.MuteChanged(changed))));
    }

    /** Returns the current member with its row locked, so that no concurrent advance of a watermark is lost. */
    private Member lock(RoomUpdate update, MembershipId id) {
        var member = require(update.room().id(), id);
        var user = member.user();
        if (user == null) {
            return member;
        }
        return new Member(requireNonNull(update.membershipOf(user.id())), user);
    }

    private Instant now() {
        return environment.clock().instant();
    }

    private MembershipId newId() {
        return new MembershipId(environment.ids().next());
    }
}
