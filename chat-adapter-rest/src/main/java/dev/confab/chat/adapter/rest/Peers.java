package dev.confab.chat.adapter.rest;

import io.javalin.http.Context;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

/**
 * Where requests come from: from whoever is connected to us or, if that is a proxy of ours, from whom it names in {@code
 * X-Forwarded-For}. What others write there counts for nothing.
 */
final class Peers {

    private static final String FORWARDED = "X-Forwarded-For";

    /** Whoever has one address of IPv6 has all that begin with these 64 bits. */
    private static final int OWN_BYTES = 8;

    private final List<Network> proxies;

    /** @param proxies addresses or blocks of them, such as {@code 10.0.0.0/8} */
    Peers(Collection<String> proxies) {
        this.proxies = proxies.stream().map(Network::parse).toList();
    }

    /** One text for all addresses that one party can have at will. */
    String party(Context context) {
        return Network.address(context.req().getRemoteAddr())
                .map(peer -> party(client(peer, context)))
                .orElse("unknown");
    }

    /** Each proxy adds at the end whom it has heard; the last who is none of ours is the client. */
    private InetAddress client(InetAddress peer, Context context) {
        var client = peer;
        for (var hop : hops(context).reversed()) {
            if (!isProxy(client)) {
                break;
            }
            var before = Network.address(hop);
            if (before.isEmpty()) {
                break;
            }
            client = before.get();
        }
        return client;
    }

    private static List<String> hops(Context context) {
        return Collections.list(context.req().getHeaders(FORWARDED)).stream()
                .flatMap(header -> Arrays.stream(header.split(",", -1)))
                .toList();
    }

    private boolean isProxy(InetAddress address) {
        return proxies.stream().anyMatch(network -> network.contains(address));
    }

    private static String party(InetAddress address) {
        return address instanceof Inet6Address
                ? HexFormat.of().formatHex(address.getAddress(), 0, OWN_BYTES)
                : address.getHostAddress();
    }
}
