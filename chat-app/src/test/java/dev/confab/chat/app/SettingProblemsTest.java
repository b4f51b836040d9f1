package dev.confab.chat.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Problems with settings, and the messages that name them. */
class SettingProblemsTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, String> flags = new HashMap<>();

    @Test
    void allProblemsAreReportedByTheNameAsWritten() throws IOException {
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
            CONFAB_HOST            | localhost:80     | must be a host name or an address, without a port, not "localhost:80"
            CONFAB_HOST            | http://localhost | must be a host name or an address, without a port, not "http://localhost"
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
            CONFAB_AUTH_ISSUER     | ` `              | must be 1 to 200 characters, not " "
            CONFAB_PUBLIC_URL      | chat.example.org | must be a URL such as https://chat.example.org/team, not "chat.example.org"
            CONFAB_PUBLIC_URL      | ftp://a          | must be a URL such as https://chat.example.org/team, not "ftp://a"
            CONFAB_PUBLIC_URL      | https://u:p@a    | must be a URL such as https://chat.example.org/team, not "https://u:p@a"
            CONFAB_PUBLIC_URL      | https://a/?x     | must be a URL such as https://chat.example.org/team, not "https://a/?x"
            CONFAB_PUBLIC_URL      | https://a/#x     | must be a URL such as https://chat.example.org/team, not "https://a/#x"
            CONFAB_PUBLIC_URL      | https://a/../b   | must be a URL such as https://chat.example.org/team, not "https://a/../b"
            CONFAB_PUBLIC_URL      | https://a/b%20c  | must be a URL such as https://chat.example.org/team, not "https://a/b%20c"
            CONFAB_PUBLIC_URL      | https://a:0      | must be a URL such as https://chat.example.org/team, not "https://a:0"
            CONFAB_ALLOWED_HOSTS   | a.example:80     | must be host names without ports, not "a.example:80"
            CONFAB_ALLOWED_HOSTS   | https://a        | must be host names without ports, not "https://a"
            CONFAB_METRICS_PORT    | 65536            | must be a whole number from 0 to 65535, not "65536"
            CONFAB_METRICS_HOST    | 0.0.0.0          | is of use only with metrics-port
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
            CONFAB_LIMIT_USER      | 100              | must be a number of times in a period, such as 1200/1m, not "100"
            CONFAB_LIMIT_USER      | 0/1m             | must be a number of times in a period, such as 1200/1m, not "0/1m"
            CONFAB_LIMIT_USER      | 10/2d            | must be from 1s to 1d, not "2d"
            CONFAB_MAX_CONNECTIONS | 0                | must be a whole number from 1 to 1000000, not "0"
            CONFAB_MAX_CONNECTIONS | 1000001          | must be a whole number from 1 to 1000000, not "1000001"
            CONFAB_MAX_CONNECTIONS_PER_ADDRESS | many | must be a whole number from 1 to 1000000, not "many"
            CONFAB_TRUSTED_PROXIES | proxy.internal   | must be addresses such as 10.0.0.0/8 or ::1, not "proxy.internal"
            CONFAB_REACTIONS       | 👍,a/b           | must be reactions of at most 32 characters without slashes, not "👍,a/b"
            CONFAB_NEW             | 1                | there is no such setting
            CONFAB_                | 1                | there is no such setting
            """)
    void wrongValueIsRefused(String variable, String value, String problem) {
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
    void wrongHostKeyIsRefused(String variable, String value, String problem) {
        environment.put("CONFAB_AUTH_MODE", "foreign");
        environment.put(variable, value);

        assertThatThrownBy(this::read).isInstanceOf(WrongSettings.class).hasMessage(variable + ": " + problem);
    }

    @Test
    void hostKeyFileWithoutKeyIsRefused() throws IOException {
        Files.writeString(folder.resolve("key.pem"), "no key");
        environment.putAll(Map.of("CONFAB_AUTH_MODE", "foreign", "CONFAB_AUTH_PUBLIC_KEY_FILE", "key.pem"));

        assertThatThrownBy(this::read)
                .hasMessage("CONFAB_AUTH_PUBLIC_KEY_FILE: must hold one public key that begins with "
                        + "-----BEGIN PUBLIC KEY-----");
    }

    @Test
    void hostWithTwoKeysOrTokenLifetimesIsRefused() {
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
    void redisUrlWithInProcessFanOutIsRefused() {
        environment.putAll(Map.of("CONFAB_FANOUT", "in-process", "CONFAB_REDIS_URL", "redis://localhost"));

        assertThatThrownBy(this::read).hasMessage("CONFAB_REDIS_URL: is of use only with fanout redis");
    }

    @Test
    void dataFolderThatIsAFileIsRefused() throws IOException {
        Files.createFile(folder.resolve("data"));
        environment.put("CONFAB_DATA_DIR", "data");

        assertThatThrownBy(this::read)
                .hasMessage("CONFAB_DATA_DIR: must be a folder, and a file is in its place, not \"data\"");
    }

    @Test
    void settingTwiceInTheFileIsRefused() throws IOException {
        file("database-user = a\ndatabase.user = b\ndatabase-url = \"jdbc:h2:mem:x\"");

        assertThatThrownBy(this::read).hasMessageContaining("is in " + usualFile() + " twice");
    }

    @Test
    void malformedFileIsNamedWithoutShowingItsContent() throws IOException {
        file("port = 1\nauth-secret = geheim+geheim");
        assertThatThrownBy(this::read)
                .hasMessage(usualFile() + ", line 2: is not valid HOCON; is there a quote missing?");

        file("auth-secret = ${NOWHERE}");
        assertThatThrownBy(this::read).hasMessage(usualFile() + ", line 1: a ${…} names neither a key nor a variable");
    }

    @Test
    void missingConfigFileIsRefused() {
        var sources = new Settings.Sources(folder, Path.of("missing.conf"), environment, flags);

        assertThatThrownBy(() -> Settings.read(sources))
                .hasMessage("--config: there is no file " + folder.resolve("missing.conf") + " that can be read");
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
