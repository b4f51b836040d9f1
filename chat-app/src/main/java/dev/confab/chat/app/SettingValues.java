package dev.confab.chat.app;

import static java.util.Objects.requireNonNull;

import dev.confab.chat.adapter.fanout.FanOutAdapter.Redis;
import dev.confab.chat.adapter.fcm.FcmAdapter;
import dev.confab.chat.adapter.mail.MailAdapter;
import dev.confab.chat.adapter.persistence.PersistenceAdapter;
import dev.confab.chat.adapter.rest.RestAdapter;
import dev.confab.chat.adapter.security.SecurityAdapter;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.Secret;
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
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Parsers of setting values. Each throws an {@link IllegalArgumentException} that says what the value must be; put after
 * the setting's name it makes a sentence. Values that may be secret are not repeated.
 */
final class SettingValues {

    static final int SECRET_BYTES = 32;

    /** A name or an address. Colons are allowed only inside IPv6 addresses, so that "host:port" is detected. */
    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,252})|[0-9A-Fa-f]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(%\\w+)?");

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s?(ms|s|m|h|d)");
    private static final Pattern RATE = Pattern.compile("(\\d{1,9})/(.+)");
    private static final Map<String, Duration> UNITS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));

    /** A sender that passes the check of a mail URL, which needs one. */
    private static final String ANY_SENDER = "confab@localhost";

    private SettingValues() {}

    // --- texts and numbers -----------------------------------------------------------------------------------------

    /** Returns a parser of whole numbers in a range. */
    static Function<String, Integer> number(int least, int most) {
        var expected = "a whole number from " + least + " to " + most;
        return value -> {
            require(value.matches("\\d{1,7}"), value, expected, value);
            int number = Integer.parseInt(value);
            return require(number >= least && number <= most, number, expected, value);
        };
    }

    /** Returns a parser of texts that are neither blank nor longer than {@code most} characters. */
    static Function<String, String> text(int most) {
        return value ->
                require(!value.isBlank() && value.length() <= most, value, "1 to " + most + " characters", value);
    }

    /** Returns a parser of texts that match a regular expression, which {@code expected} describes. */
    static Function<String, String> matching(String regex, String expected) {
        return value -> require(value.matches(regex), value, expected, value);
    }

    /** Returns a parser of the constants of an enum, which are written in lower case with hyphens. */
    static <E extends Enum<E>> Function<String, E> choice(Class<E> type) {
        var constants = type.getEnumConstants();
        var names = Stream.of(constants).map(SettingValues::spelling).collect(Collectors.joining(", "));
        var expected = names.replaceFirst(", ([^,]+)$", " or $1");
        return value -> Stream.of(constants)
                .filter(constant -> spelling(constant).equals(value))
                .findFirst()
                .orElseThrow(() -> problem(expected, value));
    }

    /** Returns how operators write a constant. */
    static String spelling(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static boolean onOrOff(String value) {
        return require(value.equals("on") || value.equals("off"), value, "on or off", value)
                .equals("on");
    }

    static Secret secret(String value) {
        if (value.getBytes(StandardCharsets.UTF_8).length < SECRET_BYTES) {
            throw new IllegalArgumentException("must be at least " + SECRET_BYTES + " bytes long");
        }
        return new Secret(value);
    }

    // --- durations and rates ---------------------------------------------------------------------------------------

    /** Returns a parser of durations in a range, such as {@code duration("1s", "1d")}. */
    static Function<String, Duration> duration(String least, String most) {
        return value -> {
            var duration = duration(value);
            boolean fits = duration.compareTo(duration(least)) >= 0 && duration.compareTo(duration(most)) <= 0;
            return require(fits, duration, "from " + least + " to " + most, value);
        };
    }

    private static Duration duration(String value) {
        var parts = DURATION.matcher(value);
        require(parts.matches(), value, "a number with one of the units ms, s, m, h, d, such as 15m", value);
        return UNITS.getOrDefault(parts.group(2), Duration.ZERO).multipliedBy(Long.parseLong(parts.group(1)));
    }

    /** Parses a number of times in a period, such as 1200/1m. */
    static RestAdapter.Rate rate(String value) {
        var parts = RATE.matcher(value);
        var expected = "a number of times in a period, such as 1200/1m";
        require(parts.matches(), value, expected, value);
        var period = duration("1s", "1d").apply(parts.group(2));
        int times = Integer.parseInt(parts.group(1));
        require(times > 0, value, expected, value);
        return new RestAdapter.Rate(times, period);
    }

    // --- hosts and URLs --------------------------------------------------------------------------------------------

    static String host(String value) {
        return require(HOST.matcher(value).matches(), value, "a host name or an address, without a port", value);
    }

    static Set<String> hosts(String value) {
        var hosts = list(value).collect(Collectors.toUnmodifiableSet());
        return new RestAdapter.Address(null, hosts).allowedHosts();
    }

    /** Parses the URL of the server itself. */
    static URI publicUrl(String value) {
        try {
            return requireNonNull(new RestAdapter.Address(new URI(value), Set.of()).publicUrl());
        } catch (URISyntaxException | IllegalArgumentException wrong) {
            throw problem("a URL such as https://chat.example.org/team", value);
        }
    }

    static URI url(String value) {
        var expected = "a URL such as https://login.example.com/keys";
        try {
            var url = new URI(value);
            return require(isWeb(url) && url.getHost() != null, url, expected, value);
        } catch (URISyntaxException malformed) {
            throw problem(expected, value);
        }
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

    private static String origin(String value) {
        return require(
                isOrigin(value), value.toLowerCase(Locale.ROOT), "origins such as https://app.example.com", value);
    }

    private static boolean isOrigin(String value) {
        try {
            var uri = new URI(value);
            return isWeb(uri)
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && value.endsWith("//" + uri.getRawAuthority());
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    private static boolean isWeb(URI uri) {
        return "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
    }

    // --- what adapters check ---------------------------------------------------------------------------------------

    static String databaseUrl(String value) {
        new PersistenceAdapter.Settings(value, null, null, PersistenceAdapter.Settings.DEFAULT_POOL_SIZE);
        return value;
    }

    static String redis(String value) {
        return new Redis(value, Redis.USUAL_PREFIX).url();
    }

    static String smtp(String value) {
        var unused = MailAdapter.Settings.of(value, ANY_SENDER);
        return value;
    }

    static String sender(String value) {
        MailAdapter.requireAddress(value);
        return value;
    }

    static ReactionPolicy reactions(String value) {
        try {
            return new ReactionPolicy(list(value).collect(Collectors.toUnmodifiableSet()));
        } catch (Refusal.Invalid unfit) {
            throw problem("reactions of at most " + Reaction.MAX_LENGTH + " characters without slashes", value);
        }
    }

    // --- paths -----------------------------------------------------------------------------------------------------

    /** Parses a folder, which need not exist. H2 takes what follows a semicolon in its URL for an option. */
    static Path folder(String value, Path directory) {
        require(!value.isBlank() && value.indexOf('\0') < 0, value, "a path", value);
        require(value.indexOf(';') < 0, value, "a path without a semicolon", value);
        var folder = directory.resolve(value).normalize();
        boolean free = !Files.exists(folder) || Files.isDirectory(folder);
        return require(free, folder, "a folder, and a file is in its place", value);
    }

    static PublicKey publicKey(String value, Path directory) {
        return SecurityAdapter.publicKey(file(value, directory));
    }

    static FcmAdapter.Settings firebase(String value, Path directory) {
        return FcmAdapter.Settings.of(file(value, directory));
    }

    /** Returns the secret in a file, without one line break at its end. */
    static String secretFile(String value, Path directory) {
        return file(value, directory).replaceFirst("\\r?\\n\\z", "");
    }

    private static String file(String value, Path directory) {
        try {
            return Files.readString(directory.resolve(value));
        } catch (IOException | InvalidPathException unreadable) {
            throw new IllegalArgumentException("must be a file that can be read, not \"" + value + "\"", unreadable);
        }
    }

    // --- common to all ---------------------------------------------------------------------------------------------

    private static Stream<String> list(String value) {
        return Stream.of(value.split(",", -1)).map(String::strip).filter(item -> !item.isEmpty());
    }

    private static <T> T require(boolean fits, T result, String expected, String value) {
        if (!fits) {
            throw problem(expected, value);
        }
        return result;
    }

    private static IllegalArgumentException problem(String expected, String value) {
        return new IllegalArgumentException("must be " + expected + ", not \"" + value + "\"");
    }
}
