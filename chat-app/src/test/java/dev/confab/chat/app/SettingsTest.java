package dev.confab.chat.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.adapter.fanout.FanOutAdapter;
import dev.confab.chat.adapter.rest.RestAdapter;
import dev.confab.chat.adapter.security.SecurityAdapter.Host;
import dev.confab.chat.adapter.security.SecurityAdapter.HostKey;
import dev.confab.chat.domain.Secret;
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
import org.junit.jupiter.params.provider.ValueSource;

/** Values, defaults and precedence of settings. */
class SettingsTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, String> flags = new HashMap<>();

    @Test
    void noSettingMeansLoopbackAndAnEmbeddedDatabase() {
        var settings = read();

        assertThat(settings.get(SettingTable.HOST)).isEqualTo("127.0.0.1");
        assertThat(settings.get(SettingTable.PORT)).isEqualTo(8080);
        assertThat(settings.dataDir()).isEqualTo(folder.resolve("data"));
        assertThat(settings.database().embedded()).isTrue();
        assertThat(settings.database().url()).isEqualTo("jdbc:h2:file:" + folder.resolve("data/confab"));
        assertThat(settings.host()).isNull();
        assertThat(settings.find(SettingTable.AUTH_SECRET)).isNull();
        assertThat(settings.get(SettingTable.AUTH_ISSUER)).isEqualTo("confab");
        assertThat(settings.tokenLifetimes().access()).isEqualTo(Duration.ofMinutes(15));
        assertThat(settings.tokenLifetimes().refresh()).isEqualTo(Duration.ofDays(30));
        assertThat(settings.get(SettingTable.RATE_LIMITS)).isTrue();
        assertThat(settings.limits()).isEqualTo(RestAdapter.Limits.USUAL);
        assertThat(settings.get(SettingTable.CORS_ORIGINS)).isEmpty();
        assertThat(settings.has(SettingTable.MAX_CONNECTIONS)).isFalse();
        assertThat(settings.maxConnectionsPerAddress()).isEqualTo(2_000);
        assertThat(settings.address()).isEqualTo(RestAdapter.Address.ANY);
        assertThat(settings.metricsAddress()).isNull();
        assertThat(settings.get(SettingTable.ALLOWED_ORIGINS)).isEmpty();
        assertThat(settings.fanOut()).isEqualTo(new FanOutAdapter.InProcess());
        assertThat(settings.find(SettingTable.NODE_ID)).isNull();
        assertThat(settings.get(SettingTable.DRAIN)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void settingsAreReadFromTheEnvironment() {
        environment.putAll(Map.of(
                "CONFAB_HOST", "0.0.0.0",
                "CONFAB_PORT", "0",
                "CONFAB_DATA_DIR", "elsewhere",
                "CONFAB_DATABASE_URL", "jdbc:postgresql://db/confab",
                "CONFAB_DATABASE_USER", "confab",
                "CONFAB_DATABASE_PASSWORD", "geheim",
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

        assertThat(settings.get(SettingTable.HOST)).isEqualTo("0.0.0.0");
        assertThat(settings.get(SettingTable.PORT)).isZero();
        assertThat(settings.dataDir()).isEqualTo(folder.resolve("elsewhere"));
        assertThat(settings.database())
                .isEqualTo(new Settings.Database("jdbc:postgresql://db/confab", false, "confab", new Secret("geheim")));
        assertThat(settings.find(SettingTable.AUTH_SECRET)).isEqualTo(new Secret(SECRET));
        assertThat(settings.get(SettingTable.AUTH_ISSUER)).isEqualTo("https://chat.example.com");
        assertThat(settings.tokenLifetimes().access()).isEqualTo(Duration.ofSeconds(90));
        assertThat(settings.tokenLifetimes().refresh()).isEqualTo(Duration.ofHours(12));
        assertThat(settings.get(SettingTable.RATE_LIMITS)).isFalse();
        assertThat(settings.get(SettingTable.ALLOWED_ORIGINS))
                .containsExactlyInAnyOrder("https://app.example.com", "http://localhost:3000");
        assertThat(settings.find(SettingTable.NODE_ID)).isEqualTo("web-1");
        assertThat(settings.get(SettingTable.DRAIN)).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void limitsAreReadFromTheEnvironment() {
        for (var limit : RestAdapter.Limit.values()) {
            environment.put("CONFAB_LIMIT_" + limit, limit.name().length() + "/90s");
        }
        environment.put("CONFAB_TRUSTED_PROXIES", "10.0.0.0/8, ::1");
        environment.put("CONFAB_MAX_CONNECTIONS", "1000");
        environment.put("CONFAB_MAX_CONNECTIONS_PER_ADDRESS", "50");
        environment.put("CONFAB_CORS_ORIGINS", "https://APP.example.com, http://localhost:3000");
        var settings = read();

        settings.limits().rates().forEach((limit, rate) -> {
            assertThat(rate).isEqualTo(new RestAdapter.Rate(limit.name().length(), Duration.ofSeconds(90)));
        });
        assertThat(settings.limits().rates()).containsOnlyKeys(RestAdapter.Limit.values());
        assertThat(settings.limits().trustedProxies()).containsExactlyInAnyOrder("10.0.0.0/8", "::1");
        assertThat(settings.find(SettingTable.MAX_CONNECTIONS)).isEqualTo(1_000);
        assertThat(settings.maxConnectionsPerAddress()).isEqualTo(50);
        assertThat(settings.get(SettingTable.CORS_ORIGINS))
                .containsExactlyInAnyOrder("https://app.example.com", "http://localhost:3000");
    }

    @Test
    void limitsOffMeansNoRate() {
        environment.putAll(Map.of("CONFAB_LIMITS", "off", "CONFAB_CORS_ORIGINS", "*"));

        assertThat(read().limits()).isEqualTo(RestAdapter.Limits.NONE);
        assertThat(read().get(SettingTable.CORS_ORIGINS)).containsExactly("*");
    }

    @Test
    void limitsOffKeepsTrustedProxies() {
        environment.putAll(Map.of("CONFAB_LIMITS", "off", "CONFAB_TRUSTED_PROXIES", "10.0.0.0/8"));

        assertThat(read().limits()).isEqualTo(new RestAdapter.Limits(Map.of(), Set.of("10.0.0.0/8")));
    }

    @Test
    void publicUrlAllowedHostsAndMetricsPortAreRead() {
        environment.putAll(Map.of(
                "CONFAB_PUBLIC_URL", "https://chat.example.org/team/",
                "CONFAB_ALLOWED_HOSTS", "chat.example.org, 10.0.0.1, ::1",
                "CONFAB_METRICS_PORT", "9090"));

        assertThat(read().address())
                .isEqualTo(new RestAdapter.Address(
                        URI.create("https://chat.example.org/team/"), Set.of("chat.example.org", "10.0.0.1", "::1")));
        assertThat(read().metricsAddress()).hasToString("127.0.0.1/<unresolved>:9090");
    }

    @Test
    void reactionsAreAListOrAny() {
        assertThat(read().get(SettingTable.REACTIONS)).isEqualTo(ReactionPolicy.ANY);
        environment.put("CONFAB_REACTIONS", "👍, 👎 ,:tada:,");
        assertThat(read().get(SettingTable.REACTIONS)).isEqualTo(new ReactionPolicy(Set.of("👍", "👎", ":tada:")));
    }

    @Test
    void flagOverridesEnvironmentWhichOverridesFile() throws IOException {
        file("host = from-file\n port = 1\n drain = 1s");
        environment.putAll(Map.of("CONFAB_PORT", "2", "CONFAB_DRAIN", "2s"));
        flags.put("--drain", "3s");
        var settings = read();

        assertThat(settings.get(SettingTable.HOST)).isEqualTo("from-file");
        assertThat(settings.get(SettingTable.PORT)).isEqualTo(2);
        assertThat(settings.get(SettingTable.DRAIN)).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void overriddenValueMayBeWrong() throws IOException {
        file("port = wrong");
        flags.put("--port", "1");

        assertThat(read().get(SettingTable.PORT)).isEqualTo(1);
    }

    @Test
    void fileCanNestKeysListValuesAndUseTheEnvironment() throws IOException {
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
        assertThat(settings.tokenLifetimes().access()).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.get(SettingTable.ALLOWED_ORIGINS)).hasSize(2);
    }

    @Test
    void usualFileIsIgnoredWhereAnotherIsGiven() throws IOException {
        file("port = 1");
        Files.writeString(folder.resolve("other.conf"), "host = other");
        var settings = Settings.read(new Settings.Sources(folder, Path.of("other.conf"), environment, flags));

        assertThat(settings.get(SettingTable.HOST)).isEqualTo("other");
        assertThat(settings.get(SettingTable.PORT)).isEqualTo(8080);
    }

    @Test
    void hostTokensAreDescribedBySettings() {
        environment.putAll(Map.of(
                "CONFAB_AUTH_MODE", "foreign",
                "CONFAB_AUTH_JWKS_URL", "https://login.example.com/keys",
                "CONFAB_AUTH_ISSUER", "https://login.example.com",
                "CONFAB_AUTH_AUDIENCE", "chat",
                "CONFAB_AUTH_CLAIM_ID", "uid",
                "CONFAB_AUTH_CLAIM_USERNAME", "login",
                "CONFAB_AUTH_CLAIM_NAME", "full_name"));

        assertThat(read().host())
                .isEqualTo(new Host(
                        new HostKey.Published(URI.create("https://login.example.com/keys")),
                        "https://login.example.com",
                        "chat",
                        "uid",
                        List.of("login"),
                        "full_name"));
    }

    @Test
    void hostTokensMayHaveAnyIssuerByDefault() {
        environment.putAll(
                Map.of("CONFAB_AUTH_MODE", "foreign", "CONFAB_AUTH_JWKS_URL", "https://login.example.com/keys"));

        assertThat(read().host())
                .isEqualTo(Host.of(new HostKey.Published(URI.create("https://login.example.com/keys"))));
    }

    @Test
    void redisUrlSelectsRedis() {
        environment.put("CONFAB_REDIS_URL", "rediss://chat:geheim@redis.example.com/3");

        assertThat(read().fanOut())
                .isEqualTo(new FanOutAdapter.Redis("rediss://chat:geheim@redis.example.com/3", "confab:"));
        environment.put("CONFAB_REDIS_PREFIX", "team-a:");
        assertThat(read().fanOut())
                .isEqualTo(new FanOutAdapter.Redis("rediss://chat:geheim@redis.example.com/3", "team-a:"));
    }

    @Test
    void fanOutPostgresUsesTheDatabase() {
        environment.putAll(Map.of(
                "CONFAB_FANOUT", "postgres",
                "CONFAB_DATABASE_URL", "jdbc:postgresql://db/chat",
                "CONFAB_DATABASE_USER", "chat",
                "CONFAB_DATABASE_PASSWORD", "geheim"));

        assertThat(read().fanOut())
                .isEqualTo(new FanOutAdapter.Postgres("jdbc:postgresql://db/chat", "chat", "geheim"));
        assertThat(read().toString()).doesNotContain("geheim");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "10.0.0.1", "::1", "::", "fe80::1%eth0", "chat-1.example.com"})
    void hostIsANameOrAnAddress(String host) {
        environment.put("CONFAB_HOST", host);

        assertThat(read().get(SettingTable.HOST)).isEqualTo(host);
    }

    @Test
    void printedSettingsShowNoSecret() {
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
