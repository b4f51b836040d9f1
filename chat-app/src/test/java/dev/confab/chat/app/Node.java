package dev.confab.chat.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.function.Function;

/** A server in a separate process that restarts at the same address. */
final class Node implements AutoCloseable {

    private final int port;
    private final Installation installation;
    private final Function<Installation, ChildServer> starting;
    private ChildServer server;

    private Node(int port, Installation installation, Function<Installation, ChildServer> starting) {
        this.port = port;
        this.installation = installation.with("CONFAB_PORT", String.valueOf(port));
        this.starting = starting;
        this.server = starting.apply(this.installation);
    }

    static Node start(Installation installation) {
        return start(installation, ChildServer::start);
    }

    static Node start(Installation installation, Function<Installation, ChildServer> starting) {
        return new Node(freePort(), installation, starting);
    }

    static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    int port() {
        return port;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Kills the process as {@code kill -9} does. */
    void kill() {
        server.kill();
    }

    /** Stops the process as {@code kill} does and returns its exit code. */
    int stop() {
        return server.stop();
    }

    /** Restarts the server after {@link #kill} or {@link #stop}. */
    void restart() {
        server = starting.apply(installation);
    }

    @Override
    public void close() {
        server.close();
    }
}
