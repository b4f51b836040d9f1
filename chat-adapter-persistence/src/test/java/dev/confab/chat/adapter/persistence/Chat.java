package dev.confab.chat.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.port.MembershipStore.MembershipKey;
import dev.confab.chat.domain.port.MessageStore.ClientMessageKey;
import dev.confab.chat.domain.port.Unavailable;
import dev.confab.chat.domain.room.Body;
import dev.confab.chat.domain.room.ClientId;
import dev.confab.chat.domain.room.Draft;
import dev.confab.chat.domain.room.Member;
import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.Room;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.room.RoomMessages.PostedMessage;
import dev.confab.chat.domain.room.RoomProfile;
import dev.confab.chat.domain.user.Credential;
import dev.confab.chat.domain.user.PasswordHash;
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.UserId;
import dev.confab.chat.domain.user.Username;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Users, rooms and messages in a real database, created by the rules of the domain. */
record Chat(PersistenceAdapter adapter) {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123Z");

    <T> T write(Supplier<T> work) {
        return adapter.transactions().write(work);
    }

    <T> T read(Supplier<T> work) {
        return adapter.transactions().read(work);
    }

    static User newUser() {
        return User.create(new UserId(UUID.randomUUID()), new Username("u" + UUID.randomUUID()), null, null, NOON);
    }

    static Credential account(User user) {
        return new Credential(user, new PasswordHash("hash of nothing"));
    }

    User user() {
        var user = newUser();
        write(() -> adapter.users().add(account(user)));
        return user;
    }

    RoomId room(User owner) {
        var founded = Room.group(new RoomId(UUID.randomUUID()), RoomProfile.of("room", true), owner.id(), NOON);
        var admitted = founded.members().addFounder(owner.id(), new MembershipId(UUID.randomUUID()), NOON);
        write(() -> {
            adapter.memberships().add(added(admitted.room(), List.of(admitted.value())));
            return true;
        });
        return founded.id();
    }

    private <T> T added(Room room, T row) {
        adapter.rooms().add(room);
        return row;
    }

    void join(RoomId id, User user) {
        write(() -> {
            var room = adapter.rooms().lock(id).orElseThrow();
            var joined = room.members().join(null, user.id(), new MembershipId(UUID.randomUUID()), NOON);
            adapter.memberships().add(List.of(joined.value()));
            return adapter.rooms().update(joined.room());
        });
    }

    Message post(RoomId id, User author) {
        return post(id, author, null);
    }

    Message post(RoomId id, User author, @Nullable Message parent) {
        return write(() -> postOnce(id, author, parent));
    }

    /** Makes all store calls of a post within a unit of work. */
    Message postOnce(RoomId id, User author, @Nullable Message parent) {
        var room = adapter.rooms().lock(id).orElseThrow();
        var member = adapter.memberships().lock(id, author.id()).orElseThrow();
        var clientId = new ClientId(UUID.randomUUID().toString());
        var sent = adapter.messages().findSent(member.id(), clientId);
        var draft = new Draft(new Body("Hello"), parent == null ? null : parent.id(), clientId);
        var posted = room.messages().post(member, draft, parent, new MessageId(UUID.randomUUID()), NOON);
        return sent.orElseGet(() -> store(posted));
    }

    /** Makes all store calls of a batch of posts, each with a receipt advance. */
    List<Message> postAll(List<RoomId> rooms, User author) {
        return write(() -> {
            var locked = adapter.rooms().tryLockAll(Set.copyOf(rooms));
            var places = rooms.stream()
                    .map(room -> new MembershipKey(room, author.id()))
                    .collect(Collectors.toSet());
            var posted = adapter.memberships().lockAll(places).stream()
                    .map(Member::membership)
                    .map(member -> post(locked.get(member.room()), member))
                    .toList();
            assertThat(adapter.messages().findSent(sendings(posted))).isEmpty();
            adapter.messages()
                    .append(posted.stream().map(PostedMessage::message).toList());
            adapter.memberships()
                    .updateWatermarks(posted.stream().map(PostedMessage::author).toList());
            adapter.receipts()
                    .append(posted.stream().map(PostedMessage::caughtUp).toList());
            adapter.rooms()
                    .updateCounters(posted.stream().map(PostedMessage::room).toList());
            return posted.stream().map(PostedMessage::message).toList();
        });
    }

    private static PostedMessage post(Room room, Membership member) {
        var draft = new Draft(
                new Body("Hello"), null, new ClientId(UUID.randomUUID().toString()));
        return room.messages().post(member, draft, null, new MessageId(UUID.randomUUID()), NOON);
    }

    private static Set<ClientMessageKey> sendings(List<PostedMessage> posted) {
        return posted.stream()
                .map(PostedMessage::message)
                .map(message -> new ClientMessageKey(
                        message.author(),
                        Objects.requireNonNull(message.idempotencyKey()).clientId()))
                .collect(Collectors.toSet());
    }

    private Message store(PostedMessage posted) {
        adapter.messages().append(List.of(posted.message()));
        adapter.rooms().update(posted.room());
        adapter.memberships().update(posted.author());
        if (posted.caughtUp() != null) {
            adapter.receipts().append(List.of(posted.caughtUp()));
        }
        if (posted.parent() != null) {
            adapter.messages().update(Objects.requireNonNull(posted.parent()));
        }
        return posted.message();
    }

    /** Retries after an outage, because each old connection may fail once. */
    static <T> T persistently(Supplier<T> work) {
        for (int attempt = 0; attempt < Databases.POOL_SIZE; attempt++) {
            try {
                return work.get();
            } catch (Unavailable stale) {
                // try the next connection
            }
        }
        return work.get();
    }
}
