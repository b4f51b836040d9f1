package dev.confab.chat.app.http;

import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * A connector that refuses connections beyond the {@link ConnectionLimits} and closes those whose requests are slower
 * than the {@link RequestPace}. One periodic task checks all connections.
 */
public final class BoundedConnector extends ServerConnector {

    private static final Duration LONGEST_PERIOD = Duration.ofSeconds(1);

    private final RequestPace pace;
    private final Supplier<ByteBuffer> timeoutResponse;
    private Scheduler.@Nullable Task sweep;

    /**
     * @param http must be used by no other connector
     * @param timeoutResponse returns the response to a request whose head is late
     */
    public BoundedConnector(
            Server server,
            HttpConfiguration http,
            RequestPace pace,
            ConnectionLimits limits,
            Supplier<ByteBuffer> timeoutResponse) {
        super(server, new HttpConnectionFactory(http));
        this.pace = pace;
        this.timeoutResponse = timeoutResponse;
        http.addCustomizer(this::begin);
        addBean(limits);
    }

    private Request begin(Request request, HttpFields.Mutable headers) {
        if (request.getConnectionMetaData().getConnection().getEndPoint() instanceof TimedEndPoint connection) {
            if (!connection.begin(request)) {
                throw new HttpException.RuntimeException(HttpStatus.REQUEST_TIMEOUT_408);
            }
            Request.addCompletionListener(request, failure -> connection.end(request));
        }
        return request.getLength() == 0 ? request : new PacedBody(request, pace);
    }

    @Override
    protected SocketChannelEndPoint newEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key) {
        var connection = new TimedEndPoint(channel, selector, key, getScheduler(), timeoutResponse);
        connection.setIdleTimeout(getIdleTimeout());
        return connection;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        scheduleSweep();
    }

    @Override
    protected void doStop() throws Exception {
        var last = sweep;
        if (last != null) {
            last.cancel();
        }
        super.doStop();
    }

    private void scheduleSweep() {
        long shortest = Math.min(pace.head().toNanos(), pace.grace().toNanos());
        long period = Math.min(LONGEST_PERIOD.toNanos(), shortest / 4);
        sweep = getScheduler().schedule(this::sweep, period, TimeUnit.NANOSECONDS);
    }

    private void sweep() {
        for (var connection : getConnectedEndPoints()) {
            if (connection instanceof TimedEndPoint timed) {
                timed.enforce(pace);
            }
        }
        if (isRunning()) {
            scheduleSweep();
        }
    }
}
