package dev.confab.chat.app;

import static dev.confab.chat.app.SettingTable.AUTH_AUDIENCE;
import static dev.confab.chat.app.SettingTable.AUTH_CLAIM_ID;
import static dev.confab.chat.app.SettingTable.AUTH_CLAIM_NAME;
import static dev.confab.chat.app.SettingTable.AUTH_CLAIM_USERNAME;
import static dev.confab.chat.app.SettingTable.AUTH_ISSUER;
import static dev.confab.chat.app.SettingTable.AUTH_JWKS_URL;
import static dev.confab.chat.app.SettingTable.AUTH_MODE;
import static dev.confab.chat.app.SettingTable.AUTH_PUBLIC_KEY_FILE;
import static dev.confab.chat.app.SettingTable.AUTH_SECRET;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.confab.chat.adapter.fanout.FanOutAdapter;
import dev.confab.chat.adapter.persistence.PersistenceAdapter;
import dev.confab.chat.adapter.rest.RestAdapter;
import dev.confab.chat.adapter.security.SecurityAdapter.Host;
import dev.confab.chat.adapter.security.SecurityAdapter.HostKey;
import dev.confab.chat.app.http.FileDescriptors;
import dev.confab.chat.application.account.TokenLifetimes;
import dev.confab.chat.domain.Secret;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The values of all settings, checked and completed. Immutable and printed without any value. {@link #get} returns a single
 * one; the other methods combine those that belong together.
 */
public final class Settings {

    private static final int USUAL_CONNECTIONS = 20_000;
    private static final int USUAL_CONNECTIONS_PER_ADDRESS = 2_000;

    private final RawSettings raw;
    private final Map<Setting<?>, Optional<Object>> values = new HashMap<>();

    private Settings(RawSettings raw) {
        this.raw = raw;
        SettingTable.all().forEach(this::find);
        SettingTable.all().forEach(this::check);
        raw.requireNoProblem();
    }

    /**
     * Where settings come from. Flags override the environment, which overrides the file.
     *
     * @param directory where relative paths start and {@code confab.conf} is looked for
     * @param config the file to read; null for {@code confab.conf}, if it exists
     * @param environment variables; every one that begins with {@code CONFAB_} must be a setting
     * @param flags values by flag, such as {@code --port}
     */
    public record Sources(
            Path directory, @Nullable Path config, Map<String, String> environment, Map<String, String> flags) {}

    /**
     * Reads, checks and completes the settings.
     *
     * @throws WrongSettings with all problems
     */
    public static Settings read(Sources sources) {
        var raw = new RawSettings(sources.directory().toAbsolutePath());
        ConfigFile.of(sources).ifPresent(file -> file.readInto(raw));
        raw.addEnvironment(sources.environment());
        raw.addFlags(sources.flags());
        return new Settings(raw);
    }

    /** Returns the value that is given, or the default. */
    <T> T get(Setting<T> setting) {
        var given = find(setting);
        return given == null ? requireNonNull(raw.parseDefault(setting, this), setting.key()) : given;
    }

    /** Returns the value that is given; null for none. Reads it at the first call, which is before the constructor ends. */
    @SuppressWarnings("unchecked") // parsed by the setting itself
    <T> @Nullable T find(Setting<T> setting) {
        if (!values.containsKey(setting)) {
            values.put(setting, Optional.ofNullable(read(setting)));
        }
        return (T) values.getOrDefault(setting, Optional.empty()).orElse(null);
    }

    private <T> @Nullable T read(Setting<T> setting) {
        for (var condition : setting.conditions()) {
            if (has(setting) && !condition.holds().test(this)) {
                raw.refuse(setting, condition.problem());
                return null;
            }
        }
        return raw.parse(setting);
    }

    private <T> void check(Setting<T> setting) {
        var value = find(setting);
        for (var check : setting.checks()) {
            if (value != null && !check.holds().test(value, this)) {
                raw.refuse(setting, check.problem());
            }
        }
    }

    /** Whether an operator has given the setting. */
    boolean has(Setting<?> setting) {
        return raw.has(setting);
    }

    /** Returns the values that are given, for comparison. */
    Map<Setting<?>, Optional<Object>> given() {
        return Map.copyOf(values);
    }

    // --- storage ---------------------------------------------------------------------------------------------------

    /** Returns the folder of the embedded database, the generated signing secret and the images; absolute. */
    public Path dataDir() {
        return get(SettingTable.DATA_DIR);
    }

    /**
     * The database.
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
                    url, user, passwordText(), PersistenceAdapter.Settings.DEFAULT_POOL_SIZE);
        }

        private @Nullable String passwordText() {
            return password == null ? null : password.value();
        }

        /** Omits the URL, which may hold a password. */
        @Override
        public String toString() {
            return "Database[embedded=" + embedded + "]";
        }
    }

    public Database database() {
        var url = find(SettingTable.DATABASE_URL);
        return url == null
                ? new Database("jdbc:h2:file:" + dataDir().resolve("confab"), true, null, null)
                : new Database(url, false, find(SettingTable.DATABASE_USER), find(SettingTable.DATABASE_PASSWORD));
    }

    FanOutAdapter.Via fanOut() {
        var database = database();
        return switch (get(SettingTable.FANOUT)) {
            case IN_PROCESS -> new FanOutAdapter.InProcess();
            case REDIS -> new FanOutAdapter.Redis(get(SettingTable.REDIS_URL), get(SettingTable.REDIS_PREFIX));
            case POSTGRES -> new FanOutAdapter.Postgres(database.url(), database.user(), database.passwordText());
        };
    }

    // --- accounts --------------------------------------------------------------------------------------------------

    TokenLifetimes tokenLifetimes() {
        return new TokenLifetimes(get(SettingTable.AUTH_ACCESS_TTL), get(SettingTable.AUTH_REFRESH_TTL));
    }

    /** Returns the number of keys that a host application's tokens could be checked with. */
    int hostKeys() {
        return (int) Stream.of(AUTH_SECRET, AUTH_PUBLIC_KEY_FILE, AUTH_JWKS_URL)
                .filter(this::has)
                .count();
    }

    /** Returns the host application whose tokens are accepted; null where the server has accounts of its own. */
    @Nullable
    Host host() {
        if (get(AUTH_MODE) == SettingTable.AuthMode.ACCOUNTS) {
            return null;
        }
        var username = find(AUTH_CLAIM_USERNAME);
        return new Host(
                hostKey(),
                find(AUTH_ISSUER),
                find(AUTH_AUDIENCE),
                get(AUTH_CLAIM_ID),
                username == null ? Host.USERNAME_CLAIMS : List.of(username),
                get(AUTH_CLAIM_NAME));
    }

    private HostKey hostKey() {
        var publicKey = find(AUTH_PUBLIC_KEY_FILE);
        if (publicKey != null) {
            return new HostKey.Public(publicKey);
        }
        var published = find(AUTH_JWKS_URL);
        return published == null
                ? new HostKey.SharedSecret(get(AUTH_SECRET).value().getBytes(UTF_8))
                : new HostKey.Published(published);
    }

    // --- HTTP ------------------------------------------------------------------------------------------------------

    /** Returns the rate limits, which are empty where they are off, and the trusted proxies. */
    RestAdapter.Limits limits() {
        var rates = new EnumMap<RestAdapter.Limit, RestAdapter.Rate>(RestAdapter.Limit.class);
        if (get(SettingTable.RATE_LIMITS)) {
            SettingTable.limits().forEach((limit, setting) -> rates.put(limit, get(setting)));
        }
        return new RestAdapter.Limits(rates, get(SettingTable.TRUSTED_PROXIES));
    }

    RestAdapter.Address address() {
        return new RestAdapter.Address(find(SettingTable.PUBLIC_URL), get(SettingTable.ALLOWED_HOSTS));
    }

    /** Returns where metrics can be read without a token; null for nowhere. */
    @Nullable
    InetSocketAddress metricsAddress() {
        var port = find(SettingTable.METRICS_PORT);
        return port == null ? null : InetSocketAddress.createUnresolved(get(SettingTable.METRICS_HOST), port);
    }

    /** Returns how many connections may be open in this process, sockets and keep-alive connections together. */
    int maxConnections() {
        var given = find(SettingTable.MAX_CONNECTIONS);
        return FileDescriptors.fit(Objects.requireNonNullElse(given, USUAL_CONNECTIONS), given != null);
    }

    int maxConnectionsPerAddress() {
        return Objects.requireNonNullElse(
                find(SettingTable.MAX_CONNECTIONS_PER_ADDRESS), USUAL_CONNECTIONS_PER_ADDRESS);
    }

    /** Returns the addresses without a limit of their own: proxies and, without an explicit number, loopback. */
    Predicate<InetAddress> addressesWithoutLimit() {
        var proxies = limits().proxies();
        return has(SettingTable.MAX_CONNECTIONS_PER_ADDRESS) ? proxies : proxies.or(InetAddress::isLoopbackAddress);
    }

    /** Omits all values: many are secrets, or may hold one. */
    @Override
    public String toString() {
        return "Settings"
                + SettingTable.all().stream()
                        .filter(this::has)
                        .map(Setting::key)
                        .toList();
    }
}
