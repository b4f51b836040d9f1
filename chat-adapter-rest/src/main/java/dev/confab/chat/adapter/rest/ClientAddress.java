package dev.confab.chat.adapter.rest;

import io.javalin.http.Context;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Where requests come from: from whoever is connected to us or, if that is a proxy of ours, from whom it names in {@code
 * X-Forwarded-For}, else in {@code Forwarded}. What others write there counts for nothing.
 */
final class ClientAddress {

    private static final String FORWARDED_FOR = "X-Forwarded-For";

    /** Whoever has one address of IPv6 has all that begin with these 64 bits. */
    private static final int OWN_BYTES = 8;

    private final Proxies proxies;

    ClientAddress(Proxies proxies) {
        this.proxies = proxies;
    }

    /** One text for all addresses that one party can have at will. */
    String party(Context context) {
        return CidrBlock.address(context.req().getRemoteAddr())
                .map(peer -> party(client(peer, context)))
                .orElse("unknown");
    }

    /** Each proxy adds at the end whom it has heard; the last who is none of ours is the client. */
    private InetAddress client(InetAddress peer, Context context) {
        var client = peer;
        for (var hop : proxies.isTrusted(peer) ? hops(context).reversed() : List.<Optional<InetAddress>>of()) {
            if (hop.isEmpty() || !proxies.isTrusted(client)) {
                break;
            }
            client = hop.get();
        }
        return client;
    }

    private static List<Optional<InetAddress>> hops(Context context) {
        var lines = Collections.list(context.req().getHeaders(FORWARDED_FOR));
        if (lines.isEmpty()) {
            var elements = Forwarded.parse(Collections.list(context.req().getHeaders(Forwarded.HEADER)));
            return elements.stream().map(Forwarded::sender).toList();
        }
        return lines.stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(CidrBlock::address)
                .toList();
    }

    private static String party(InetAddress address) {
        return address instanceof Inet6Address
                ? HexFormat.of().formatHex(address.getAddress(), 0, OWN_BYTES)
                : address.getHostAddress();
    }
}
