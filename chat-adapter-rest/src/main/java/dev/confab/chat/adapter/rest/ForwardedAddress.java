package dev.confab.chat.adapter.rest;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;

/**
 * What a trusted proxy says about the address that the client asked for. Malformed values are left out, and so is a host
 * that is given twice. Any {@code X-Forwarded-…} header hides {@code Forwarded}: a proxy that writes one kind often passes
 * on what the client has written into the other.
 *
 * @param isGiven whether there is any such header
 * @param port 0 if it is not given
 */
record ForwardedAddress(
        boolean isGiven,
        @Nullable String scheme,
        @Nullable String host,
        int port,
        @Nullable String prefix) {

    static final ForwardedAddress NONE = new ForwardedAddress(false, null, null, 0, null);

    private static final String PROTO = "X-Forwarded-Proto";
    private static final String HOST = "X-Forwarded-Host";
    private static final String PORT = "X-Forwarded-Port";
    private static final String PREFIX = "X-Forwarded-Prefix";
    private static final List<String> OF_ITS_KIND = List.of(PROTO, HOST, PORT, PREFIX, "X-Forwarded-For");

    static ForwardedAddress read(HttpFields headers, Proxies proxies) {
        if (OF_ITS_KIND.stream().anyMatch(headers::contains)) {
            return ofSeparateHeaders(headers);
        }
        return nearestToClient(Forwarded.parse(headers.getValuesList(Forwarded.HEADER)), proxies)
                .map(ForwardedAddress::ofElement)
                .orElse(NONE);
    }

    private static ForwardedAddress ofSeparateHeaders(HttpFields headers) {
        var authority = only(values(headers, HOST)).flatMap(ServerAddress.Authority::parse);
        int port = only(values(headers, PORT))
                .filter(ServerAddress::isPort)
                .map(Integer::parseInt)
                .orElse(0);
        return of(
                values(headers, PROTO).stream().findFirst(),
                authority.map(given -> given.port() == 0 ? new ServerAddress.Authority(given.host(), port) : given),
                port,
                only(values(headers, PREFIX)).map(prefix -> prefix.replaceFirst("/+$", "")));
    }

    private static ForwardedAddress ofElement(Forwarded element) {
        var authority = Optional.ofNullable(element.host()).flatMap(ServerAddress.Authority::parse);
        return of(Optional.ofNullable(element.proto()), authority, 0, Optional.empty());
    }

    private static ForwardedAddress of(
            Optional<String> scheme, Optional<ServerAddress.Authority> authority, int port, Optional<String> prefix) {
        return new ForwardedAddress(
                true,
                scheme.map(text -> text.toLowerCase(Locale.ROOT))
                        .filter(ServerAddress::isScheme)
                        .orElse(null),
                authority.map(ServerAddress.Authority::host).orElse(null),
                authority.map(ServerAddress.Authority::port).orElse(port),
                prefix.filter(ServerAddress::isPrefix)
                        .filter(Predicate.not(String::isEmpty))
                        .orElse(null));
    }

    /** A proxy's word about whoever asked it counts as long as those who ask are trusted proxies themselves. */
    private static Optional<Forwarded> nearestToClient(List<Forwarded> elements, Proxies proxies) {
        Forwarded nearest = null;
        for (var element : elements.reversed()) {
            nearest = element;
            if (element.sender().filter(proxies::isTrusted).isEmpty()) {
                break;
            }
        }
        return Optional.ofNullable(nearest);
    }

    private static List<String> values(HttpFields headers, String name) {
        return headers.getValuesList(name).stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(String::strip)
                .toList();
    }

    /** Proxies in a row may say the same; what differs is not believed. */
    private static Optional<String> only(List<String> values) {
        return values.stream().distinct().count() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }
}
