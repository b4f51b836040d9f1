package dev.confab.chat.application.member;

import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.MembershipStore;
import dev.confab.chat.domain.port.RoomStore;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.port.Transactions;
import dev.confab.chat.domain.room.Member;
import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.Room;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.UserId;
import java.util.List;
import java.util.UUID;

/** The reading half of {@link Members}. */
abstract class MemberReader implements Members {

    private final Transactions transactions;
    private final RoomStore rooms;
    private final MembershipStore memberships;

    MemberReader(Stores stores) {
        this.transactions = stores.transactions();
        this.rooms = stores.rooms();
        this.memberships = stores.memberships();
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
                .filter(membership -> membership.room().equals(room))
                .or(() -> memberships.find(room, new UserId(id)))
                .map(Membership::id)
                .orElseThrow(MemberReader::memberNotFound));
    }

    @Override
    public Member find(UserId reader, RoomId room, MembershipId member) {
        return transactions.read(() -> {
            requireVisible(reader, room);
            return require(room, member);
        });
    }

    private void requireVisible(UserId reader, RoomId room) {
        requireRoom(room).requireVisibleTo(memberships.find(room, reader).orElse(null));
    }

    final Room requireRoom(RoomId room) {
        return rooms.find(room).orElseThrow(() -> new Refusal.NotFound("room"));
    }

    final Member require(RoomId room, MembershipId id) {
        return memberships
                .member(id)
                .filter(member -> member.membership().room().equals(room))
                .orElseThrow(MemberReader::memberNotFound);
    }

    private static Refusal memberNotFound() {
        return new Refusal.NotFound("room user");
    }
}
