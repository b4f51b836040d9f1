package dev.confab.chat.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.room.Body;
import dev.confab.chat.domain.room.ClientId;
import dev.confab.chat.domain.room.Draft;
import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.PostedMessage;
import dev.confab.chat.domain.room.Reaction;
import dev.confab.chat.domain.room.ReactionId;
import dev.confab.chat.domain.room.Room;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.room.RoomProfile;
import dev.confab.chat.domain.room.RoomTransition;
import dev.confab.chat.domain.room.WatermarkUpdate;
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
 * People, rooms and messages for the contracts of the stores, made by the rules of the domain. Each method is one unit
 * of work. All ids and names are new, so that a database may be used again; later ids are greater.
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

    /** A time after all times before. */
    Instant tick() {
        return clock.tick();
    }

    UUID id() {
        return IDS.next();
    }

    /** A word that nothing in the database contains so far: lower case letters and digits. */
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

    /** A public group of {@code owner} alone. */
    Room group(User owner) {
        return group(owner, RoomProfile.of(word(), true));
    }

    Room group(User owner, RoomProfile profile) {
        return open(Room.group(new RoomId(id()), profile, owner.id(), tick()), List.of(owner));
    }

    /** The direct room of {@code people}, or the self room of the only one. */
    Room direct(User... people) {
        var ids = Stream.of(people).map(User::id).toList();
        return open(Room.ofPeople(new RoomId(id()), ids, people[0].id(), tick()), List.of(people));
    }

    /** Stores {@code founded} with {@code founders}, who all join at the moment of its founding. */
    Room open(Room founded, List<User> founders) {
        return write(() -> {
            var room = founded;
            var memberships = new ArrayList<Membership>();
            for (var founder : founders) {
                var admitted = room.addFounder(founder.id(), new MembershipId(id()), founded.created());
                room = admitted.room();
                memberships.add(admitted.row());
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
            var past = stores.memberships().lock(room, user.id());
            var joined = locked.join(past.orElse(null), user.id(), new MembershipId(id()), tick());
            if (past.isEmpty()) {
                stores.memberships().add(List.of(joined.row()));
                assertThat(stores.rooms().update(joined.room())).isTrue();
                return joined.row();
            }
            return store(joined);
        });
    }

    Membership leave(RoomId room, User user) {
        return changeMember(room, user, (locked, member) -> locked.leave(member));
    }

    Membership ban(RoomId room, User owner, User target) {
        var banning = membership(room, owner);
        return changeMember(room, target, (locked, member) -> locked.ban(banning, member));
    }

    Membership changeMember(RoomId room, User user, MemberChange change) {
        return write(() -> {
            var locked = lock(room);
            var member = stores.memberships().lock(room, user.id()).orElseThrow();
            return store(change.apply(locked, member));
        });
    }

    /** What becomes of a member of a room. */
    @FunctionalInterface
    interface MemberChange {
        RoomTransition<Membership> apply(Room room, Membership member);
    }

    private Membership store(RoomTransition<Membership> changed) {
        stores.memberships().update(changed.row());
        assertThat(stores.rooms().update(changed.room())).isTrue();
        return changed.row();
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

    /** As {@link #post}, but a repeat answers what was sent first, as every sender of messages has to. */
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

    /** Lets {@code locked} take a message, and stores nothing. */
    PostedMessage posted(Room locked, User author, Draft draft) {
        var member = stores.memberships().lock(locked.id(), author.id()).orElse(null);
        var parent = draft.parent() == null
                ? null
                : stores.messages().find(draft.parent()).orElseThrow();
        return locked.post(member, draft, parent, new MessageId(id()), tick());
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

    /** Lets {@code user}, who never did so before, react. */
    Reaction react(Message message, User user, String content) {
        return write(() -> {
            var member = stores.memberships()
                    .find(message.room(), user.id())
                    .orElseThrow()
                    .id();
            var reaction = new Reaction(new ReactionId(id()), message.id(), member, content, tick());
            stores.reactions().add(reaction);
            return reaction;
        });
    }

    /** {@code actor} does to a message what {@code change} says; answers the message as it is then. */
    Message changeMessage(Message message, User actor, MessageChange change) {
        return write(() -> {
            var locked = lock(message.room());
            var member = stores.memberships().lock(message.room(), actor.id()).orElseThrow();
            var now = stores.messages().find(message.id()).orElseThrow();
            var changed = change.apply(locked, member, now);
            assertThat(stores.rooms().update(changed.room())).isTrue();
            stores.messages().update(changed.row());
            return changed.row();
        });
    }

    /** What becomes of a message. */
    @FunctionalInterface
    interface MessageChange {
        RoomTransition<Message> apply(Room room, Membership actor, Message message);
    }

    /** Answers the time of the step. */
    Instant receive(RoomId room, User user, long seq) {
        return advance(room, user, (in, member) -> member.advanceReceived(seq, in, clock.instant()));
    }

    /** Answers the time of the step. */
    Instant see(RoomId room, User user, long seq) {
        return advance(room, user, (in, member) -> member.advanceSeen(seq, in, clock.instant()));
    }

    private Instant advance(RoomId room, User user, BiFunction<Room, Membership, Optional<WatermarkUpdate>> step) {
        return write(() -> {
            var member = stores.memberships().lock(room, user.id()).orElseThrow();
            var in = stores.rooms().find(room).orElseThrow();
            tick();
            var advanced = step.apply(in, member);
            advanced.ifPresent(this::store);
            return advanced.map(done -> done.step().at()).orElseGet(clock::instant);
        });
    }

    private void store(WatermarkUpdate advanced) {
        stores.memberships().update(advanced.membership());
        stores.receipts().append(List.of(advanced.step()));
    }

    Room lock(RoomId room) {
        return stores.rooms().lock(room).orElseThrow();
    }
}
