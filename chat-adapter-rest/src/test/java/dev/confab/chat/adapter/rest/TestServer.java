package dev.confab.chat.adapter.rest;

import dev.confab.chat.adapter.wire.FileSigner;
import dev.confab.chat.application.Chat;
import dev.confab.chat.application.account.Identity;
import dev.confab.chat.application.account.SignUp;
import dev.confab.chat.application.account.TokenLifetimes;
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
import dev.confab.chat.domain.port.InMemoryTransactions;
import dev.confab.chat.domain.port.InMemoryUserEvents;
import dev.confab.chat.domain.port.SequentialIds;
import dev.confab.chat.domain.port.SequentialSecrets;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.port.TestClock;
import dev.confab.chat.domain.user.Password;
import dev.confab.chat.domain.user.Username;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The API on a free port, over the in-memory twins of all ports. */
final class TestServer implements AutoCloseable {

    static final String PASSWORD = "correct horse battery";
    static final int MAX_BODY = 64 * 1_024;

    final TestClock clock = new TestClock();
    final FileSigner signer = FileSigner.of(new byte[32], clock);
    final InMemoryImageStore files = new InMemoryImageStore(clock);
    final AtomicReference<RestAdapter.Health> health =
            new AtomicReference<>(new RestAdapter.Health(true, Map.of("database", true)));
    final InMemoryTransactions transactions = new InMemoryTransactions();
    final Chat chat;

    private final AtomicInteger people = new AtomicInteger();
    private final Javalin javalin;
    private Contract contract;

    TestServer() {
        this(config -> {});
    }

    /** A server with further routes. */
    TestServer(Consumer<JavalinConfig> more) {
        this(own(), settings -> settings, RestAdapter.Address.ANY, more);
    }

    /** Returns accounts that the server manages. */
    static Identity own() {
        return new Identity.LocalIdentity(
                new InMemoryPasswordHasher(), new InMemoryTokenSigner(), TokenLifetimes.DEFAULT);
    }

    /** A server with another identity of users. */
    TestServer(Identity identity) {
        this(identity, settings -> settings, RestAdapter.Address.ANY, config -> {});
    }

    private TestServer(
            Identity identity,
            UnaryOperator<RestAdapter.Settings> change,
            RestAdapter.Address address,
            Consumer<JavalinConfig> more) {
        chat = Chat.of(ports(InMemoryStores.over(transactions)), identity);
        var settings = RestAdapter.Settings.of(clock)
                .withNanos(clock::nanos)
                .withMaxBodyBytes(MAX_BODY)
                .withHealth(health::get)
                .withLimits(RestAdapter.Limits.NONE)
                .withMetrics(() -> "counted 1\n".getBytes(StandardCharsets.UTF_8));
        javalin = Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.startup.startupWatcherEnabled = false;
                    config.concurrency.useVirtualThreads = true;
                    config.jetty.host = "127.0.0.1";
                    config.jetty.port = 0;
                    RestAdapter.of(chat, signer, change.apply(settings), address)
                            .register(config);
                    more.accept(config);
                })
                .start();
    }

    /** Creates a server with other settings; the default has no rate limits. */
    static TestServer with(UnaryOperator<RestAdapter.Settings> change) {
        return new TestServer(own(), change, RestAdapter.Address.ANY, config -> {});
    }

    /** Creates a server with a public address, behind {@code proxies}. */
    static TestServer at(RestAdapter.Address address, String... proxies) {
        var limits = new RestAdapter.Limits(Map.of(), Set.of(proxies));
        return new TestServer(own(), settings -> settings.withLimits(limits), address, config -> {});
    }

    private Ports ports(Stores stores) {
        return new Ports(
                stores,
                new EventTwins(new InMemoryRoomEvents(), new InMemoryUserEvents(), new InMemoryPresenceStore()),
                new ImagePorts(files, new InMemoryImageCodec()),
                PushConfig.OFF,
                new Environment(new SequentialIds(), new SequentialSecrets(), clock, new InMemoryTimer()));
    }

    /** Returns the contract that checks the responses of this server. */
    synchronized Contract contract() {
        if (contract == null) {
            contract = new Contract(chat.accounts().isPresent());
        }
        return contract;
    }

    int port() {
        return javalin.port();
    }

    String address() {
        return "http://127.0.0.1:" + port();
    }

    /** Returns a client without a token. */
    Client anybody() {
        return new Client(this, "", "", "");
    }

    /** Returns a new user who is logged in. */
    Client somebody() {
        return somebody("person" + people.incrementAndGet());
    }

    Client somebody(String name) {
        var id = anybody()
                .post("/api/v1/auth/signup/", Client.json("username", name, "password", PASSWORD))
                .expect(201)
                .text("id");
        return new Client(this, name, id, tokens(name).text("access"));
    }

    /** Returns a new staff member. */
    Client staff() {
        var name = "staff" + people.incrementAndGet();
        var wish = new SignUp(new Username(name), new Password(PASSWORD), null, null);
        var id = chat.accounts().orElseThrow().signUpStaff(wish).id().toString();
        return new Client(this, name, id, tokens(name).text("access"));
    }

    /** Returns the response to a login. */
    Answer tokens(String name) {
        return anybody()
                .post("/api/v1/auth/token/", Client.json("username", name, "password", PASSWORD))
                .expect(200);
    }

    @Override
    public void close() {
        javalin.stop();
    }
}
