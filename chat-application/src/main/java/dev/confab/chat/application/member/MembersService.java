package dev.confab.chat.application.member;

import static java.util.Objects.requireNonNull;

import dev.confab.chat.application.account.ActiveUsers;
import dev.confab.chat.application.port.Environment;
import dev.confab.chat.application.room.RoomUpdate;
import dev.confab.chat.application.room.RoomUpdates;
import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.Secret;
import dev.confab.chat.domain.port.Events;
import dev.confab.chat.domain.port.IdSource;
import dev.confab.chat.domain.port.InviteStore;
import dev.confab.chat.domain.port.MembershipStore;
import dev.confab.chat.domain.port.RoomEvents;
import dev.confab.chat.domain.port.RoomStore;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.port.Transactions;
import dev.confab.chat.domain.room.Member;
import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.MembershipStatus;
import dev.confab.chat.domain.room.Mute;
import dev.confab.chat.domain.room.PushLevel;
import dev.confab.chat.domain.room.Role;
import dev.confab.chat.domain.room.Room;
import dev.confab.chat.domain.room.RoomEvent;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.room.RoomKind;
import dev.confab.chat.domain.room.RoomTransition;
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.UserId;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

final class MembersService implements Members {

    private final RoomUpdates changes;
    private final Transactions transactions;
    private final ActiveUsers users;
    private final RoomStore rooms;
    private final MembershipStore memberships;
    private final InviteStore invites;
    private final RoomEvents events;
    private final IdSource ids;
    private final InstantSource clock;

    MembersService(RoomUpdates changes, Stores stores, Events events, Environment environment) {
        this.changes = changes;
        this.transactions = stores.transactions();
        this.users = new ActiveUsers(stores.users());
        this.rooms = stores.rooms();
        this.memberships = stores.memberships();
        this.invites = stores.invites();
        this.events = events.roomEvents();
        this.ids = environment.ids();
        this.clock = environment.clock();
    }

    @Override
    public List<Member> all(UserId reader, RoomId room) {
        return transactions.read(() -> {
            requireVisible(reader, room);
            return memberships.membersOf(room);
        });
    }

    @Override
    public Page<Member> page(UserId reader, RoomId room, Page.Window window) {
        return transactions.read(() -> {
            requireVisible(reader, room);
            return memberships.membersOf(room, window);
        });
    }

    @Override
    public MembershipId resolve(RoomId room, UUID id) {
        return transactions.read(() -> memberships
                .member(new MembershipId(id))
                .map(Member::membership)
                .filter(member -> member.room().equals(room))
                .or(() -> memberships.find(room, new UserId(id)))
                .map(Membership::id)
                .orElseThrow(MembersService::noMember));
    }

    @Override
    public Member find(UserId reader, RoomId room, MembershipId member) {
        return transactions.read(() -> {
            requireVisible(reader, room);
            return require(room, member);
        });
    }

    @Override
    public Member join(UserId user, RoomId room) {
        return enter(user, room, (now, past) -> now.join(past, user, newId(), clock.instant()));
    }

    @Override
    public Member joinByInvite(UserId user, RoomId room, Secret secret) {
        return enter(user, room, (now, past) -> {
            var invite = invites.find(secret.digest()).orElse(null);
            return now.joinByInvite(past, invite, user, newId(), clock.instant());
        });
    }

    private Member enter(UserId id, RoomId room, Entrance entrance) {
        return changes.update(room, change -> {
            var past = change.membershipOf(id);
            var user = users.require(id);
            if (past != null && past.isActive()) {
                return new Member(past, user);
            }
            return change.joined(entrance.enter(change.room(), past), past, user);
        });
    }

    /** A way into a room for somebody who is out. */
    @FunctionalInterface
    private interface Entrance {
        RoomTransition<Membership> enter(Room room, @Nullable Membership past);
    }

    @Override
    public void leave(UserId user, RoomId room) {
        changes.update(room, change -> leave(change, change.membershipOf(user), users.require(user)));
    }

    @Override
    public void leaveGroups(UserId user) {
        transactions.read(() -> rooms.roomsOf(user)).stream()
                .filter(room -> room.kind() == RoomKind.GROUP)
                .forEach(room -> leaveIfStillIn(user, room.id()));
    }

    private void leaveIfStillIn(UserId user, RoomId room) {
        try {
            leave(user, room);
        } catch (Refusal.NotFound | Refusal.Forbidden gone) {
            // Somebody has deleted the room, or sent the user away, a moment ago.
        }
    }

    private Member leave(RoomUpdate change, @Nullable Membership leaver, User user) {
        var left = change.left(change.room().leave(leaver), user);
        change.room()
                .successorOf(
                        requireNonNull(leaver), role -> memberships.longestMember(leaver.room(), role, leaver.id()))
                .ifPresent(heir -> handOver(change, heir.id()));
        return left;
    }

    private void handOver(RoomUpdate change, MembershipId id) {
        var heir = lock(change, id);
        change.updated(change.room().handOver(heir.membership()), heir.user());
    }

    @Override
    public AddResult add(UserId actor, RoomId room, Set<UserId> people) {
        if (people.isEmpty() || people.size() > MAX_ADDED) {
            throw new Refusal.Invalid("user_ids", "Must name 1 to " + MAX_ADDED + " users.");
        }
        return changes.update(room, change -> {
            var adding = change.membershipOf(actor);
            change.room().requireMayAdd(adding);
            var past = memberships.findAll(room, people).stream()
                    .collect(Collectors.toMap(Membership::user, Function.identity()));
            long before = change.room().version();
            var members = users.require("user_ids", people).stream()
                    .map(user -> add(change, adding, past.get(user.id()), user))
                    .toList();
            return new AddResult(members, change.room().version() > before);
        });
    }

    private Member add(RoomUpdate change, @Nullable Membership actor, @Nullable Membership past, User user) {
        if (past != null && past.isActive()) {
            return new Member(past, user);
        }
        return change.joined(change.room().add(actor, past, user.id(), newId(), clock.instant()), past, user);
    }

    @Override
    public void remove(UserId actor, RoomId room, MembershipId id) {
        changes.update(room, change -> {
            var acting = change.membershipOf(actor);
            change.room().requireVisibleTo(acting);
            var target = lock(change, id);
            if (acting != null && acting.id().equals(id)) {
                return leave(change, acting, requireNonNull(target.user()));
            }
            var removed = change.room().remove(acting, target.membership());
            return target.membership().isActive() ? change.left(removed, target.user()) : target;
        });
    }

    @Override
    public Member changeRole(UserId actor, RoomId room, MembershipId id, @Nullable Role wanted) {
        return changes.update(room, change -> {
            var acting = change.membershipOf(actor);
            change.room().requireVisibleTo(acting);
            var target = lock(change, id);
            var role = wanted == null ? target.membership().role() : wanted;
            boolean otherOwner = memberships.longestMember(room, Role.OWNER, id).isPresent();
            var changed = change.room().changeRole(acting, target.membership(), role, otherOwner);
            return target.membership().role() == role ? target : change.updated(changed, target.user());
        });
    }

    @Override
    public Member ban(UserId actor, RoomId room, MembershipId id) {
        return changes.update(room, change -> {
            var acting = change.membershipOf(actor);
            change.room().requireVisibleTo(acting);
            var target = lock(change, id);
            var banned = change.room().ban(acting, target.membership());
            return isBanned(target) ? target : change.left(banned, target.user());
        });
    }

    @Override
    public Member unban(UserId actor, RoomId room, MembershipId id) {
        return changes.update(room, change -> {
            var acting = change.membershipOf(actor);
            change.room().requireVisibleTo(acting);
            var target = lock(change, id);
            var unbanned = change.room().unban(acting, target.membership());
            return isBanned(target) ? change.updated(unbanned, target.user()) : target;
        });
    }

    private static boolean isBanned(Member member) {
        return member.membership().status() == MembershipStatus.BANNED;
    }

    @Override
    public void mute(UserId user, RoomId room, Mute mute) {
        wish(user, room, member -> member.withMute(mute));
    }

    @Override
    public void setPushLevel(UserId user, RoomId room, PushLevel level) {
        wish(user, room, member -> member.withPushLevel(level));
    }

    private void wish(UserId user, RoomId room, UnaryOperator<Membership> wish) {
        transactions
                .write(() -> {
                    var member = requireRoom(room)
                            .requireMember(memberships.lock(room, user).orElse(null));
                    var changed = Optional.of(wish.apply(member)).filter(next -> !next.equals(member));
                    changed.ifPresent(memberships::update);
                    return changed;
                })
                .ifPresent(changed -> events.publish(List.of(new RoomEvent.MuteChanged(changed))));
    }

    private void requireVisible(UserId reader, RoomId room) {
        requireRoom(room).requireVisibleTo(memberships.find(room, reader).orElse(null));
    }

    private Room requireRoom(RoomId room) {
        return rooms.find(room).orElseThrow(() -> new Refusal.NotFound("room"));
    }

    private Member require(RoomId room, MembershipId id) {
        return memberships
                .member(id)
                .filter(member -> member.membership().room().equals(room))
                .orElseThrow(MembersService::noMember);
    }

    private static Refusal noMember() {
        return new Refusal.NotFound("room user");
    }

    /** The member as it stands, with the row locked, so that no watermark that rises meanwhile is lost. */
    private Member lock(RoomUpdate change, MembershipId id) {
        var member = require(change.room().id(), id);
        var user = member.user();
        if (user == null) {
            return member;
        }
        return new Member(requireNonNull(change.membershipOf(user.id())), user);
    }

    private MembershipId newId() {
        return new MembershipId(ids.next());
    }
}
