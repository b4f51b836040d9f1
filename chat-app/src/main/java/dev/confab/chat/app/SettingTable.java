package dev.confab.chat.app;

import static dev.confab.chat.app.SettingValues.choice;
import static dev.confab.chat.app.SettingValues.duration;
import static dev.confab.chat.app.SettingValues.matching;
import static dev.confab.chat.app.SettingValues.number;
import static dev.confab.chat.app.SettingValues.text;

import dev.confab.chat.adapter.fanout.FanOutAdapter;
import dev.confab.chat.adapter.fcm.FcmAdapter;
import dev.confab.chat.adapter.rest.RestAdapter.Limit;
import dev.confab.chat.adapter.rest.RestAdapter.Rate;
import dev.confab.chat.domain.Secret;
import dev.confab.chat.domain.room.ReactionPolicy;
import java.net.URI;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All settings, each declared once: key, help text, type with its range, default, and how it depends on others. Flags,
 * environment variables, {@code --help} and error messages derive from this table; a test compares it with
 * {@code docs/configuration.md}. A new setting is a row here, a {@link Settings#get} where it is used, and a line there.
 */
final class SettingTable {

    /** Whose accounts there are. */
    enum AuthMode {
        ACCOUNTS,
        FOREIGN
    }

    /** What carries events between nodes. */
    enum FanOut {
        IN_PROCESS,
        REDIS,
        POSTGRES
    }

    // Rows refer to later ones by their qualified names, which the compiler allows.

    private static final List<Setting<?>> ALL = new ArrayList<>();
    private static final Map<Limit, Setting<Rate>> LIMITS = new EnumMap<>(Limit.class);

    // --- addresses -------------------------------------------------------------------------------------------------

    static final Setting<String> HOST =
            add(Setting.of("host", "Address to listen on; 0.0.0.0 for all", SettingValues::host)
                    .withDefault("127.0.0.1"));
    static final Setting<Integer> PORT =
            add(Setting.of("port", "Port to listen on; 0 for any free port", number(0, 65_535))
                    .withDefault("8080"));
    static final Setting<URI> PUBLIC_URL =
            add(Setting.of("public-url", "URL by which clients reach the server", SettingValues::publicUrl)
                    .withoutDefault("the URL of each request"));
    static final Setting<Set<String>> ALLOWED_HOSTS =
            add(Setting.of("allowed-hosts", "Host names that requests may use, comma-separated", SettingValues::hosts)
                    .withDefault(settings -> "", "any; with a public URL its host and loopback"));
    static final Setting<Integer> METRICS_PORT =
            add(Setting.of("metrics-port", "Port that serves /metrics without a token", number(0, 65_535))
                    .withoutDefault("none"));
    static final Setting<String> METRICS_HOST =
            add(Setting.of("metrics-host", "Address of the metrics port", SettingValues::host)
                    .withDefault("127.0.0.1")
                    .onlyWith(METRICS_PORT));

    // --- storage ---------------------------------------------------------------------------------------------------

    static final Setting<Path> DATA_DIR =
            add(Setting.ofPath("data-dir", "Folder for database, signing secret and images", SettingValues::folder)
                    .withDefault("./data"));
    static final Setting<String> DATABASE_URL =
            add(Setting.of("database-url", "Database URL in JDBC form", SettingValues::databaseUrl)
                    .withoutDefault("an H2 file in the data folder"));
    static final Setting<String> DATABASE_USER = add(
            Setting.of("database-user", "Database user name", value -> value).onlyWith(DATABASE_URL));
    static final Setting<Secret> DATABASE_PASSWORD =
            add(Setting.of("database-password", "Database password", Secret::new)
                    .secret()
                    .onlyWith(DATABASE_URL));

    // --- accounts and tokens ---------------------------------------------------------------------------------------

    static final Setting<AuthMode> AUTH_MODE =
            add(Setting.of("auth-mode", "Own accounts, or foreign tokens of a host application", choice(AuthMode.class))
                    .withDefault("accounts")
                    .check(
                            (mode, settings) -> mode != AuthMode.FOREIGN || settings.hostKeys() > 0,
                            "foreign needs auth-secret, auth-public-key-file or auth-jwks-url"));
    static final Setting<Secret> AUTH_SECRET =
            add(oneKey(Setting.of("auth-secret", "Secret that signs tokens, at least 32 bytes", SettingValues::secret)
                    .withoutDefault("generated in the data folder")
                    .secret()));
    static final Setting<PublicKey> AUTH_PUBLIC_KEY_FILE = add(oneKey(
            Setting.ofPath("auth-public-key-file", "PEM file with the host's public key", SettingValues::publicKey)
                    .onlyWith(AUTH_MODE, AuthMode.FOREIGN)));
    static final Setting<URI> AUTH_JWKS_URL =
            add(oneKey(Setting.of("auth-jwks-url", "URL of the host's public keys (JWKS)", SettingValues::url)
                    .onlyWith(AUTH_MODE, AuthMode.FOREIGN)));
    static final Setting<String> AUTH_ISSUER = add(Setting.of("auth-issuer", "Issuer of the tokens", text(200))
            .withDefault(settings -> "confab", "confab; with foreign tokens any"));
    static final Setting<String> AUTH_AUDIENCE =
            add(Setting.of("auth-audience", "Audience that foreign tokens must name", text(200))
                    .withoutDefault("any")
                    .onlyWith(AUTH_MODE, AuthMode.FOREIGN));
    static final Setting<String> AUTH_CLAIM_ID =
            add(Setting.of("auth-claim-id", "Claim that holds the user's id", text(200))
                    .withDefault("sub")
                    .onlyWith(AUTH_MODE, AuthMode.FOREIGN));
    static final Setting<String> AUTH_CLAIM_USERNAME =
            add(Setting.of("auth-claim-username", "Claim that holds the user name", text(200))
                    .withoutDefault("preferred_username, else username")
                    .onlyWith(AUTH_MODE, AuthMode.FOREIGN));
    static final Setting<String> AUTH_CLAIM_NAME =
            add(Setting.of("auth-claim-name", "Claim that holds the display name", text(200))
                    .withDefault("name")
                    .onlyWith(AUTH_MODE, AuthMode.FOREIGN));
    static final Setting<Duration> AUTH_ACCESS_TTL =
            add(Setting.of("auth-access-ttl", "Lifetime of an access token", duration("1s", "3650d"))
                    .withDefault("15m")
                    .onlyWith(AUTH_MODE, AuthMode.ACCOUNTS));
    static final Setting<Duration> AUTH_REFRESH_TTL =
            add(Setting.of("auth-refresh-ttl", "Lifetime of a refresh token", duration("1s", "3650d"))
                    .withDefault("30d")
                    .onlyWith(AUTH_MODE, AuthMode.ACCOUNTS));

    // --- limits ----------------------------------------------------------------------------------------------------

    static final Setting<Boolean> RATE_LIMITS =
            add(Setting.of("limits", "Rate limits, on or off", SettingValues::onOrOff)
                    .withDefault("on"));

    static {
        addLimit(Limit.USER, "1200/1m", "Requests of one user");
        addLimit(Limit.ANONYMOUS, "1200/1m", "Requests without a valid token from one address");
        addLimit(Limit.ADDRESS, "12000/1m", "All requests from one address");
        addLimit(Limit.LOG_IN_NAME, "10/1m", "Log-ins to one account from one address");
        addLimit(Limit.LOG_IN_NAME_ELSEWHERE, "100/1m", "Log-ins to one account from all new addresses");
        addLimit(Limit.LOG_IN_ADDRESS, "120/1m", "Log-ins from one address");
        addLimit(Limit.SIGN_UP_NAME, "10/10m", "Sign-ups with one name");
        addLimit(Limit.SIGN_UP_ADDRESS, "100/10m", "Sign-ups from one address");
    }

    static final Setting<Integer> MAX_CONNECTIONS =
            add(Setting.of("max-connections", "Maximum of open connections", number(1, 1_000_000))
                    .withoutDefault("20000, or fewer if open files are limited"));
    static final Setting<Integer> MAX_CONNECTIONS_PER_ADDRESS = add(
            Setting.of("max-connections-per-address", "Maximum of open connections per address", number(1, 1_000_000))
                    .withoutDefault("2000, none for loopback"));

    // --- browsers and proxies --------------------------------------------------------------------------------------

    static final Setting<Set<String>> TRUSTED_PROXIES = add(
            Setting.of("trusted-proxies", "Addresses of trusted proxies, such as 10.0.0.0/8", SettingValues::networks)
                    .withDefault(settings -> "", "none"));
    static final Setting<Set<String>> CORS_ORIGINS = add(
            Setting.of("cors-origins", "Origins whose pages may read responses; * for all", SettingValues::originsOrAll)
                    .withDefault(settings -> "", "none"));
    static final Setting<Set<String>> ALLOWED_ORIGINS =
            add(Setting.of("allowed-origins", "Origins whose pages may open sockets", SettingValues::origins)
                    .withDefault(settings -> "", "none"));
    static final Setting<ReactionPolicy> REACTIONS =
            add(Setting.of("reactions", "Allowed reactions, comma-separated", SettingValues::reactions)
                    .withDefault(settings -> "", "any"));

    // --- several nodes ---------------------------------------------------------------------------------------------

    static final Setting<FanOut> FANOUT = add(Setting.of(
                    "fanout", "Events between nodes: in-process, redis or postgres", choice(FanOut.class))
            .withDefault(
                    settings -> settings.has(SettingTable.REDIS_URL) ? "redis" : "in-process",
                    "redis with a Redis URL, else in-process")
            .check(
                    (fanOut, settings) -> fanOut != FanOut.REDIS || settings.has(SettingTable.REDIS_URL),
                    "redis needs redis-url")
            .check(
                    (fanOut, settings) -> fanOut != FanOut.POSTGRES
                            || FanOutAdapter.Postgres.isFor(settings.database().url()),
                    "postgres needs a PostgreSQL as database-url"));
    static final Setting<String> REDIS_URL =
            add(Setting.of("redis-url", "Redis URL; several comma-separated hosts for a cluster", SettingValues::redis)
                    .secret()
                    .onlyWith(FANOUT, FanOut.REDIS));
    static final Setting<String> REDIS_PREFIX = add(Setting.of(
                    "redis-prefix",
                    "Prefix of channel names in Redis",
                    matching("[A-Za-z0-9:._-]{1,64}", "1 to 64 of the characters A-Z a-z 0-9 : . _ -"))
            .withDefault("confab:")
            .onlyWith(FANOUT, FanOut.REDIS));
    static final Setting<String> NODE_ID = add(Setting.of(
                    "node-id",
                    "Name of this node",
                    matching("[A-Za-z0-9._-]{1,64}", "1 to 64 of the characters A-Z a-z 0-9 . _ -"))
            .withoutDefault("random"));

    // --- push ------------------------------------------------------------------------------------------------------

    static final Setting<Duration> PUSH_DELAY =
            add(Setting.of("push-delay", "Delay before offline members are notified", duration("0s", "3600s"))
                    .withDefault("2s"));
    static final Setting<Boolean> PUSH_TEXT =
            add(Setting.of("push-text", "Message text in pushes, on or off", SettingValues::onOrOff)
                    .withDefault("on"));
    static final Setting<Duration> PUSH_CLAIM =
            add(Setting.of("push-claim", "Time before another node retries a claimed push", duration("2s", "3600s"))
                    .withDefault("2m"));
    static final Setting<Boolean> PUSH_LOG =
            add(Setting.of("push-log", "Log pushes that have no channel, on or off", SettingValues::onOrOff)
                    .withDefault("off"));
    static final Setting<FcmAdapter.Settings> FCM_CREDENTIALS_FILE = add(
            Setting.ofPath("fcm-credentials-file", "JSON file of a Firebase service account", SettingValues::firebase));
    static final Setting<URI> FCM_URL = add(Setting.of("fcm-url", "URL of Firebase", SettingValues::url)
            .withDefault("https://fcm.googleapis.com")
            .onlyWith(FCM_CREDENTIALS_FILE));
    static final Setting<Secret> WEBHOOK_SECRET =
            add(Setting.of("webhook-secret", "Secret that enables webhooks, at least 32 bytes", SettingValues::secret)
                    .secret());
    static final Setting<Boolean> WEBHOOK_ALLOW_PRIVATE =
            add(Setting.of("webhook-allow-private", "Webhooks to private networks, on or off", SettingValues::onOrOff)
                    .withDefault("off")
                    .onlyWith(WEBHOOK_SECRET));
    static final Setting<String> SMTP_URL =
            add(Setting.of("smtp-url", "Mail server, as smtps://USER:PASSWORD@HOST", SettingValues::smtp)
                    .secret()
                    .check((url, settings) -> settings.has(SettingTable.SMTP_FROM), "needs smtp-from"));
    static final Setting<String> SMTP_FROM =
            add(Setting.of("smtp-from", "Sender address of e-mail notifications", SettingValues::sender)
                    .onlyWith(SMTP_URL));
    static final Setting<Duration> SMTP_DELAY =
            add(Setting.of("smtp-delay", "Delay before an unread message is mailed", duration("1s", "1d"))
                    .withDefault("15m")
                    .onlyWith(SMTP_URL));

    static final Setting<Duration> DRAIN =
            add(Setting.of("drain", "Time that a stop waits for requests", duration("0s", "3600s"))
                    .withDefault("10s"));

    private SettingTable() {}

    private static <T> Setting<T> add(Setting<T> setting) {
        ALL.add(setting);
        return setting;
    }

    private static void addLimit(Limit limit, String rate, String help) {
        var key = "limit-" + SettingValues.spelling(limit);
        LIMITS.put(limit, add(Setting.of(key, help, SettingValues::rate).withDefault(rate)));
    }

    /** A host application has one kind of key. */
    private static <T> Setting<T> oneKey(Setting<T> key) {
        return key.check(
                (value, settings) -> settings.get(AUTH_MODE) == AuthMode.ACCOUNTS || settings.hostKeys() == 1,
                "does not go together with another key");
    }

    /** Returns all settings, in the order of {@code --help}. */
    static List<Setting<?>> all() {
        return Collections.unmodifiableList(ALL);
    }

    /** Returns the setting of each rate limit. */
    static Map<Limit, Setting<Rate>> limits() {
        return Collections.unmodifiableMap(LIMITS);
    }
}
