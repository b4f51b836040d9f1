package dev.confab.chat.app;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A server for {@code /metrics} alone, without a token, on its own port. */
final class MetricsServer implements AutoCloseable {

    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
    private static final int MAX_THREADS = 8;
    private static final int MAX_CONNECTIONS = 64;

    private final Server server = new Server(new QueuedThreadPool(MAX_THREADS, 1));
    private final ServerConnector connector = new ServerConnector(server, 1, 1);

    private MetricsServer(InetSocketAddress address, Supplier<byte[]> metrics) {
        connector.setHost(address.getHostString());
        connector.setPort(address.getPort());
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, connector));
        server.setHandler(new MetricsHandler(metrics));
    }

    /** @throws StartFailure if the port cannot be opened */
    static MetricsServer start(InetSocketAddress address, Supplier<byte[]> metrics) {
        var server = new MetricsServer(address, metrics);
        try {
            server.connector.open();
            server.server.start();
            return server;
        } catch (Exception failure) {
            server.close();
            throw new StartFailure(
                    "Cannot listen on " + address.getHostString() + ":" + address.getPort() + " (choose another with "
                            + SettingTable.METRICS_HOST.flag() + " and " + SettingTable.METRICS_PORT.flag() + "): "
                            + StartFailure.reason(failure),
                    failure);
        }
    }

    int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.stop();
            connector.close();
        } catch (Exception failure) {
            throw new IllegalStateException("Cannot close the metrics port", failure);
        }
    }

    private static final class MetricsHandler extends Handler.Abstract {

        private final Supplier<byte[]> text;

        MetricsHandler(Supplier<byte[]> text) {
            this.text = text;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws IOException {
            boolean isRead = HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod());
            if (!isRead || !"/metrics".equals(Request.getPathInContext(request))) {
                return false;
            }
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, PROMETHEUS);
            response.write(true, ByteBuffer.wrap(text.get()), callback);
            return true;
        }
    }
}
