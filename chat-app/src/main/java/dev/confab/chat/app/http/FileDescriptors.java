package dev.confab.chat.app.http;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The number of files and sockets that this process may open, which connections must leave something of. */
public final class FileDescriptors {

    private static final Logger LOG = LoggerFactory.getLogger(FileDescriptors.class);

    /** For the database, images, the broker, push services and the JVM. */
    private static final int RESERVED = 256;

    /** A limit below this is unusual for a server. */
    private static final int LOW = 4_096;

    private FileDescriptors() {}

    /** Returns {@code wanted} connections, or as many as fit below the limit of this process; warns if those are few. */
    public static int fit(int wanted, boolean isGiven) {
        var limit = limit();
        if (limit.isEmpty()) {
            return wanted;
        }
        int fitting = fit(wanted, limit.getAsLong());
        if (fitting < wanted && (isGiven || limit.getAsLong() < LOW)) {
            LOG.warn(
                    "At most {} connections are accepted, not {}, because this process may open only {} files:"
                            + " raise the limit (ulimit -n, or LimitNOFILE of systemd)",
                    fitting,
                    wanted,
                    limit.getAsLong());
        }
        return fitting;
    }

    /** At least half of the limit is for connections, however low it is. */
    static int fit(int wanted, long limit) {
        return (int) Math.min(wanted, Math.max(1, Math.max(limit - RESERVED, limit / 2)));
    }

    private static OptionalLong limit() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? OptionalLong.of(system.getMaxFileDescriptorCount())
                : OptionalLong.empty();
    }
}
