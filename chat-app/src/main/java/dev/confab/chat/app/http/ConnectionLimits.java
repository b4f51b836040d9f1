package dev.confab.chat.app.http;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Predicate;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.util.IO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The largest number of open connections, in all and per address. A connection beyond it is closed before anything is read
 * from it; open connections stay. The addresses of an IPv6 /64 network count as one, since a client can use all of them.
 */
public final class ConnectionLimits implements SelectorManager.AcceptListener {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionLimits.class);
    private static final long BETWEEN_WARNINGS = Duration.ofMinutes(1).toNanos();
    private static final int NETWORK_BYTES = 8;

    /** The party of connections without a limit per address. */
    private static final String NO_PARTY = "";

    private final int total;
    private final int perAddress;
    private final Predicate<InetAddress> isExempt;
    private final Map<SelectableChannel, String> partyOf = new HashMap<>();
    private final Map<String, Integer> countOf = new HashMap<>();
    private long lastWarning = System.nanoTime() - BETWEEN_WARNINGS;

    /** @param isExempt addresses, such as those of proxies, to which {@code perAddress} does not apply */
    public ConnectionLimits(int total, int perAddress, Predicate<InetAddress> isExempt) {
        this.total = total;
        this.perAddress = perAddress;
        this.isExempt = isExempt;
    }

    @Override
    public synchronized void onAccepting(SelectableChannel channel) {
        var party = party(channel);
        if (partyOf.size() >= total) {
            warn("{} connections are open; new ones are closed. Raise CONFAB_MAX_CONNECTIONS", total);
            IO.close(channel);
        } else if (countOf.getOrDefault(party, 0) >= perAddress) {
            warn(
                    "{} connections of one address are open; new ones from it are closed. Raise"
                            + " CONFAB_MAX_CONNECTIONS_PER_ADDRESS, or add a proxy to CONFAB_TRUSTED_PROXIES",
                    perAddress);
            IO.close(channel);
        } else {
            partyOf.put(channel, party);
            if (!party.equals(NO_PARTY)) {
                countOf.merge(party, 1, Integer::sum);
            }
        }
    }

    @Override
    public void onAcceptFailed(SelectableChannel channel, Throwable cause) {
        onClosed(channel);
    }

    @Override
    public synchronized void onClosed(SelectableChannel channel) {
        var party = partyOf.remove(channel);
        if (party != null) {
            countOf.computeIfPresent(party, (same, count) -> count == 1 ? null : count - 1);
        }
    }

    private void warn(String message, int limit) {
        long now = System.nanoTime();
        if (now - lastWarning >= BETWEEN_WARNINGS) {
            lastWarning = now;
            LOG.warn(message, limit);
        }
    }

    private String party(SelectableChannel channel) {
        try {
            return channel instanceof SocketChannel socket
                            && socket.getRemoteAddress() instanceof InetSocketAddress peer
                            && !isExempt.test(peer.getAddress())
                    ? party(peer.getAddress())
                    : NO_PARTY;
        } catch (IOException closed) {
            LOG.debug("A connection was closed before it was accepted", closed);
            return NO_PARTY;
        }
    }

    private static String party(InetAddress address) {
        return address instanceof Inet6Address
                ? HexFormat.of().formatHex(address.getAddress(), 0, NETWORK_BYTES)
                : address.getHostAddress();
    }
}
