package dev.confab.chat.adapter.wire;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The origins whose web pages may use the server, for CORS and for WebSocket handshakes. Immutable. */
public final class OriginPolicy {

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
            boolean hasNothingElse = uri.getRawUserInfo() == null
                    && String.valueOf(uri.getRawPath()).isEmpty()
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
            if (scheme == null || host == null || !hasNothingElse) {
                return Optional.empty();
            }
            var lower = scheme.toLowerCase(Locale.ROOT);
            return Optional.of(new Origin(lower, host.toLowerCase(Locale.ROOT), port(lower, uri.getPort())));
        }

        private static int port(String scheme, int explicitPort) {
            if (explicitPort >= 0) {
                return explicitPort;
            }
            return scheme.equals("https") ? 443 : 80;
        }
    }

    private final Set<Origin> allowed;

    /**
     * @param allowed foreign origins, such as {@code https://app.example.com}
     * @throws IllegalArgumentException if one of them is no origin
     */
    public OriginPolicy(Collection<String> allowed) {
        this.allowed = allowed.stream().map(OriginPolicy::require).collect(Collectors.toUnmodifiableSet());
    }

    private static Origin require(String text) {
        return Origin.parse(text).orElseThrow(() -> new IllegalArgumentException("Must be an origin: " + text));
    }

    /** Whether {@code origin}, the value of an {@code Origin} header, is one of the allowed foreign origins. */
    public boolean allows(String origin) {
        return Origin.parse(origin).filter(allowed::contains).isPresent();
    }

    /**
     * Whether {@code origin} is an allowed foreign origin or the server's own.
     *
     * @param own the origin of the server's own pages
     */
    public boolean allows(String origin, String own) {
        return Origin.parse(origin)
                .filter(page -> allowed.contains(page)
                        || Origin.parse(own).filter(page::equals).isPresent())
                .isPresent();
    }
}
