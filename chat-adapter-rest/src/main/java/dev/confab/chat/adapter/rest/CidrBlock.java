package dev.confab.chat.adapter.rest;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The IP addresses that begin alike.
 *
 * @param bits how many of their first bits
 */
record CidrBlock(InetAddress start, int bits) {

    private static final Pattern CIDR = Pattern.compile("([^/]+)(?:/(\\d{1,3}))?");

    /** Without a port, in brackets or not; never a name, which would have to be looked up. */
    private static final Pattern LITERAL =
            Pattern.compile("\\[?(\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*)]?");

    /**
     * Reads a block such as {@code 10.0.0.0/8}, or one address.
     *
     * @throws IllegalArgumentException if it is neither
     */
    static CidrBlock parse(String text) {
        var parts = CIDR.matcher(text);
        if (parts.matches()) {
            var start = address(parts.group(1)).orElseThrow(() -> wrong(text));
            int most = start.getAddress().length * Byte.SIZE;
            int bits = parts.group(2) == null ? most : Integer.parseInt(parts.group(2));
            if (bits <= most) {
                return new CidrBlock(start, bits);
            }
        }
        throw wrong(text);
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException("must be addresses such as 10.0.0.0/8 or ::1, not \"" + text + "\"");
    }

    /** The address that {@code text} spells out; empty if it is none. An IPv4 address in IPv6 is that IPv4 address. */
    static Optional<InetAddress> address(String text) {
        var literal = LITERAL.matcher(text.strip());
        if (!literal.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(literal.group(1)));
        } catch (UnknownHostException malformed) {
            return Optional.empty();
        }
    }

    boolean contains(InetAddress address) {
        return address.getAddress().length == start.getAddress().length
                && first(address).equals(first(start));
    }

    private BigInteger first(InetAddress address) {
        var bytes = address.getAddress();
        return new BigInteger(1, bytes).shiftRight(bytes.length * Byte.SIZE - bits);
    }
}
