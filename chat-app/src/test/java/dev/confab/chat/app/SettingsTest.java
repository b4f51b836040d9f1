package dev.confab.chat.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.adapter.fanout.FanOutAdapter;
import dev.confab.chat.adapter.rest.RestAdapter;
import dev.confab.chat.adapter.security.SecurityAdapter.Host;
import dev.confab.chat.adapter.security.SecurityAdapter.HostKey;
import dev.confab.chat.app.Settings.Secret;
import dev.confab.chat.domain.room.ReactionPolicy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    private static final Settings.Connections USUAL_CONNECTIONS = new Settings.Connections(null, null);

    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, String> flags = new HashMap<>();

    @Test
    void withoutAnySettingThereIsAnEmbeddedDatabaseOnThisMachineOnly() {
        var settings = read();

        assertThat(settings.host()).isEqualTo("127.0.0.1");
        assertThat(settings.port()).isEqualTo(8080);
        assertThat(settings.dataDir()).isEqualTo(folder.resolve("data"));
        assertThat(settings.database().embedded()).isTrue();
        assertThat(settings.database().url()).isEqualTo("jdbc:h2:file:" + folder.resolve("data/confab"));
        assertThat(settings.auth().host()).isNull();
        assertThat(settings.auth().secret()).isNull();
        assertThat(settings.auth().issuer()).isEqualTo("confab");
        assertThat(settings.auth().lifetimes().access()).isEqualTo(Duration.ofMinutes(15));
        assertThat(settings.auth().lifetimes().refresh()).isEqualTo(Duration.ofDays(30));
        assertThat(settings.limits()).isTrue();
        assertThat(settings.web()).isEqualTo(new Settings.Web(RestAdapter.Limits.USUAL, Set.of(), USUAL_CONNECTIONS));
        assertThat(settings.allowedOrigins()).isEmpty();
        assertThat(settings.fanOut()).isEqualTo(new FanOutAdapter.InProcess());
        assertThat(settings.nodeId()).isNull();
        assertThat(settings.drain()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void everySettingIsReadFromTheEnvironment() {
        environment.putAll(Map.of(
                "CONFAB_HOST", "0.0.0.0",
                "CONFAB_PORT", "0",
                "CONFAB_DATA_DIR", "elsewhere",
                "CONFAB_DATABASE_URL", "jdbc:postgresql://db/confab",
                "CONFAB_DATABASE_USER", "confab",
                "CONFAB_DATABASE_PASSWORD", "",
                "CONFAB_AUTH_SECRET", SECRET,
                "CONFAB_AUTH_ISSUER", "https://chat.example.com",
                "CONFAB_AUTH_ACCESS_TTL", "90s",
                "CONFAB_AUTH_REFRESH_TTL", "12h"));
        environment.putAll(Map.of(
                "CONFAB_FANOUT", "in-process",
                "CONFAB_AUTH_MODE", "accounts",
                "CONFAB_LIMITS", "off",
                "CONFAB_ALLOWED_ORIGINS", "https://app.example.com, http://localhost:3000",
                "CONFAB_NODE_ID", "web-1",
                "CONFAB_DRAIN", "500ms"));
        var settings = read();

        assertThat(settings.host()).isEqualTo("0.0.0.0");
        assertThat(settings.port()).isZero();
        assertThat(settings.dataDir()).isEqualTo(folder.resolve("elsewhere"));
        assertThat(settings.database())
                .isEqualTo(new Settings.Database("jdbc:postgresql://db/confab", false, "confab", new Secret("")));
        assertThat(settings.auth().secret()).isEqualTo(new Secret(SECRET));
        assertThat(settings.auth().issuer()).isEqualTo("https://chat.example.com");
        assertThat(settings.auth().lifetimes().access()).isEqualTo(Duration.ofSeconds(90));
        assertThat(settings.auth().lifetimes().refresh()).isEqualTo(Duration.ofHours(12));
        assertThat(settings.limits()).isFalse();
        assertThat(settings.allowedOrigins())
                .containsExactlyInAnyOrder("https://app.example.com", "http://localhost:3000");
        assertThat(settings.nodeId()).isEqualTo("web-1");
        assertThat(settings.drain()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void howOftenOneMayAskIsReadFromTheEnvironment() {
        for (var limit : RestAdapter.Limit.values()) {
            environment.put("CONFAB_LIMIT_" + limit, limit.name().length() + "/90s");
        }
        environment.put("CONFAB_TRUSTED_PROXIES", "10.0.0.0/8, ::1");
        environment.put("CONFAB_MAX_CONNECTIONS", "1000");
        environment.put("CONFAB_MAX_CONNECTIONS_PER_ADDRESS", "50");
        environment.put("CONFAB_CORS_ORIGINS", "https://APP.example.com, http://localhost:3000");
        var web = read().web();

        web.limits().rates().forEach((limit, rate) -> {
            assertThat(rate).isEqualTo(new RestAdapter.Rate(limit.name().length(), Duration.ofSeconds(90)));
        });
        assertThat(web.limits().rates()).containsOnlyKeys(RestAdapter.Limit.values());
        assertThat(web.limits().trustedProxies()).containsExactlyInAnyOrder("10.0.0.0/8", "::1");
        assertThat(web.connections()).isEqualTo(new Settings.Connections(1_000, 50));
        assertThat(web.corsOrigins()).containsExactlyInAnyOrder("https://app.example.com", "http://localhost:3000");
    }

    @Test
    void withoutLimitsThereIsNone() {
        environment.putAll(Map.of("CONFAB_LIMITS", "off", "CONFAB_CORS_ORIGINS", "*"));

        assertThat(read().web()).isEqualTo(new Settings.Web(RestAdapter.Limits.NONE, Set.of("*"), USUAL_CONNECTIONS));
    }

    @Test
    void theReactionsAreAListAndAnyOnesWithoutIt() {
        assertThat(read().reactions()).isEqualTo(ReactionPolicy.ANY);
        environment.put("CONFAB_REACTIONS", "👍, 👎 ,:tada:,");
        assertThat(read().reactions()).isEqualTo(new ReactionPolicy(Set.of("👍", "👎", ":tada:")));
    }

    @Test
    void aFlagWinsOverTheEnvironmentAndThatOverTheFile() throws IOException {
        file("host = from-file\n port = 1\n drain = 1s");
        environment.putAll(Map.of("CONFAB_PORT", "2", "CONFAB_DRAIN", "2s"));
        flags.put("--drain", "3s");
        var settings = read();

        assertThat(settings.host()).isEqualTo("from-file");
        assertThat(settings.port()).isEqualTo(2);
        assertThat(settings.drain()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void whatIsOverriddenMayBeWrong() throws IOException {
        file("port = wrong");
        flags.put("--port", "1");

        assertThat(read().port()).isEqualTo(1);
    }

    @Test
    void theFileMayNestItsKeysAndListItsValuesAndUseTheEnvironment() throws IOException {
        environment.put("DB_HOST", "db.example.com");
        file("""
                # a comment
                data-dir = here
                database { url = "jdbc:postgresql://"${DB_HOST}"/confab" }
                auth.access-ttl = 5m
                allowed-origins = ["https://a.example.com", "https://b.example.com"]
                """);
        var settings = read();

        assertThat(settings.dataDir()).isEqualTo(folder.resolve("here"));
        assertThat(settings.database().url()).isEqualTo("jdbc:postgresql://db.example.com/confab");
        assertThat(settings.auth().lifetimes().access()).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.allowedOrigins()).hasSize(2);
    }

    @Test
    void theUsualFileIsReadOnlyWhereNoOtherIsAskedFor() throws IOException {
        file("port = 1");
        Files.writeString(folder.resolve("other.conf"), "host = other");
        var settings = Settings.read(new Settings.Sources(folder, Path.of("other.conf"), environment, flags));

        assertThat(settings.host()).isEqualTo("other");
        assertThat(settings.port()).isEqualTo(8080);
    }

    @Test
    void everyProblemIsToldAtOnceAndByTheNameAsItWasWritten() throws IOException {
        file("prot = 1\ndatabase { url = \"jdbc:mysql://db\" }\nsome { unknown = [1] }");
        environment.putAll(Map.of("CONFAB_PORT", "abc", "CONFAB_PROT", "1", "CONFAB_REDIS_URL", "http://x"));
        flags.put("--drain", "5");

        assertThatThrownBy(this::read)
                .isInstanceOf(WrongSettings.class)
                .satisfies(
                        wrong -> assertThat(wrong.getMessage().lines())
                                .containsExactlyInAnyOrder(
                                        "prot (" + usualFile() + ", line 1): there is no such setting",
                                        "database.url (" + usualFile()
                                                + ", line 2): The database URL must be jdbc:h2:file:PATH, "
                                                + "jdbc:h2:mem:NAME or jdbc:postgresql://HOST/DATABASE.",
                                        "some.unknown (" + usualFile() + ", line 3): there is no such setting",
                                        "CONFAB_PORT: must be a whole number from 0 to 65535, not \"abc\"",
                                        "CONFAB_PROT: there is no such setting",
                                        "CONFAB_REDIS_URL: must be a URL such as redis://user:password@host:6379/0",
                                        "--drain: must be a number with one of the units ms, s, m, h, d, such as 15m, not \"5\""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            CONFAB_HOST            | ``               | must be a host name or an address, without a port, not ""
            CONFAB_HOST            | localhost:80     | must be a host name or an address, without a port, not "localhost:80"
            CONFAB_HOST            | http://localhost | must be a host name or an address, without a port, not "http://localhost"
            CONFAB_PORT            | ``               | must be a whole number from 0 to 65535, not ""
            CONFAB_PORT            | -1               | must be a whole number from 0 to 65535, not "-1"
            CONFAB_PORT            | 65536            | must be a whole number from 0 to 65535, not "65536"
            CONFAB_PORT            | 80.0             | must be a whole number from 0 to 65535, not "80.0"
            CONFAB_DATA_DIR        | ` `              | must be a path, not " "
            CONFAB_DATA_DIR        | a;b              | must be a path without a semicolon, not "a;b"
            CONFAB_FANOUT          | redis            | redis needs redis-url
            CONFAB_FANOUT          | pigeons          | must be in-process, redis or postgres, not "pigeons"
            CONFAB_FANOUT          | postgres         | postgres needs a PostgreSQL as database-url
            CONFAB_REDIS_PREFIX    | chat:            | is of use only with fanout redis
            CONFAB_REDIS_URL       | localhost:6379   | must be a URL such as redis://user:password@host:6379/0
            CONFAB_REDIS_URL       | redis://ann@x    | must give a password as :password@ or user:password@
            CONFAB_REDIS_URL       | redis://x:y      | must name hosts as host:port, separated by commas
            CONFAB_REDIS_URL       | redis://x:66666  | must name ports from 1 to 65535
            CONFAB_REDIS_URL       | redis://x,y/1    | must name no database where it names several hosts: a cluster has one
            CONFAB_AUTH_MODE       | both             | must be accounts or foreign, not "both"
            CONFAB_AUTH_MODE       | foreign          | foreign needs auth-secret, auth-public-key-file or auth-jwks-url
            CONFAB_AUTH_JWKS_URL   | https://x/keys   | is of use only with auth-mode foreign
            CONFAB_AUTH_PUBLIC_KEY_FILE | key.pem     | is of use only with auth-mode foreign
            CONFAB_AUTH_AUDIENCE   | chat             | is of use only with auth-mode foreign
            CONFAB_AUTH_CLAIM_ID   | sub              | is of use only with auth-mode foreign
            CONFAB_AUTH_CLAIM_USERNAME | login        | is of use only with auth-mode foreign
            CONFAB_AUTH_CLAIM_NAME | name             | is of use only with auth-mode foreign
            CONFAB_AUTH_SECRET     | geheim           | must be at least 32 bytes long
            CONFAB_AUTH_ISSUER     | ``               | must be 1 to 200 characters, not ""
            CONFAB_AUTH_ACCESS_TTL | 0s               | must be from 1s to 3650d, not "0s"
            CONFAB_AUTH_ACCESS_TTL | 4000d            | must be from 1s to 3650d, not "4000d"
            CONFAB_AUTH_REFRESH_TTL| -1d              | must be a number with one of the units ms, s, m, h, d, such as 15m, not "-1d"
            CONFAB_DRAIN           | 2h               | must be from 0s to 3600s, not "2h"
            CONFAB_LIMITS          | yes              | must be on or off, not "yes"
            CONFAB_NODE_ID         | a b              | must be 1 to 64 of the characters A-Z a-z 0-9 . _ -, not "a b"
            CONFAB_ALLOWED_ORIGINS | *                | must be origins such as https://app.example.com, not "*"
            CONFAB_ALLOWED_ORIGINS | https://a/b      | must be origins such as https://app.example.com, not "https://a/b"
            CONFAB_ALLOWED_ORIGINS | a.example.com    | must be origins such as https://app.example.com, not "a.example.com"
            CONFAB_DATABASE_USER   | confab           | is of use only with database-url
            CONFAB_SMTP_URL        | smtp://x         | needs smtp-from
            CONFAB_SMTP_FROM       | a@example.org    | is of use only with smtp-url
            CONFAB_SMTP_DELAY      | 1m               | is of use only with smtp-url
            CONFAB_PUSH_DELAY      | 2h               | must be from 0s to 3600s, not "2h"
            CONFAB_PUSH_CLAIM      | 1s               | must be from 2s to 3600s, not "1s"
            CONFAB_PUSH_TEXT       | maybe            | must be on or off, not "maybe"
            CONFAB_FCM_URL         | https://x        | is of use only with fcm-credentials-file
            CONFAB_FCM_CREDENTIALS_FILE | missing.json | must be a file that can be read, not "missing.json"
            CONFAB_WEBHOOK_SECRET  | short            | must be at least 32 bytes long
            CONFAB_WEBHOOK_ALLOW_PRIVATE | on         | is of use only with webhook-secret
            CONFAB_CORS_ORIGINS    | *, https://x     | must be origins such as https://app.example.com, not "*"
            CONFAB_LIMIT_USER      | 100              | must be so many in a time, such as 1200/1m, not "100"
            CONFAB_LIMIT_USER      | 0/1m             | must be so many in a time, such as 1200/1m, not "0/1m"
            CONFAB_LIMIT_USER      | 10/2d            | must be from 1s to 1d, not "2d"
            CONFAB_MAX_CONNECTIONS | 0                | must be a whole number from 1 to 1000000, not "0"
            CONFAB_MAX_CONNECTIONS | 1000001          | must be a whole number from 1 to 1000000, not "1000001"
            CONFAB_MAX_CONNECTIONS_PER_ADDRESS | many | must be a whole number from 1 to 1000000, not "many"
            CONFAB_TRUSTED_PROXIES | proxy.internal   | must be addresses such as 10.0.0.0/8 or ::1, not "proxy.internal"
            CONFAB_REACTIONS       | 👍,a/b           | must be reactions of at most 32 characters without slashes, not "👍,a/b"
            CONFAB_NEW             | 1                | there is no such setting
            CONFAB_                | 1                | there is no such setting
            """)
    void aValueThatIsWrongIsRefused(String variable, String value, String problem) {
        environment.put(variable, value);

        assertThatThrownBy(this::read).isInstanceOf(WrongSettings.class).hasMessage(variable + ": " + problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            CONFAB_AUTH_SECRET          | geheim         | must be at least 32 bytes long
            CONFAB_AUTH_JWKS_URL        | login.host     | must be a URL such as https://login.example.com/keys, not "login.host"
            CONFAB_AUTH_JWKS_URL        | ftp://host/    | must be a URL such as https://login.example.com/keys, not "ftp://host/"
            CONFAB_AUTH_JWKS_URL        | https://       | must be a URL such as https://login.example.com/keys, not "https://"
            CONFAB_AUTH_PUBLIC_KEY_FILE | missing.pem    | must be a file that can be read, not "missing.pem"
            CONFAB_AUTH_PUBLIC_KEY_FILE | .              | must be a file that can be read, not "."
            """)
    void aKeyOfTheHostThatIsWrongIsRefused(String variable, String value, String problem) {
        environment.put("CONFAB_AUTH_MODE", "foreign");
        environment.put(variable, value);

        assertThatThrownBy(this::read).isInstanceOf(WrongSettings.class).hasMessage(variable + ": " + problem);
    }

    @Test
    void theFileWithTheKeyOfTheHostMustHoldOne() throws IOException {
        Files.writeString(folder.resolve("key.pem"), "no key");
        environment.putAll(Map.of("CONFAB_AUTH_MODE", "foreign", "CONFAB_AUTH_PUBLIC_KEY_FILE", "key.pem"));

        assertThatThrownBy(this::read)
                .hasMessage("CONFAB_AUTH_PUBLIC_KEY_FILE: must hold one public key that begins with "
                        + "-----BEGIN PUBLIC KEY-----");
    }

    @Test
    void theHostHasOneSortOfKeyAndItsOwnLifetimes() {
        environment.putAll(Map.of(
                "CONFAB_AUTH_MODE", "foreign",
                "CONFAB_AUTH_SECRET", SECRET,
                "CONFAB_AUTH_JWKS_URL", "https://login.example.com/keys",
                "CONFAB_AUTH_ACCESS_TTL", "5m",
                "CONFAB_AUTH_REFRESH_TTL", "5d"));

        assertThatThrownBy(this::read)
                .satisfies(wrong -> assertThat(wrong.getMessage().lines())
                        .containsExactlyInAnyOrder(
                                "CONFAB_AUTH_SECRET: does not go together with another key",
                                "CONFAB_AUTH_JWKS_URL: does not go together with another key",
                                "CONFAB_AUTH_ACCESS_TTL: is of use only with auth-mode accounts",
                                "CONFAB_AUTH_REFRESH_TTL: is of use only with auth-mode accounts"));
    }

    @Test
    void theTokensOfAHostAreDescribedByTheSettings() {
        environment.putAll(Map.of(
                "CONFAB_AUTH_MODE", "foreign",
                "CONFAB_AUTH_JWKS_URL", "https://login.example.com/keys",
                "CONFAB_AUTH_ISSUER", "https://login.example.com",
                "CONFAB_AUTH_AUDIENCE", "chat",
                "CONFAB_AUTH_CLAIM_ID", "uid",
                "CONFAB_AUTH_CLAIM_USERNAME", "login",
                "CONFAB_AUTH_CLAIM_NAME", "full_name"));

        assertThat(read().auth().host())
                .isEqualTo(new Host(
                        new HostKey.Published(URI.create("https://login.example.com/keys")),
                        "https://login.example.com",
                        "chat",
                        "uid",
                        List.of("login"),
                        "full_name"));
    }

    @Test
    void anyIssuerWillDoForTheTokensOfAHostUnlessOneIsNamed() {
        environment.putAll(
                Map.of("CONFAB_AUTH_MODE", "foreign", "CONFAB_AUTH_JWKS_URL", "https://login.example.com/keys"));

        assertThat(read().auth().host())
                .isEqualTo(Host.of(new HostKey.Published(URI.create("https://login.example.com/keys"))));
    }

    @Test
    void aUrlOfRedisIsEnoughForSeveralNodes() {
        environment.put("CONFAB_REDIS_URL", "rediss://chat:geheim@redis.example.com/3");

        assertThat(read().fanOut())
                .isEqualTo(new FanOutAdapter.Redis("rediss://chat:geheim@redis.example.com/3", "confab:"));
        environment.put("CONFAB_REDIS_PREFIX", "team-a:");
        assertThat(read().fanOut())
                .isEqualTo(new FanOutAdapter.Redis("rediss://chat:geheim@redis.example.com/3", "team-a:"));
    }

    @Test
    void aPostgresIsEnoughForSeveralNodes() {
        environment.putAll(Map.of(
                "CONFAB_FANOUT", "postgres",
                "CONFAB_DATABASE_URL", "jdbc:postgresql://db/chat",
                "CONFAB_DATABASE_USER", "chat",
                "CONFAB_DATABASE_PASSWORD", "geheim"));

        assertThat(read().fanOut())
                .isEqualTo(new FanOutAdapter.Postgres("jdbc:postgresql://db/chat", "chat", "geheim"));
        assertThat(read().toString()).doesNotContain("geheim");
    }

    @Test
    void aUrlOfRedisIsOfNoUseToOneNodeAlone() {
        environment.putAll(Map.of("CONFAB_FANOUT", "in-process", "CONFAB_REDIS_URL", "redis://localhost"));

        assertThatThrownBy(this::read).hasMessage("CONFAB_REDIS_URL: is of use only with fanout redis");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "10.0.0.1", "::1", "::", "fe80::1%eth0", "chat-1.example.com"})
    void namesAndAddressesAreGoodHosts(String host) {
        environment.put("CONFAB_HOST", host);

        assertThat(read().host()).isEqualTo(host);
    }

    @Test
    void theFolderMustNotBeAFile() throws IOException {
        Files.createFile(folder.resolve("data"));
        environment.put("CONFAB_DATA_DIR", "data");

        assertThatThrownBy(this::read)
                .hasMessage("CONFAB_DATA_DIR: must be a folder, and a file is in its place, not \"data\"");
    }

    @Test
    void aSettingMustNotBeInTheFileTwice() throws IOException {
        file("database-user = a\ndatabase.user = b\ndatabase-url = \"jdbc:h2:mem:x\"");

        assertThatThrownBy(this::read).hasMessageContaining("is in " + usualFile() + " twice");
    }

    @Test
    void aFileThatCannotBeReadIsNamedWithoutShowingWhatIsInIt() throws IOException {
        file("port = 1\nauth-secret = geheim+geheim");
        assertThatThrownBy(this::read)
                .hasMessage(usualFile() + ", line 2: is not written as HOCON; is there a quote missing?");

        file("auth-secret = ${NOWHERE}");
        assertThatThrownBy(this::read).hasMessage(usualFile() + ", line 1: a ${…} names neither a key nor a variable");
    }

    @Test
    void aFileThatIsAskedForMustBeThere() {
        var sources = new Settings.Sources(folder, Path.of("missing.conf"), environment, flags);

        assertThatThrownBy(() -> Settings.read(sources))
                .hasMessage("--config: there is no file " + folder.resolve("missing.conf") + " that can be read");
    }

    @Test
    void printingShowsNoSecret() {
        environment.putAll(Map.of(
                "CONFAB_AUTH_SECRET", SECRET,
                "CONFAB_DATABASE_URL", "jdbc:postgresql://db/confab?password=geheim",
                "CONFAB_DATABASE_PASSWORD", "geheim",
                "CONFAB_REDIS_URL", "redis://chat:geheim@redis.example.com"));

        assertThat(read().toString()).doesNotContain(SECRET, "geheim");

        environment.put("CONFAB_AUTH_MODE", "foreign");
        assertThat(read().toString()).doesNotContain(SECRET, "geheim");
    }

    private Settings read() {
        return Settings.read(new Settings.Sources(folder, null, environment, flags));
    }

    private Path usualFile() {
        return folder.resolve("confab.conf");
    }

    private void file(String text) throws IOException {
        Files.writeString(usualFile(), text);
    }
}
