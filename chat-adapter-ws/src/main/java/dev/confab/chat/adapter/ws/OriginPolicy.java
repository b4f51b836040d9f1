package dev.confab.chat.adapter.ws;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which web pages may open a socket: the server's own, and those on the list. */
final class OriginPolicy {

    /** Scheme, host and port (RFC 6454, section 4). */
    private record Origin(String scheme, String host, int port) {

        static Optional<Origin> parse(String text) {
            try {
                return of(new URI(text));
            } catch (URISyntaxException malformed) {
                return Optional.empty();
            }
        }

        private static Optional<Origin> of(URI uri) {
            var scheme = uri.getScheme();
            var host = uri.getHost();
            boolean bare = uri.getRawUserInfo() == null
                    && String.valueOf(uri.getRawPath()).isEmpty()
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
            if (scheme == null || host == null || !bare) {
                return Optional.empty();
            }
            var lower = scheme.toLowerCase(Locale.ROOT);
            return Optional.of(new Origin(lower, host.toLowerCase(Locale.ROOT), port(lower, uri.getPort())));
        }

        private static int port(String scheme, int given) {
            if (given >= 0) {
                return given;
            }
            return scheme.equals("https") ? 443 : 80;
        }
    }

    private final Set<Origin> allowed;

    /** @param allowed foreign origins, such as {@code https://app.example.com} */
    OriginPolicy(Collection<String> allowed) {
        this.allowed = allowed.stream().map(OriginPolicy::require).collect(Collectors.toUnmodifiableSet());
    }

    private static Origin require(String text) {
        return Origin.parse(text).orElseThrow(() -> new IllegalArgumentException("not an origin: " + text));
    }

    /**
     * May a page of {@code origin} open a socket?
     *
     * @param own the origin of the server's own pages
     */
    boolean allow(String origin, String own) {
        return Origin.parse(origin)
                .filter(page -> allowed.contains(page)
                        || Origin.parse(own).filter(page::equals).isPresent())
                .isPresent();
    }
}
