package dev.confab.chat.adapter.ws;

import dev.confab.chat.adapter.wire.FileSigner;
import dev.confab.chat.application.Chat;
import dev.confab.chat.application.account.Accounts;
import dev.confab.chat.application.account.Caller;
import dev.confab.chat.application.account.Identity;
import dev.confab.chat.application.account.PasswordChange;
import dev.confab.chat.application.account.SignUp;
import dev.confab.chat.application.account.TokenLifetimes;
import dev.confab.chat.application.account.TokenPair;
import dev.confab.chat.application.message.PostMessage;
import dev.confab.chat.application.port.Environment;
import dev.confab.chat.application.port.ImagePorts;
import dev.confab.chat.application.port.Ports;
import dev.confab.chat.application.port.PushConfig;
import dev.confab.chat.domain.port.EventTwins;
import dev.confab.chat.domain.port.InMemoryImageCodec;
import dev.confab.chat.domain.port.InMemoryImageStore;
import dev.confab.chat.domain.port.InMemoryPasswordHasher;
import dev.confab.chat.domain.port.InMemoryPresenceStore;
import dev.confab.chat.domain.port.InMemoryRoomEvents;
import dev.confab.chat.domain.port.InMemoryStores;
import dev.confab.chat.domain.port.InMemoryTimer;
import dev.confab.chat.domain.port.InMemoryTokenSigner;
import dev.confab.chat.domain.port.InMemoryUserEvents;
import dev.confab.chat.domain.port.SequentialIds;
import dev.confab.chat.domain.port.SequentialSecrets;
import dev.confab.chat.domain.port.StoreTwins;
import dev.confab.chat.domain.port.TestClock;
import dev.confab.chat.domain.room.Body;
import dev.confab.chat.domain.room.Draft;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.room.RoomProfile;
import dev.confab.chat.domain.user.Password;
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.Username;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.eclipse.jetty.session.NullSessionCache;
import org.eclipse.jetty.session.NullSessionDataStore;

/** A real server on a free port, over stores in memory. */
final class TestServer implements AutoCloseable {

    private static final Password PASSWORD = new Password("correct horse battery");

    final TestClock clock = new TestClock();
    final FileSigner files = FileSigner.of(new byte[32], clock);
    final InMemoryTimer timer = new InMemoryTimer();
    final InMemoryRoomEvents roomEvents = new InMemoryRoomEvents();
    final Unreliable unreliable = new Unreliable(roomEvents);
    final InMemoryUserEvents userEvents = new InMemoryUserEvents();
    final Failing transactions;
    final Chat chat;
    final WsAdapter adapter;

    /** What the gate does before it asks for a proof. */
    volatile Runnable gatekeeper = () -> {};

    private final Javalin javalin;

    TestServer() {
        this(settings -> settings);
    }

    TestServer(UnaryOperator<WsAdapter.Settings> change) {
        this(
                new Identity.LocalIdentity(
                        new InMemoryPasswordHasher(),
                        new InMemoryTokenSigner(),
                        new TokenLifetimes(Duration.ofMinutes(15), Duration.ofDays(30))),
                change);
    }

    TestServer(Identity identity, UnaryOperator<WsAdapter.Settings> change) {
        var stores = InMemoryStores.fresh();
        transactions = new Failing(stores.transactions());
        var environment = new Environment(new SequentialIds(), new SequentialSecrets(), clock, timer);
        var ports = new Ports(
                StoreTwins.withTransactions(stores, transactions),
                new EventTwins(roomEvents, userEvents, new InMemoryPresenceStore()),
                new ImagePorts(new InMemoryImageStore(clock), new InMemoryImageCodec()),
                PushConfig.OFF,
                environment);
        chat = Chat.of(ports, identity);
        var standard = WsAdapter.Settings.standard(Set.of("https://app.example.com"), clock)
                .withNanos(clock::nanos);
        var settings = change.apply(standard);
        adapter = WsAdapter.of(chat, unreliable, unreliable.deafTo(userEvents), this::admit, files, settings);
        javalin = Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.concurrency.useVirtualThreads = true;
                    config.jetty.modifyServletContextHandler(handler -> {
                        var sessions = handler.getSessionHandler();
                        sessions.setUsingCookies(false);
                        var none = new NullSessionCache(sessions);
                        none.setSessionDataStore(new NullSessionDataStore());
                        sessions.setSessionCache(none);
                    });
                    adapter.register(config);
                })
                .start("127.0.0.1", 0);
    }

    private Caller admit(Context context, Supplier<Caller> proof) {
        gatekeeper.run();
        return proof.get();
    }

    int port() {
        return javalin.port();
    }

    URI uri(String path) {
        return URI.create("ws://127.0.0.1:" + port() + path);
    }

    Accounts accounts() {
        return chat.accounts().orElseThrow();
    }

    /** Somebody with an account and a log-in. */
    Person person(String name) {
        var user = accounts().signUp(new SignUp(new Username(name), PASSWORD, null, null));
        return new Person(this, user, logIn(user));
    }

    TokenPair logIn(User user) {
        return accounts().logIn(user.username(), PASSWORD);
    }

    void changePassword(Person asking, Password chosen) {
        var login = chat.authentication().authenticate(asking.tokens().access()).login();
        accounts().changePassword(new PasswordChange(asking.id(), login, PASSWORD, chosen));
    }

    /** A private group. */
    RoomId room(Person owner, Person... others) {
        return room(owner, List.of(others));
    }

    RoomId room(Person owner, List<Person> others) {
        var ids = others.stream().map(Person::id).collect(Collectors.toSet());
        return chat.rooms()
                .create(owner.id(), RoomProfile.of("Room", false), ids)
                .room()
                .id();
    }

    RoomId publicRoom(Person owner) {
        return chat.rooms()
                .create(owner.id(), RoomProfile.of("Public", true), Set.of())
                .room()
                .id();
    }

    Message post(Person author, RoomId room, String text) {
        var draft = new Draft(new Body(text), null, null);
        return chat.messaging()
                .post(new PostMessage(author.id(), room, draft))
                .message()
                .details()
                .message();
    }

    @Override
    public void close() {
        adapter.close();
        javalin.stop();
    }
}
