package dev.confab.chat.adapter.rest;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The address by which clients reach the server.
 *
 * @param scheme {@code http} or {@code https}
 * @param host a name in lower case or an address, an IPv6 one in brackets
 * @param port 0 for the default port of the scheme
 * @param prefix of all paths: empty, or such as {@code /team}
 */
record ServerAddress(String scheme, String host, int port, String prefix) {

    static final int MAX_PORT = 65_535;

    private static final int MAX_PREFIX = 200;
    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,252}");
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9A-Fa-f:.]{2,45}]");
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[^]]*]|[^:]*)(?::(\\d{1,5}))?");
    private static final Pattern PREFIX = Pattern.compile("(/(?!\\.{1,2}(/|$))[A-Za-z0-9._~-]+)*");

    ServerAddress {
        boolean isDefault = port == ("https".equals(scheme) ? 443 : 80);
        port = isDefault ? 0 : port;
    }

    /** A host and its port, which is 0 if it is not given. */
    record Authority(String host, int port) {

        /** Returns empty for everything that is not exactly one host. */
        static Optional<Authority> parse(String text) {
            var parts = AUTHORITY.matcher(text);
            return parts.matches() && isHost(parts.group(1)) && (parts.group(2) == null || isPort(parts.group(2)))
                    ? Optional.of(new Authority(
                            parts.group(1).toLowerCase(Locale.ROOT),
                            parts.group(2) == null ? 0 : Integer.parseInt(parts.group(2))))
                    : Optional.empty();
        }

        private static boolean isHost(String text) {
            return NAME.matcher(text).matches()
                    || (IPV6.matcher(text).matches() && CidrBlock.address(text).isPresent());
        }
    }

    static boolean isPort(String text) {
        return text.matches("\\d{1,5}") && Integer.parseInt(text) > 0 && Integer.parseInt(text) <= MAX_PORT;
    }

    static boolean isScheme(String text) {
        return SCHEMES.contains(text);
    }

    /** Whether {@code text} is empty or a path of plain segments without a slash at the end. */
    static boolean isPrefix(String text) {
        return text.length() <= MAX_PREFIX && PREFIX.matcher(text).matches();
    }

    /** Returns empty unless {@code url} is an absolute web address without user, query and fragment. */
    static Optional<ServerAddress> parse(URI url) {
        var scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        var prefix = String.valueOf(url.getRawPath()).replaceFirst("/+$", "");
        boolean isBare = url.getRawQuery() == null && url.getRawFragment() == null && url.getHost() != null;
        return isBare && isScheme(scheme) && isPrefix(prefix)
                ? Authority.parse(url.getRawAuthority())
                        .map(authority -> new ServerAddress(scheme, authority.host(), authority.port(), prefix))
                : Optional.empty();
    }

    /** Returns the address as text, without a slash at the end. */
    String text() {
        return scheme + "://" + host + (port == 0 ? "" : ":" + port) + prefix;
    }
}
