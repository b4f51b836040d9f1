package dev.confab.chat.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.confab.chat.domain.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Settings from environment variables, secret files and included files. */
class EnvironmentTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, String> flags = new HashMap<>();

    @Test
    void emptyVariableCountsAsUnset() {
        var none = read();
        SettingTable.all().forEach(setting -> {
            environment.put(setting.variable(), "");
            if (setting.isSecret()) {
                environment.put(setting.variable() + "_FILE", "");
            }
        });
        environment.put("CONFAB_UNKNOWN", "");

        assertThat(read().given()).isEqualTo(none.given());
    }

    @Test
    void injectedVariablesAreIgnoredWithOneLogLine() {
        var injected = Map.ofEntries(
                Map.entry("CONFAB_PORT", "tcp://10.96.0.1:8080"),
                Map.entry("CONFAB_PORT_8080_TCP", "tcp://10.96.0.1:8080"),
                Map.entry("CONFAB_PORT_8080_TCP_ADDR", "10.96.0.1"),
                Map.entry("CONFAB_PORT_8080_TCP_PORT", "8080"),
                Map.entry("CONFAB_PORT_8080_TCP_PROTO", "tcp"),
                Map.entry("CONFAB_PORT_53_UDP", "udp://10.96.0.1:53"),
                Map.entry("CONFAB_SERVICE_HOST", "10.96.0.1"),
                Map.entry("CONFAB_SERVICE_PORT", "8080"),
                Map.entry("CONFAB_SERVICE_PORT_HTTP", "8080"),
                Map.entry("CONFAB_METRICS_PORT", "tcp://10.96.0.2:9090"),
                Map.entry("CONFAB_REDIS_SERVICE_HOST", "10.96.0.3"),
                Map.entry("CONFAB_REDIS_PORT", "tcp://10.96.0.3:6379"),
                Map.entry("CONFAB_REDIS_PORT_6379_TCP_PROTO", "tcp"),
                Map.entry("CONFAB_NAME", "/web/confab"),
                Map.entry("CONFAB_ENV_PATH", "/usr/bin"));
        var none = read();
        environment.putAll(injected);
        var log = new ListAppender<ILoggingEvent>();
        log.start();
        var logger = (Logger) LoggerFactory.getLogger(InjectedVariables.class);
        var level = logger.getLevel();
        logger.setLevel(Level.INFO);
        logger.addAppender(log);
        try {
            assertThat(read().given()).isEqualTo(none.given());
        } finally {
            logger.detachAppender(log);
            logger.setLevel(level);
        }
        assertThat(log.list).hasSize(1);
        assertThat(log.list.get(0).getFormattedMessage()).contains(injected.keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONFAB_SERVICE", "CONFAB_PORTS", "CONFAB_PORT_TCP", "CONFAB_port", "CONFAB_DATA-DIR"})
    void variableThatOnlyLooksInjectedIsRefused(String variable) {
        environment.put(variable, "1");

        assertThatThrownBy(this::read).hasMessage(variable + ": there is no such setting");
    }

    @Test
    void portNumberIsNotMistakenForAnInjectedVariable() {
        environment.putAll(Map.of("CONFAB_PORT", "1234", "CONFAB_METRICS_PORT", "1235"));
        assertThat(read().get(SettingTable.PORT)).isEqualTo(1234);

        environment.put("CONFAB_PORT", "http://x");
        assertThatThrownBy(this::read).hasMessageStartingWith("CONFAB_PORT: must be a whole number");
    }

    @Test
    void everySecretIsReadFromAFile() throws IOException {
        file("secret", SECRET + "\n");
        file("password", "geheim\r\n");
        file("redis", "redis://chat:geheim@redis.example.com");
        file("smtp", "smtps://chat:geheim@smtp.example.com");
        environment.putAll(Map.of(
                "CONFAB_AUTH_SECRET_FILE", "secret",
                "CONFAB_WEBHOOK_SECRET_FILE", folder.resolve("secret").toString(),
                "CONFAB_DATABASE_URL", "jdbc:postgresql://db/chat",
                "CONFAB_DATABASE_PASSWORD_FILE", "password",
                "CONFAB_REDIS_URL_FILE", "redis",
                "CONFAB_SMTP_URL_FILE", "smtp",
                "CONFAB_SMTP_FROM", "chat@example.com"));
        var settings = read();

        assertThat(settings.find(SettingTable.AUTH_SECRET)).isEqualTo(new Secret(SECRET));
        assertThat(settings.database().password()).isEqualTo(new Secret("geheim"));
        assertThat(settings.find(SettingTable.WEBHOOK_SECRET)).isNotNull();
        assertThat(settings.find(SettingTable.SMTP_URL)).isNotNull();
        assertThat(settings.fanOut().toString()).doesNotContain("geheim");
        assertThat(SettingTable.all().stream().filter(Setting::isSecret))
                .as("the ones tried here")
                .hasSize(5);
    }

    @Test
    void secretFileLosesOneLineBreakAtItsEnd() throws IOException {
        file("secret", SECRET + " \n\n");
        environment.put("CONFAB_AUTH_SECRET_FILE", "secret");

        assertThat(read().find(SettingTable.AUTH_SECRET)).isEqualTo(new Secret(SECRET + " \n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"AUTH_SECRET", "DATABASE_PASSWORD", "REDIS_URL", "WEBHOOK_SECRET", "SMTP_URL"})
    void secretTogetherWithItsFileIsRefused(String name) throws IOException {
        var variable = "CONFAB_" + name;
        file("secret", SECRET);
        environment.putAll(Map.of(variable, SECRET, variable + "_FILE", "secret"));

        assertThatThrownBy(this::read)
                .hasMessageContaining(variable + "_FILE: cannot be used together with " + variable);
    }

    @Test
    void missingOrTooShortSecretFileIsNamed() throws IOException {
        environment.put("CONFAB_AUTH_SECRET_FILE", "missing");
        assertThatThrownBy(this::read)
                .hasMessage("CONFAB_AUTH_SECRET_FILE: must be a file that can be read, not \"missing\"");

        file("short", "geheim");
        environment.put("CONFAB_AUTH_SECRET_FILE", "short");
        assertThatThrownBy(this::read).hasMessage("CONFAB_AUTH_SECRET_FILE: must be at least 32 bytes long");
    }

    @Test
    void fileOfASettingThatIsNoSecretIsRefused() {
        environment.put("CONFAB_PORT_FILE", "x");

        assertThatThrownBy(this::read).hasMessage("CONFAB_PORT_FILE: there is no such setting");
    }

    @Test
    void secretFileIsAcceptedInTheFileAndAsAFlag() throws IOException {
        file("one", SECRET);
        file("two", SECRET.toUpperCase(Locale.ROOT));
        file("confab.conf", "auth.secret-file = one");
        assertThat(read().find(SettingTable.AUTH_SECRET)).isEqualTo(new Secret(SECRET));

        flags.put("--auth-secret-file", "two");
        assertThat(read().find(SettingTable.AUTH_SECRET)).isEqualTo(new Secret(SECRET.toUpperCase(Locale.ROOT)));
    }

    @Test
    void includesAreRelativeToTheIncludingFile() throws IOException {
        file("confab.conf", "include \"more/secret.conf\"\nport = 1\n");
        Files.createDirectory(folder.resolve("more"));
        file("more/secret.conf", "include \"deeper\"\nauth.secret = \"" + SECRET + "\"");
        file("more/deeper.conf", "drain = 3s");

        // relative, as the command passes it; a test cannot change its working directory
        var relative = Path.of("").toAbsolutePath().relativize(folder);
        for (var directory : List.of(folder, relative)) {
            var settings = Settings.read(new Settings.Sources(directory, null, environment, flags));
            assertThat(settings.find(SettingTable.AUTH_SECRET)).isEqualTo(new Secret(SECRET));
            assertThat(settings.get(SettingTable.DRAIN)).hasSeconds(3);
            assertThat(settings.get(SettingTable.PORT)).isOne();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "include \"missing.conf\"",
                "include file(\"missing.conf\")",
                "include required(\"missing.conf\")",
                "include \"missing\"",
                "include \"more\"",
            })
    void missingIncludeIsRefused(String include) throws IOException {
        Files.createDirectory(folder.resolve("more"));
        file("confab.conf", "port = 1\n" + include);

        assertThatThrownBy(this::read)
                .isInstanceOf(WrongSettings.class)
                .hasMessageStartingWith(folder.resolve("confab.conf") + ": includes ")
                .hasMessageContaining("that can be read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"include url(\"http://127.0.0.1:1/x.conf\")", "include classpath(\"x.conf\")"})
    void includeOfAUrlOrResourceIsRefused(String include) throws IOException {
        file("confab.conf", include);

        assertThatThrownBy(this::read).hasMessageEndingWith("only files can be included");
    }

    @Test
    void fileThatIncludesItselfIsRefused() throws IOException {
        file("confab.conf", "include \"confab.conf\"");

        assertThatThrownBy(this::read).isInstanceOf(WrongSettings.class).hasMessageContaining("deep");
    }

    @Test
    void problemInAnIncludedFileNamesThatFile() throws IOException {
        file("confab.conf", "include \"other.conf\"\nprot = 1");
        file("other.conf", "\nport = x\nunknown = 1");
        var main = folder.resolve("confab.conf");
        var other = folder.resolve("other.conf");

        assertThatThrownBy(this::read)
                .satisfies(wrong -> assertThat(wrong.getMessage().lines())
                        .containsExactlyInAnyOrder(
                                "prot (" + main + ", line 2): there is no such setting",
                                "port (" + other + ", line 2): must be a whole number from 0 to 65535, not \"x\"",
                                "unknown (" + other + ", line 3): there is no such setting"));

        file("other.conf", "\nport = {");
        assertThatThrownBy(this::read).hasMessageStartingWith(other + ", line ");
    }

    private Settings read() {
        return Settings.read(new Settings.Sources(folder, null, environment, flags));
    }

    private void file(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
