package dev.confab.chat.app;

import dev.confab.chat.adapter.rest.RestAdapter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The settings by name. One constant is spelled {@code data-dir} in the file, {@code CONFAB_DATA_DIR} in the environment
 * and {@code --data-dir} on the command line. What each value may be is written in {@link Settings}.
 */
enum Setting {
    HOST("Where to listen: a name or address; 0.0.0.0 for every address. Default: 127.0.0.1"),
    PORT("Where to listen; 0 for any free port. Default: 8080"),
    DATA_DIR("Folder of the embedded database and the signing secret. Default: ./data"),
    DATABASE_URL("The database in JDBC form. Default: an H2 file in the data folder"),
    DATABASE_USER("Who to be for the database."),
    DATABASE_PASSWORD(Use.SECRET, "The password for that."),
    FANOUT(
            "How nodes hear of each other: in-process, for a single one, redis or postgres. Default: redis with redis-url"),
    REDIS_URL(Use.SECRET, "Where Redis is; several hosts, separated by commas, for a cluster."),
    REDIS_PREFIX("What the names of channels in Redis begin with. Default: confab:"),
    NODE_ID("The name of this node. Default: a random one"),
    AUTH_MODE("Whose accounts: accounts, for our own, or foreign, for those of a host application. Default: accounts"),
    AUTH_SECRET(Use.SECRET, "Signs the tokens; 32 bytes or more. Default: made, and kept in the data folder"),
    AUTH_PUBLIC_KEY_FILE("The public key of the host application, RSA or EC, as a PEM file."),
    AUTH_JWKS_URL("Where the host application publishes its keys (JWKS)."),
    AUTH_ISSUER("The issuer that tokens name. Default: confab; with foreign tokens any"),
    AUTH_AUDIENCE("The audience that foreign tokens name. Default: any"),
    AUTH_CLAIM_ID("The claim of foreign tokens that says who it is. Default: sub"),
    AUTH_CLAIM_USERNAME("The claim with the user name. Default: preferred_username, else username"),
    AUTH_CLAIM_NAME("The claim with the display name. Default: name"),
    AUTH_ACCESS_TTL("How long an access token is good. Default: 15m"),
    AUTH_REFRESH_TTL("How long a log-in may sleep. Default: 30d"),
    LIMITS("Whether to slow down who sends too fast: on or off. Default: on"),
    LIMIT_USER("Requests of one user. Default: 1200/1m"),
    LIMIT_ANONYMOUS("Requests without a token from one address. Default: 1200/1m"),
    LIMIT_ADDRESS("All requests from one address. Default: 12000/1m"),
    LIMIT_LOG_IN_NAME("Log-ins to one name. Default: 10/1m"),
    LIMIT_LOG_IN_ADDRESS("Log-ins from one address. Default: 120/1m"),
    LIMIT_SIGN_UP_NAME("Sign-ups of one name. Default: 10/10m"),
    LIMIT_SIGN_UP_ADDRESS("Sign-ups from one address. Default: 100/10m"),
    MAX_CONNECTIONS("Most open connections. Default: 20000, or what the limit of open files allows"),
    MAX_CONNECTIONS_PER_ADDRESS("Most open connections of one address, proxies excepted. Default: 2000"),
    TRUSTED_PROXIES("Addresses of proxies that say where requests come from, such as 10.0.0.0/8. Default: none"),
    CORS_ORIGINS("Foreign origins whose pages may read answers, separated by commas; * for all. Default: none"),
    ALLOWED_ORIGINS("Foreign origins that may open sockets, separated by commas. Default: none"),
    REACTIONS("The only reactions there are, separated by commas. Default: any"),
    PUSH_DELAY("How long after a message who is away is told of it. Default: 2s"),
    PUSH_TEXT("Whether a push says what is said, and not only by whom: on or off. Default: on"),
    PUSH_LOG("Whether pushes for which nothing else is set up are written to the log: on or off. Default: off"),
    PUSH_CLAIM("How soon what a node was pushing when it died is pushed by another. Default: 2m"),
    FCM_CREDENTIALS_FILE("The service account of a Firebase project as a JSON file; lets phones and browsers be told."),
    FCM_URL("Where Firebase is. Default: https://fcm.googleapis.com"),
    WEBHOOK_SECRET(Use.SECRET, "Signs the calls of webhooks; 32 bytes or more. Lets web addresses be told."),
    WEBHOOK_ALLOW_PRIVATE("Whether webhooks may lead into private networks: on or off. Default: off"),
    SMTP_URL(Use.SECRET, "The mail server, as smtps://USER:PASSWORD@HOST; lets people be told by e-mail."),
    SMTP_FROM("The address that stands in e-mails."),
    SMTP_DELAY("How long a message is unread before an e-mail tells of it. Default: 15m"),
    DRAIN("How long a stop waits for requests. Default: 10s");

    static final String ENVIRONMENT_PREFIX = "CONFAB_";

    private enum Use {
        OPEN,
        /** Never on the command line, where every user of the machine can read it. */
        SECRET
    }

    private final Use use;
    private final String description;

    Setting(String description) {
        this(Use.OPEN, description);
    }

    Setting(Use use, String description) {
        this.use = use;
        this.description = description;
    }

    String description() {
        return description;
    }

    /** The name in the file. */
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String variable() {
        return ENVIRONMENT_PREFIX + name();
    }

    String flag() {
        return "--" + key();
    }

    boolean hasFlag() {
        return use == Use.OPEN;
    }

    /** The one that sets {@code limit}. */
    static Setting of(RestAdapter.Limit limit) {
        return valueOf("LIMIT_" + limit.name());
    }

    /** The setting of that name in the file; a dot does as well as a hyphen, since HOCON nests. */
    static Optional<Setting> ofKey(String key) {
        var wanted = key.replace('.', '-');
        return Arrays.stream(values())
                .filter(setting -> setting.key().equals(wanted))
                .findFirst();
    }

    static Optional<Setting> ofVariable(String variable) {
        return Arrays.stream(values())
                .filter(setting -> setting.variable().equals(variable))
                .findFirst();
    }
}
