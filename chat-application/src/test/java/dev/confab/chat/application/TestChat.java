package dev.confab.chat.application;

import dev.confab.chat.application.account.Accounts;
import dev.confab.chat.application.account.ChangingHasher;
import dev.confab.chat.application.account.Identity;
import dev.confab.chat.application.account.SignUp;
import dev.confab.chat.application.account.TokenLifetimes;
import dev.confab.chat.application.message.Messaging;
import dev.confab.chat.application.message.PostMessage;
import dev.confab.chat.application.port.Environment;
import dev.confab.chat.application.port.ImagePorts;
import dev.confab.chat.application.port.Ports;
import dev.confab.chat.application.port.PushConfig;
import dev.confab.chat.application.room.RoomView;
import dev.confab.chat.domain.port.EventTwins;
import dev.confab.chat.domain.port.InMemoryImageCodec;
import dev.confab.chat.domain.port.InMemoryImageStore;
import dev.confab.chat.domain.port.InMemoryPresenceStore;
import dev.confab.chat.domain.port.InMemoryRoomEvents;
import dev.confab.chat.domain.port.InMemoryStores;
import dev.confab.chat.domain.port.InMemoryTimer;
import dev.confab.chat.domain.port.InMemoryTokenSigner;
import dev.confab.chat.domain.port.InMemoryTransactions;
import dev.confab.chat.domain.port.InMemoryUserEvents;
import dev.confab.chat.domain.port.SequentialIds;
import dev.confab.chat.domain.port.SequentialSecrets;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.port.TestClock;
import dev.confab.chat.domain.room.Body;
import dev.confab.chat.domain.room.ClientId;
import dev.confab.chat.domain.room.Draft;
import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.ReactionPolicy;
import dev.confab.chat.domain.room.Room;
import dev.confab.chat.domain.room.RoomEvent;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.room.RoomProfile;
import dev.confab.chat.domain.user.Password;
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.UserId;
import dev.confab.chat.domain.user.Username;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Chat over the in-memory twins, with short words for what tests say often. */
public final class TestChat {

    public static final Password PASSWORD = new Password("correct horse battery");

    private final InMemoryTransactions transactions = new InMemoryTransactions();
    public final Stores stores;
    public final InMemoryRoomEvents events = new InMemoryRoomEvents();
    public final InMemoryUserEvents userEvents = new InMemoryUserEvents();
    public final ChangingHasher passwords = new ChangingHasher();
    public final InMemoryTimer timer = new InMemoryTimer();
    public final TestClock clock = new TestClock();
    public final InMemoryImageStore files = new InMemoryImageStore(clock);
    public final InMemoryPresenceStore presence = new InMemoryPresenceStore();
    public final Environment environment = new Environment(new SequentialIds(), new SequentialSecrets(), clock, timer);
    public final Chat chat;

    public TestChat() {
        this(ReactionPolicy.ANY);
    }

    public TestChat(PushConfig push) {
        this(ReactionPolicy.ANY, push);
    }

    public TestChat(ReactionPolicy reactions) {
        this(reactions, PushConfig.OFF);
    }

    /** Over twins that somebody may have meddled with. */
    public TestChat(ReactionPolicy reactions, Stores stores) {
        this(reactions, ignored -> stores, PushConfig.OFF);
    }

    private TestChat(ReactionPolicy reactions, PushConfig push) {
        this(reactions, InMemoryStores::over, push);
    }

    private TestChat(ReactionPolicy reactions, Function<InMemoryTransactions, Stores> made, PushConfig push) {
        this.stores = made.apply(transactions);
        var ports = new Ports(
                stores,
                new EventTwins(events, userEvents, presence),
                new ImagePorts(files, new InMemoryImageCodec()),
                push,
                environment);
        var identity = new Identity.LocalIdentity(passwords, new InMemoryTokenSigner(), TokenLifetimes.DEFAULT);
        chat = Chat.of(ports, identity, reactions);
    }

    /** Lets the next transaction that has written something fail in its commit. */
    public void failNextCommit() {
        transactions.failNextCommit();
    }

    public Accounts accounts() {
        return chat.accounts().orElseThrow();
    }

    public User user(String name) {
        return accounts().signUp(new SignUp(new Username(name), PASSWORD, null, null));
    }

    public RoomId room(User owner, boolean isPublic, User... others) {
        return chat.rooms()
                .create(owner.id(), RoomProfile.of("Room", isPublic), idsOf(others))
                .room()
                .id();
    }

    public static Set<UserId> idsOf(User... users) {
        return Arrays.stream(users).map(User::id).collect(Collectors.toSet());
    }

    public Message post(User author, RoomId room, String body) {
        return send(author, room, draft(body, null, null)).message().details().message();
    }

    public Messaging.PostResult send(User author, RoomId room, Draft draft) {
        return chat.messaging().post(new PostMessage(author.id(), room, draft));
    }

    public static Draft draft(String body, @Nullable Message parent, @Nullable String clientId) {
        return new Draft(
                new Body(body), parent == null ? null : parent.id(), clientId == null ? null : new ClientId(clientId));
    }

    public Room stored(RoomId room) {
        return stores.transactions().read(() -> stores.rooms().find(room).orElseThrow());
    }

    public Membership membership(User user, RoomId room) {
        return stores.transactions()
                .read(() -> stores.memberships().find(room, user.id()).orElseThrow());
    }

    public RoomView view(User viewer, RoomId room) {
        return chat.rooms().find(viewer.id(), room);
    }

    /** The events of one room since the last time, in the order told. */
    public List<RoomEvent> told(RoomId room) {
        return events.published().stream()
                .filter(event -> event.room().equals(room))
                .map(RoomEvent.class::cast)
                .toList();
    }

    /** The versions that the events of one room carry, in the order told. */
    public List<Long> versionsTold(RoomId room) {
        return told(room).stream()
                .filter(RoomEvent.Versioned.class::isInstance)
                .map(event -> ((RoomEvent.Versioned) event).version())
                .toList();
    }
}
