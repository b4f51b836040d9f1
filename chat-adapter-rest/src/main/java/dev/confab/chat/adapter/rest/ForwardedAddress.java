package dev.confab.chat.adapter.rest;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;

/**
 * The address that the client used, as a trusted proxy reports it. Malformed and contradictory values are ignored. Any
 * {@code X-Forwarded-…} header hides {@code Forwarded}: a proxy that sets one kind often passes on the client's own value
 * of the other.
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
    private static final List<String> X_FORWARDED = List.of(PROTO, HOST, PORT, PREFIX, "X-Forwarded-For");

    static ForwardedAddress read(HttpFields headers, Proxies proxies) {
        if (X_FORWARDED.stream().anyMatch(headers::contains)) {
            return ofXForwarded(headers);
        }
        return nearestToClient(Forwarded.parse(headers.getValuesList(Forwarded.HEADER)), proxies)
                .map(ForwardedAddress::ofElement)
                .orElse(NONE);
    }

    private static ForwardedAddress ofXForwarded(HttpFields headers) {
        var authority = unanimous(values(headers, HOST)).flatMap(ServerAddress.Authority::parse);
        int port = unanimous(values(headers, PORT))
                .filter(ServerAddress::isPort)
                .map(Integer::parseInt)
                .orElse(0);
        return of(
                values(headers, PROTO).stream().findFirst(),
                authority.map(given -> given.port() == 0 ? new ServerAddress.Authority(given.host(), port) : given),
                port,
                unanimous(values(headers, PREFIX)).map(prefix -> prefix.replaceFirst("/+$", "")));
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

    /** Follows the elements towards the client as long as their senders are trusted proxies. */
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

    /** Chained proxies may repeat a value; contradictory values are ignored. */
    private static Optional<String> unanimous(List<String> values) {
        return values.stream().distinct().count() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }
}
