package dev.confab.chat.adapter.rest;

import java.net.InetAddress;
import java.util.Collection;
import java.util.List;

/** The trusted proxies in front of the server. Headers about the origin of a request count only if a trusted proxy sent it. */
final class Proxies {

    private final List<CidrBlock> networks;

    /** @param networks addresses or blocks of them, such as {@code 10.0.0.0/8} */
    Proxies(Collection<String> networks) {
        this.networks = networks.stream().map(CidrBlock::parse).toList();
    }

    boolean isTrusted(InetAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    /** @param address in digits; anything else is not trusted */
    boolean isTrusted(String address) {
        return CidrBlock.address(address).filter(this::isTrusted).isPresent();
    }
}
