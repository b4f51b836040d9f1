package dev.confab.chat.adapter.rest;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The host names by which the server may be called; ports do not matter. */
final class AllowedHosts {

    static final String ANY = "*";

    private static final String LOCALHOST = "localhost";

    private final Set<String> names;
    private final boolean isLoopbackAllowed;

    private AllowedHosts(Collection<String> names, boolean isLoopbackAllowed) {
        this.names = names.stream().map(AllowedHosts::normalize).collect(Collectors.toUnmodifiableSet());
        this.isLoopbackAllowed = isLoopbackAllowed;
    }

    /**
     * @param listed the operator's list; if empty, any host, or with a public address its host and loopback
     * @param own the public address, whose host is always allowed; null for none
     */
    static AllowedHosts of(Set<String> listed, @Nullable ServerAddress own) {
        if (own == null) {
            return new AllowedHosts(listed.isEmpty() ? Set.of(ANY) : listed, false);
        }
        var names = listed.stream().collect(Collectors.toSet());
        names.add(own.host());
        return new AllowedHosts(names, listed.isEmpty());
    }

    /** Whether {@code text} is one host without a port. */
    static boolean isHost(String text) {
        return text.equals(ANY)
                || ServerAddress.Authority.parse(bracketed(text))
                        .filter(authority -> authority.port() == 0)
                        .isPresent();
    }

    /** @param host null if the client named none */
    boolean allow(@Nullable String host) {
        if (names.contains(ANY)) {
            return true;
        }
        if (host == null) {
            return false;
        }
        var name = normalize(host);
        return names.contains(name) || (isLoopbackAllowed && isLoopback(name));
    }

    private static boolean isLoopback(String name) {
        return name.equals(LOCALHOST)
                || CidrBlock.address(name)
                        .filter(address -> address.isLoopbackAddress())
                        .isPresent();
    }

    /** Removes the trailing dot of the DNS root; writes an address in its canonical form. */
    private static String normalize(String host) {
        var name = host.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        return CidrBlock.address(name).map(address -> address.getHostAddress()).orElse(name);
    }

    private static String bracketed(String text) {
        return text.indexOf(':') >= 0 && !text.startsWith("[") ? "[" + text + "]" : text;
    }
}
