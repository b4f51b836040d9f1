package dev.confab.chat.app.http;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The limit of open files of this process, of which connections may use a part. */
public final class FileDescriptors {

    private static final Logger LOG = LoggerFactory.getLogger(FileDescriptors.class);

    /** For the database, images, the broker, push services and the JVM. */
    private static final int RESERVED = 256;

    /** A limit below this is unusual for a server. */
    private static final int LOW = 4_096;

    private FileDescriptors() {}

    /**
     * Returns {@code connections}, or as many as fit below the limit of this process.
     *
     * @param isGiven whether an operator chose the number, so that a smaller one is worth a warning
     */
    public static int fit(int connections, boolean isGiven) {
        var limit = limit();
        if (limit.isEmpty()) {
            return connections;
        }
        int fitting = fit(connections, limit.getAsLong());
        if (fitting < connections && (isGiven || limit.getAsLong() < LOW)) {
            LOG.warn(
                    "At most {} connections are accepted, not {}, since this process can open only {} files."
                            + " Raise the limit (ulimit -n, or LimitNOFILE of systemd)",
                    fitting,
                    connections,
                    limit.getAsLong());
        }
        return fitting;
    }

    /** Returns at least half of a low limit. */
    static int fit(int connections, long limit) {
        return (int) Math.min(connections, Math.max(1, Math.max(limit - RESERVED, limit / 2)));
    }

    private static OptionalLong limit() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? OptionalLong.of(system.getMaxFileDescriptorCount())
                : OptionalLong.empty();
    }
}
