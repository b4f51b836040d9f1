package dev.confab.chat.adapter.webhook;

import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Recognition of public internet addresses, as opposed to those of private networks. */
final class PublicAddresses {

    /** The blocks that are not public, according to IANA's registry of special-purpose IPv4 addresses. */
    private static final List<Block> SPECIAL_4 = Block.list(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");

    /** The block of allocated global addresses. Its special parts include those that embed an IPv4 address. */
    private static final Block GLOBAL_6 = Block.of("2000::/3");

    private static final List<Block> SPECIAL_6 = Block.list("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    private PublicAddresses() {}

    /** Whether {@code address} is public. Java converts IPv4-mapped IPv6 addresses to IPv4. */
    static boolean isPublic(InetAddress address) {
        if (address instanceof Inet4Address) {
            return SPECIAL_4.stream().noneMatch(block -> block.holds(address));
        }
        return GLOBAL_6.holds(address) && SPECIAL_6.stream().noneMatch(block -> block.holds(address));
    }

    /** The addresses with a common prefix. */
    private record Block(BigInteger start, int bytes, int prefix) {

        static List<Block> list(String... texts) {
            return List.of(texts).stream().map(Block::of).toList();
        }

        static Block of(String text) {
            var parts = text.split("/", 2);
            try {
                var address = InetAddress.getByName(parts[0]).getAddress();
                return new Block(new BigInteger(1, address), address.length, Integer.parseInt(parts[1]));
            } catch (UnknownHostException notAnAddress) {
                throw new IllegalArgumentException(text, notAnAddress);
            }
        }

        boolean holds(InetAddress address) {
            int rest = 8 * bytes - prefix;
            return new BigInteger(1, address.getAddress()).shiftRight(rest).equals(start.shiftRight(rest));
        }
    }
}
