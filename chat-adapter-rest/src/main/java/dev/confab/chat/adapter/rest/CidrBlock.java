package dev.confab.chat.adapter.rest;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A block of IP addresses with a common prefix.
 *
 * @param start an address of the block
 * @param bits length of the prefix
 */
record CidrBlock(InetAddress start, int bits) {

    private static final Pattern CIDR = Pattern.compile("([^/]+)(?:/(\\d{1,3}))?");

    /** An address without a port, in brackets or not. Host names do not match, because they need a lookup. */
    private static final Pattern LITERAL =
            Pattern.compile("\\[?(\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*)]?");

    /**
     * Parses a block such as {@code 10.0.0.0/8}, or one address.
     *
     * @throws IllegalArgumentException if the text is neither; the message says what it must be
     */
    static CidrBlock parse(String text) {
        var parts = CIDR.matcher(text);
        if (parts.matches()) {
            var start = address(parts.group(1)).orElseThrow(() -> invalid(text));
            int maxBits = start.getAddress().length * Byte.SIZE;
            int bits = parts.group(2) == null ? maxBits : Integer.parseInt(parts.group(2));
            if (bits <= maxBits) {
                return new CidrBlock(start, bits);
            }
        }
        throw invalid(text);
    }

    private static IllegalArgumentException invalid(String text) {
        return new IllegalArgumentException("must be addresses such as 10.0.0.0/8 or ::1, not \"" + text + "\"");
    }

    /** Parses an address; returns empty if the text is none. An IPv4 address mapped to IPv6 is returned as IPv4. */
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
                && prefix(address).equals(prefix(start));
    }

    private BigInteger prefix(InetAddress address) {
        var bytes = address.getAddress();
        return new BigInteger(1, bytes).shiftRight(bytes.length * Byte.SIZE - bits);
    }
}
