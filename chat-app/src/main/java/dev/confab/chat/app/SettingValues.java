package dev.confab.chat.app;

import dev.confab.chat.adapter.mail.MailAdapter;
import dev.confab.chat.adapter.persistence.PersistenceAdapter;
import dev.confab.chat.adapter.rest.RestAdapter;
import dev.confab.chat.adapter.security.SecurityAdapter;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.room.Reaction;
import dev.confab.chat.domain.room.ReactionPolicy;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the values of settings. Each method throws an {@link IllegalArgumentException} that says what the value must be;
 * put after the setting's name, it makes a sentence. Values that may be secret are not repeated.
 */
final class SettingValues {

    static final int SECRET_BYTES = 32;

    private static final int MAX_PORT = 65_535;
    private static final int MAX_NAME = 200;
    private static final Duration LONGEST_LIFETIME = Duration.ofDays(3_650);
    private static final Duration LONGEST_DRAIN = Duration.ofHours(1);

    /** Name or address; a colon only in the middle of IPv6 ones, so that "host:port" is found out. */
    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,252})|[0-9A-Fa-f]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(%\\w+)?");

    private static final Pattern NODE_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9:._-]{1,64}");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s?(ms|s|m|h|d)");
    private static final Pattern RATE = Pattern.compile("(\\d{1,9})/(.+)");
    private static final Map<String, Duration> UNITS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));

    private SettingValues() {}

    static String host(String value) {
        return require(HOST.matcher(value).matches(), value, "a host name or an address, without a port", value);
    }

    static int port(String value) {
        var wanted = "a whole number from 0 to " + MAX_PORT;
        require(value.matches("\\d{1,5}"), value, wanted, value);
        int port = Integer.parseInt(value);
        return require(port <= MAX_PORT, port, wanted, value);
    }

    /** A folder, which may still have to be made. H2 takes what follows a semicolon in its URL for a setting. */
    static Path folder(Path directory, String value) {
        require(!value.isBlank() && value.indexOf('\0') < 0, value, "a path", value);
        require(value.indexOf(';') < 0, value, "a path without a semicolon", value);
        var folder = directory.resolve(value);
        boolean free = !Files.exists(folder) || Files.isDirectory(folder);
        return require(free, folder, "a folder, and a file is in its place", value);
    }

    static String databaseUrl(String value) {
        new PersistenceAdapter.Settings(value, null, null, PersistenceAdapter.Settings.DEFAULT_POOL_SIZE);
        return value;
    }

    static Integer connections(String value) {
        var wanted = "a whole number from 1 to " + Settings.Connections.MOST;
        require(value.matches("[1-9]\\d{0,6}"), value, wanted, value);
        int number = Integer.parseInt(value);
        return require(number <= Settings.Connections.MOST, number, wanted, value);
    }

    static Settings.Secret signingSecret(String value) {
        if (value.getBytes(StandardCharsets.UTF_8).length < SECRET_BYTES) {
            throw new IllegalArgumentException("must be at least " + SECRET_BYTES + " bytes long");
        }
        return new Settings.Secret(value);
    }

    /** An issuer, an audience, or the name of a claim. */
    static String name(String value) {
        boolean fits = !value.isBlank() && value.length() <= MAX_NAME;
        return require(fits, value, "1 to " + MAX_NAME + " characters", value);
    }

    static String nodeId(String value) {
        return require(NODE_ID.matcher(value).matches(), value, "1 to 64 of the characters A-Z a-z 0-9 . _ -", value);
    }

    /** What the names of channels begin with; braces would mean something in a cluster. */
    static String prefix(String value) {
        return require(PREFIX.matcher(value).matches(), value, "1 to 64 of the characters A-Z a-z 0-9 : . _ -", value);
    }

    static boolean onOrOff(String value) {
        return require(value.equals("on") || value.equals("off"), value, "on or off", value)
                .equals("on");
    }

    /** A choice between two; is it the second? */
    static boolean either(String first, String second, String value) {
        boolean known = value.equals(first) || value.equals(second);
        return require(known, value.equals(second), first + " or " + second, value);
    }

    static URI url(String value) {
        try {
            var url = new URI(value);
            return require(
                    isWeb(url) && url.getHost() != null, url, "a URL such as https://login.example.com/keys", value);
        } catch (URISyntaxException malformed) {
            return require(false, URI.create(""), "a URL such as https://login.example.com/keys", value);
        }
    }

    /** The key in a PEM file. */
    static PublicKey publicKey(Path directory, String value) {
        return SecurityAdapter.publicKey(file(directory, value));
    }

    static Duration lifetime(String value) {
        return duration(value, Duration.ofSeconds(1), LONGEST_LIFETIME);
    }

    static Duration drain(String value) {
        return duration(value, Duration.ZERO, LONGEST_DRAIN);
    }

    static Duration pushDelay(String value) {
        return duration(value, Duration.ZERO, Duration.ofHours(1));
    }

    static Duration mailDelay(String value) {
        return duration(value, Duration.ofSeconds(1), Duration.ofDays(1));
    }

    /** The address of who writes e-mails. */
    static String sender(String value) {
        MailAdapter.requireAddress(value);
        return value;
    }

    static Duration pushClaim(String value) {
        return duration(value, Duration.ofSeconds(2), Duration.ofHours(1));
    }

    /** The text in a file. */
    static String file(Path directory, String value) {
        try {
            return Files.readString(directory.resolve(value));
        } catch (IOException | InvalidPathException unreadable) {
            throw new IllegalArgumentException("must be a file that can be read, not \"" + value + "\"", unreadable);
        }
    }

    private static Duration duration(String value, Duration least, Duration most) {
        var parts = DURATION.matcher(value);
        require(parts.matches(), value, "a number with one of the units ms, s, m, h, d, such as 15m", value);
        var duration = UNITS.getOrDefault(parts.group(2), Duration.ZERO).multipliedBy(Long.parseLong(parts.group(1)));
        boolean fits = duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0;
        return require(fits, duration, "from " + text(least) + " to " + text(most), value);
    }

    private static String text(Duration bound) {
        return bound.compareTo(Duration.ofDays(1)) >= 0 ? bound.toDays() + "d" : bound.toSeconds() + "s";
    }

    /** So many in a period, such as 1200/1m. */
    static RestAdapter.Rate rate(String value) {
        var parts = RATE.matcher(value);
        var wanted = "so many in a time, such as 1200/1m";
        require(parts.matches(), value, wanted, value);
        var period = duration(parts.group(2), Duration.ofSeconds(1), Duration.ofDays(1));
        int times = Integer.parseInt(parts.group(1));
        require(times > 0, value, wanted, value);
        return new RestAdapter.Rate(times, period);
    }

    static Set<String> networks(String value) {
        var networks = list(value).collect(Collectors.toUnmodifiableSet());
        return new RestAdapter.Limits(Map.of(), networks).trustedProxies();
    }

    static Set<String> originsOrAll(String value) {
        return value.equals("*") ? Set.of(value) : origins(value);
    }

    static Set<String> origins(String value) {
        return list(value).map(SettingValues::origin).collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<String> list(String value) {
        return Stream.of(value.split(",", -1)).map(String::strip).filter(item -> !item.isEmpty());
    }

    static ReactionPolicy reactions(String value) {
        var contents = list(value).collect(Collectors.toUnmodifiableSet());
        try {
            return new ReactionPolicy(contents);
        } catch (Refusal.Invalid unfit) {
            throw new IllegalArgumentException(
                    "must be reactions of at most " + Reaction.MAX_LENGTH + " characters without slashes, not \""
                            + value + "\"",
                    unfit);
        }
    }

    private static String origin(String value) {
        return require(
                isOrigin(value), value.toLowerCase(Locale.ROOT), "origins such as https://app.example.com", value);
    }

    private static boolean isOrigin(String value) {
        try {
            var uri = new URI(value);
            return isWeb(uri) && uri.getHost() != null && value.endsWith("//" + uri.getRawAuthority()) && !isNamed(uri);
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    private static boolean isWeb(URI uri) {
        return "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
    }

    private static boolean isNamed(URI uri) {
        return uri.getUserInfo() != null;
    }

    private static <T> T require(boolean fits, T result, String wanted, String value) {
        if (!fits) {
            throw new IllegalArgumentException("must be " + wanted + ", not \"" + value + "\"");
        }
        return result;
    }
}
