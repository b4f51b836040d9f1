package dev.confab.chat.app;

import dev.confab.chat.adapter.fanout.FanOutAdapter;
import dev.confab.chat.adapter.fcm.FcmAdapter;
import dev.confab.chat.adapter.mail.MailAdapter;
import dev.confab.chat.adapter.persistence.PersistenceAdapter;
import dev.confab.chat.adapter.rest.RestAdapter;
import dev.confab.chat.adapter.security.SecurityAdapter;
import dev.confab.chat.adapter.webhook.WebhookAdapter;
import dev.confab.chat.app.http.FileDescriptors;
import dev.confab.chat.application.account.TokenLifetimes;
import dev.confab.chat.domain.room.ReactionPolicy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What an operator may choose. Immutable; whoever holds one holds values that passed every check that needs nothing but
 * the value and a look at the disk. Printing it shows no secret.
 *
 * @param host the address to listen on
 * @param port 0 for any free one
 * @param dataDir absolute; holds the embedded database and the signing secret that we made
 * @param limits false lifts every throttle, but no bound on sizes
 * @param web who may ask by HTTP, and how often
 * @param allowedOrigins foreign origins whose pages may open sockets, such as {@code https://app.example.com}
 * @param reactions what may be reacted with
 * @param fanOut how nodes hear of each other
 * @param nodeId this node's name; null for none
 * @param push how people who are away are told
 * @param drain how long a stop waits for requests that are under way
 */
public record Settings(
        String host,
        int port,
        Path dataDir,
        Database database,
        Auth auth,
        boolean limits,
        Web web,
        Set<String> allowedOrigins,
        ReactionPolicy reactions,
        FanOutAdapter.Via fanOut,
        @Nullable String nodeId,
        Push push,
        Duration drain) {

    static final int DEFAULT_PORT = 8080;

    public Settings {
        allowedOrigins = Set.copyOf(allowedOrigins);
    }

    /**
     * Where everything is kept.
     *
     * @param url in JDBC form
     * @param embedded true for a file in the data folder, which one process at a time can open
     */
    public record Database(
            String url,
            boolean embedded,
            @Nullable String user,
            @Nullable Secret password) {

        PersistenceAdapter.Settings toAdapter() {
            return new PersistenceAdapter.Settings(
                    url,
                    user,
                    password == null ? null : password.value(),
                    PersistenceAdapter.Settings.DEFAULT_POOL_SIZE);
        }

        /** Without the URL, which may hold a password. */
        @Override
        public String toString() {
            return "Database[embedded=" + embedded + "]";
        }
    }

    /**
     * How callers prove who they are.
     *
     * @param secret signs the tokens; null for the one in the data folder, which is made when there is none
     * @param host whose tokens are taken, so that the rest does not matter; null for accounts of our own
     */
    public record Auth(
            @Nullable Secret secret, String issuer, TokenLifetimes lifetimes, SecurityAdapter.@Nullable Host host) {}

    /**
     * Who may ask by HTTP, and how often.
     *
     * @param limits without any rate where {@link Settings#limits} is false
     * @param corsOrigins foreign origins whose pages may read answers, or *
     * @param connections how many there may be
     * @param address by which clients reach the server
     * @param metrics where /metrics can be read without a token; null for nowhere
     */
    public record Web(
            RestAdapter.Limits limits,
            Set<String> corsOrigins,
            Connections connections,
            RestAdapter.Address address,
            @Nullable InetSocketAddress metrics) {

        public Web {
            corsOrigins = Set.copyOf(corsOrigins);
        }
    }

    /**
     * How many connections may be open, sockets and keep-alive connections together.
     *
     * @param given null for {@value #USUAL}, or as many as fit below the limit of open files
     * @param givenPerAddress null for {@value #USUAL_PER_ADDRESS}, which does not apply to this machine
     */
    public record Connections(
            @Nullable Integer given, @Nullable Integer givenPerAddress) {

        static final int USUAL = 20_000;
        static final int USUAL_PER_ADDRESS = 2_000;
        static final int MOST = 1_000_000;

        /** Returns how many there may be in this process. */
        int fitting() {
            return FileDescriptors.fit(Objects.requireNonNullElse(given, USUAL), given != null);
        }

        int perAddress() {
            return Objects.requireNonNullElse(givenPerAddress, USUAL_PER_ADDRESS);
        }

        /** Proxies, behind which are many; and this machine, unless the operator gave a number. */
        Predicate<InetAddress> exempt(RestAdapter.Limits limits) {
            return givenPerAddress == null ? limits.proxies().or(InetAddress::isLoopbackAddress) : limits.proxies();
        }
    }

    /**
     * How people who are away are told.
     *
     * @param firebase null for nobody by Firebase
     * @param webhook null for nobody by webhooks
     * @param mail null for nobody by e-mail
     * @param log whether what cannot be pushed otherwise is logged
     * @param delay how long after a message
     * @param showsText whether they are told what is said, and not only by whom
     * @param claim for how long what one node works on is nobody else's
     * @param mailAfter how long a message is unread before an e-mail tells of it
     */
    public record Push(
            FcmAdapter.@Nullable Settings firebase,
            WebhookAdapter.@Nullable Settings webhook,
            MailAdapter.@Nullable Settings mail,
            boolean log,
            Duration delay,
            boolean showsText,
            Duration claim,
            Duration mailAfter) {}

    /** A text that must not be printed. */
    public record Secret(String value) {

        @Override
        public String toString() {
            return "Secret[…]";
        }
    }

    /**
     * Where settings come from; what stands further down in this list wins over what stands further up.
     *
     * @param directory what relative paths start from, and where {@code confab.conf} is looked for
     * @param config the file to read; null for {@code confab.conf}, if there is one
     * @param environment of which all that begins with {@code CONFAB_} must be a setting
     * @param flags the settings on the command line by their name there, such as {@code --port}
     */
    public record Sources(
            Path directory, @Nullable Path config, Map<String, String> environment, Map<String, String> flags) {}

    /**
     * Reads, checks and completes the settings.
     *
     * @throws WrongSettings with everything that is wrong with them
     */
    public static Settings read(Sources sources) {
        var given = new RawSettings(sources.directory());
        ConfigFile.of(sources).ifPresent(file -> file.readInto(given));
        given.addEnvironment(sources.environment());
        given.addFlags(sources.flags());
        var settings = settings(given, sources.directory().toAbsolutePath());
        given.requireNoProblem();
        return settings;
    }

    private static Settings settings(RawSettings given, Path directory) {
        var dataDir = given.value(
                Setting.DATA_DIR, directory.resolve("data"), value -> SettingValues.folder(directory, value));
        var database = database(given, dataDir.normalize());
        boolean limits = given.value(Setting.LIMITS, true, SettingValues::onOrOff);
        return new Settings(
                given.value(Setting.HOST, "127.0.0.1", SettingValues::host),
                given.value(Setting.PORT, DEFAULT_PORT, SettingValues::port),
                dataDir.normalize(),
                database,
                auth(given, directory),
                limits,
                web(given, limits),
                given.value(Setting.ALLOWED_ORIGINS, Set.of(), SettingValues::origins),
                given.value(Setting.REACTIONS, ReactionPolicy.ANY, SettingValues::reactions),
                new FanOutSettings(given, database).read(),
                given.optional(Setting.NODE_ID, SettingValues::nodeId),
                new PushSettings(given, directory).read(),
                given.value(Setting.DRAIN, Duration.ofSeconds(10), SettingValues::drain));
    }

    private static Web web(RawSettings given, boolean limited) {
        var rates = new EnumMap<RestAdapter.Limit, RestAdapter.Rate>(RestAdapter.Limit.class);
        for (var limit : RestAdapter.Limit.values()) {
            rates.put(limit, given.value(Setting.of(limit), limit.usual(), SettingValues::rate));
        }
        Set<String> proxies = given.value(Setting.TRUSTED_PROXIES, Set.of(), SettingValues::networks);
        return new Web(
                new RestAdapter.Limits(limited ? rates : Map.of(), proxies),
                given.value(Setting.CORS_ORIGINS, Set.of(), SettingValues::originsOrAll),
                new Connections(
                        given.optional(Setting.MAX_CONNECTIONS, SettingValues::connections),
                        given.optional(Setting.MAX_CONNECTIONS_PER_ADDRESS, SettingValues::connections)),
                address(given),
                metrics(given));
    }

    private static RestAdapter.Address address(RawSettings given) {
        Set<String> hosts = given.value(Setting.ALLOWED_HOSTS, Set.of(), SettingValues::hosts);
        return new RestAdapter.Address(given.optional(Setting.PUBLIC_URL, SettingValues::publicUrl), hosts);
    }

    private static @Nullable InetSocketAddress metrics(RawSettings given) {
        var host = given.value(Setting.METRICS_HOST, "127.0.0.1", SettingValues::host);
        if (!given.has(Setting.METRICS_PORT)) {
            given.refuse(Setting.METRICS_HOST, "is of use only with " + Setting.METRICS_PORT.key());
        }
        var port = given.optional(Setting.METRICS_PORT, SettingValues::port);
        return port == null ? null : InetSocketAddress.createUnresolved(host, port);
    }

    private static Database database(RawSettings given, Path dataDir) {
        var url = given.optional(Setting.DATABASE_URL, SettingValues::databaseUrl);
        var user = given.optional(Setting.DATABASE_USER, value -> value);
        var password = given.optional(Setting.DATABASE_PASSWORD, Secret::new);
        if (!given.has(Setting.DATABASE_URL)) {
            given.refuse(Setting.DATABASE_USER, "is of use only with " + Setting.DATABASE_URL.key());
            given.refuse(Setting.DATABASE_PASSWORD, "is of use only with " + Setting.DATABASE_URL.key());
        }
        return url == null
                ? new Database("jdbc:h2:file:" + dataDir.resolve("confab"), true, null, null)
                : new Database(url, false, user, password);
    }

    private static Auth auth(RawSettings given, Path directory) {
        var usual = TokenLifetimes.DEFAULT;
        return new Auth(
                given.optional(Setting.AUTH_SECRET, SettingValues::signingSecret),
                given.value(Setting.AUTH_ISSUER, "confab", SettingValues::name),
                new TokenLifetimes(
                        given.value(Setting.AUTH_ACCESS_TTL, usual.access(), SettingValues::lifetime),
                        given.value(Setting.AUTH_REFRESH_TTL, usual.refresh(), SettingValues::lifetime)),
                new HostSettings(given, directory).read());
    }
}
