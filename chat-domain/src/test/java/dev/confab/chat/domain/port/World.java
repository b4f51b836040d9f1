package dev.confab.chat.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.room.Body;
import dev.confab.chat.domain.room.ClientId;
import dev.confab.chat.domain.room.Draft;
import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.Reaction;
import dev.confab.chat.domain.room.ReactionId;
import dev.confab.chat.domain.room.Room;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.room.RoomMessages.PostedMessage;
import dev.confab.chat.domain.room.RoomProfile;
import dev.confab.chat.domain.user.Credential;
import dev.confab.chat.domain.user.ExternalId;
import dev.confab.chat.domain.user.HostUser;
import dev.confab.chat.domain.user.PasswordHash;
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.UserId;
import dev.confab.chat.domain.user.Username;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Users, rooms and messages for the contracts of the stores, created by the rules of the domain. Each method is one
 * transaction. All ids and names are new, so a database can be reused; later ids are greater.
 */
final class World {

    private static final IdSource IDS = new SequentialIds(new SecureRandom().nextLong());

    private final Stores stores;
    private final TestClock clock = new TestClock();

    World(Stores stores) {
        this.stores = stores;
    }

    <T> T write(Supplier<T> work) {
        return stores.transactions().write(work);
    }

    <T> T read(Supplier<T> work) {
        return stores.transactions().read(work);
    }

    void change(Runnable work) {
        stores.transactions().write(() -> {
            work.run();
            return true;
        });
    }

    /** Returns a time after all earlier ones. */
    Instant tick() {
        return clock.tick();
    }

    UUID id() {
        return IDS.next();
    }

    /** Returns a word of lower case letters and digits that the database does not contain. */
    String word() {
        return "w" + UUID.randomUUID().toString().replace("-", "");
    }

    User newUser(String username) {
        return User.create(new UserId(id()), new Username(username), null, null, tick());
    }

    User user() {
        return user(newUser(word()));
    }

    User user(User user) {
        assertThat(write(() -> stores.users().add(new Credential(user, new PasswordHash("hash of nothing")))))
                .isTrue();
        return user;
    }

    HostUser newHostUser(String username) {
        return new HostUser(new ExternalId(word()), newUser(username), tick());
    }

    HostUser newHostUser(ExternalId id) {
        return new HostUser(id, newUser(word()), tick());
    }

    HostUser hostUser() {
        var user = newHostUser(word());
        assertThat(write(() -> stores.users().add(user))).isTrue();
        return user;
    }

    List<User> users(int count) {
        var users = new ArrayList<User>();
        for (int made = 0; made < count; made++) {
            users.add(user());
        }
        return users;
    }

    /** Stores a public group whose only member is {@code owner}. */
    Room group(User owner) {
        return group(owner, RoomProfile.of(word(), true));
    }

    Room group(User owner, RoomProfile profile) {
        return open(Room.group(new RoomId(id()), profile, owner.id(), tick()), List.of(owner));
    }

    /** Stores the direct room of several users, or the self room of one. */
    Room direct(User... users) {
        var ids = Stream.of(users).map(User::id).toList();
        return open(Room.forUsers(new RoomId(id()), ids, users[0].id(), tick()), List.of(users));
    }

    /** Stores a new room with its first members, who join when it is created. */
    Room open(Room created, List<User> founders) {
        return write(() -> {
            var room = created;
            var memberships = new ArrayList<Membership>();
            for (var founder : founders) {
                var admitted = room.members().addFounder(founder.id(), new MembershipId(id()), created.created());
                room = admitted.room();
                memberships.add(admitted.value());
            }
            assertThat(stores.rooms().add(room)).isTrue();
            stores.memberships().add(memberships);
            return room;
        });
    }

    Room room(RoomId id) {
        return read(() -> stores.rooms().find(id)).orElseThrow();
    }

    Membership membership(RoomId room, User user) {
        return read(() -> stores.memberships().find(room, user.id())).orElseThrow();
    }

    Membership join(RoomId room, User user) {
        return write(() -> {
            var locked = lock(room);
            var former = stores.memberships().lock(room, user.id());
            var joined = locked.members().join(former.orElse(null), user.id(), new MembershipId(id()), tick());
            if (former.isEmpty()) {
                stores.memberships().add(List.of(joined.value()));
                assertThat(stores.rooms().update(joined.room())).isTrue();
                return joined.value();
            }
            return store(joined);
        });
    }

    Membership leave(RoomId room, User user) {
        return changeMember(room, user, (locked, member) -> locked.members().leave(member));
    }

    Membership ban(RoomId room, User owner, User target) {
        var banning = membership(room, owner);
        return changeMember(room, target, (locked, member) -> locked.members().ban(banning, member));
    }

    Membership changeMember(RoomId room, User user, BiFunction<Room, Membership, Room.Change<Membership>> change) {
        return write(() -> {
            var locked = lock(room);
            var member = stores.memberships().lock(room, user.id()).orElseThrow();
            return store(change.apply(locked, member));
        });
    }

    private Membership store(Room.Change<Membership> changed) {
        stores.memberships().update(changed.value());
        assertThat(stores.rooms().update(changed.room())).isTrue();
        return changed.value();
    }

    Message post(RoomId room, User author) {
        return post(room, author, "Hello").message();
    }

    PostedMessage post(RoomId room, User author, String body) {
        return post(room, author, new Draft(new Body(body), null, null));
    }

    Message reply(Message parent, User author) {
        return post(parent.room(), author, new Draft(new Body("Well…"), parent.id(), null))
                .message();
    }

    PostedMessage post(RoomId room, User author, Draft draft) {
        return write(() -> store(posted(lock(room), author, draft)));
    }

    /** Posts a message, unless the author has used the client id before; then returns the first message. */
    Message postOnce(RoomId room, User author, String body, ClientId clientId) {
        return write(() -> {
            var locked = lock(room);
            var member = stores.memberships().find(room, author.id()).orElseThrow();
            return stores.messages()
                    .findSent(member.id(), clientId)
                    .orElseGet(() -> store(posted(locked, author, new Draft(new Body(body), null, clientId)))
                            .message());
        });
    }

    /** Posts a message to a locked room without storing it. */
    PostedMessage posted(Room locked, User author, Draft draft) {
        var member = stores.memberships().lock(locked.id(), author.id()).orElse(null);
        var parent = draft.parent() == null
                ? null
                : stores.messages().find(draft.parent()).orElseThrow();
        return locked.messages().post(member, draft, parent, new MessageId(id()), tick());
    }

    PostedMessage store(PostedMessage posted) {
        assertThat(stores.rooms().update(posted.room())).isTrue();
        stores.messages().append(List.of(posted.message()));
        stores.memberships().update(posted.author());
        if (posted.caughtUp() != null) {
            stores.receipts().append(List.of(posted.caughtUp()));
        }
        if (posted.parent() != null) {
            stores.messages().update(posted.parent());
        }
        return posted;
    }

    /** Stores a first reaction of {@code user}. */
    Reaction react(Message message, User user, String content) {
        return write(() -> {
            var member = stores.memberships().find(message.room(), user.id()).orElseThrow();
            var reaction = new Reaction(new ReactionId(id()), message.id(), member.id(), content, tick());
            stores.reactions().add(reaction);
            return reaction;
        });
    }

    /** Applies {@code change} as {@code actor} to a message, and returns the changed message. */
    Message changeMessage(Message message, User actor, MessageChange change) {
        return write(() -> {
            var locked = lock(message.room());
            var member = stores.memberships().lock(message.room(), actor.id()).orElseThrow();
            var now = stores.messages().find(message.id()).orElseThrow();
            var changed = change.apply(locked, member, now);
            assertThat(stores.rooms().update(changed.room())).isTrue();
            stores.messages().update(changed.value());
            return changed.value();
        });
    }

    /** A change of a message. */
    @FunctionalInterface
    interface MessageChange {
        Room.Change<Message> apply(Room room, Membership actor, Message message);
    }

    /** Returns the time of the step. */
    Instant receive(RoomId room, User user, long seq) {
        return advance(room, user, (in, member) -> member.advanceReceived(seq, in, clock.instant()));
    }

    /** Returns the time of the step. */
    Instant see(RoomId room, User user, long seq) {
        return advance(room, user, (in, member) -> member.advanceSeen(seq, in, clock.instant()));
    }

    private Instant advance(RoomId room, User user, BiFunction<Room, Membership, Optional<Membership.Advance>> step) {
        return write(() -> {
            var member = stores.memberships().lock(room, user.id()).orElseThrow();
            var in = stores.rooms().find(room).orElseThrow();
            tick();
            var advanced = step.apply(in, member);
            advanced.ifPresent(this::store);
            return advanced.map(done -> done.step().at()).orElseGet(clock::instant);
        });
    }

    private void store(Membership.Advance advanced) {
        stores.memberships().update(advanced.membership());
        stores.receipts().append(List.of(advanced.step()));
    }

    Room lock(RoomId room) {
        return stores.rooms().lock(room).orElseThrow();
    }
}
