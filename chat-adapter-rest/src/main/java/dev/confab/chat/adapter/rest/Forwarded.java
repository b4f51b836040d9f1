package dev.confab.chat.adapter.rest;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One element of the header {@code Forwarded} (RFC 7239): what one proxy says about the request that it received.
 *
 * @param parameters by their names in lower case; of a repeated one the first
 */
record Forwarded(Map<String, String> parameters) {

    static final String HEADER = "Forwarded";

    /** A separator counts only where an even number of quotes follows it. */
    private static final Pattern COMMA = Pattern.compile(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");

    private static final Pattern SEMICOLON = Pattern.compile(";(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");
    private static final Pattern PORT = Pattern.compile(":[0-9A-Za-z._-]+$");

    /** More than this many characters are not read: matching quotes takes quadratic time. */
    private static final int MAX_LENGTH = 1_000;

    /** Returns the elements of all such headers, the nearest proxy's last; none if the headers are empty or too long. */
    static List<Forwarded> parse(Collection<String> headers) {
        var text = String.join(",", headers);
        return text.isBlank() || text.length() > MAX_LENGTH
                ? List.of()
                : Arrays.stream(COMMA.split(text, -1)).map(Forwarded::element).toList();
    }

    private static Forwarded element(String text) {
        return new Forwarded(Arrays.stream(SEMICOLON.split(text, -1))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2)
                .collect(toUnmodifiableMap(
                        pair -> pair[0].strip().toLowerCase(Locale.ROOT),
                        pair -> unquote(pair[1].strip()),
                        (first, second) -> first)));
    }

    private static String unquote(String value) {
        boolean isQuoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return isQuoted ? value.substring(1, value.length() - 1) : value;
    }

    @Nullable
    String host() {
        return parameters.get("host");
    }

    @Nullable
    String proto() {
        return parameters.get("proto");
    }

    /** Returns who sent the request to that proxy; empty for a name, {@code unknown} and malformed values. */
    Optional<InetAddress> sender() {
        var node = parameters.getOrDefault("for", "");
        boolean hasPort = node.startsWith("[") ? !node.endsWith("]") : node.indexOf(':') == node.lastIndexOf(':');
        return CidrBlock.address(hasPort ? PORT.matcher(node).replaceFirst("") : node);
    }
}
