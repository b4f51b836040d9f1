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
 * The address of the client of a request: the peer of the connection or, if that is a trusted proxy, the address in {@code
 * X-Forwarded-For}, else in {@code Forwarded}. These headers are ignored if the peer is not a trusted proxy.
 */
final class ClientAddress {

    private static final String FORWARDED_FOR = "X-Forwarded-For";

    /** Users of IPv6 usually control all addresses with the same first 64 bits. */
    private static final int PREFIX_BYTES = 8;

    private final Proxies proxies;

    ClientAddress(Proxies proxies) {
        this.proxies = proxies;
    }

    /** Returns the same text for all addresses that one party may control. */
    String party(Context context) {
        return CidrBlock.address(context.req().getRemoteAddr())
                .map(peer -> party(client(peer, context)))
                .orElse("unknown");
    }

    /** Proxies append the address of their peer, so the last address that is not a trusted proxy is the client. */
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
                ? HexFormat.of().formatHex(address.getAddress(), 0, PREFIX_BYTES)
                : address.getHostAddress();
    }
}
