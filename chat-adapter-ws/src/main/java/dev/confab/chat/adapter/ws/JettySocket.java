package dev.confab.chat.adapter.ws;

import java.nio.ByteBuffer;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;

/** A session of Jetty. */
final class JettySocket implements Wire {

    private final Session session;

    private JettySocket(Session session) {
        this.session = session;
    }

    @Override
    public void send(String text, Done done) {
        session.sendText(text, Callback.from(done::sent, fault -> done.failed()));
    }

    @Override
    public void ping() {
        session.sendPing(ByteBuffer.allocate(0), Callback.NOOP);
    }

    @Override
    public void close(CloseCode code) {
        session.close(code.code(), code.reason(), Callback.NOOP);
    }

    @Override
    public void cut() {
        session.disconnect();
    }

    /**
     * What Jetty calls. It is this rather than the handlers of Javalin because those do not hear pongs, and public
     * because Jetty finds the methods by reflection.
     */
    public static final class Listener implements Session.Listener.AutoDemanding {

        private final Endpoint endpoint;

        Listener(Endpoint endpoint) {
            this.endpoint = endpoint;
        }

        @Override
        public void onWebSocketOpen(Session session) {
            endpoint.opened(new JettySocket(session));
        }

        @Override
        public void onWebSocketText(String message) {
            endpoint.text(message);
        }

        @Override
        public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
            endpoint.binary();
            callback.succeed();
        }

        @Override
        public void onWebSocketPong(ByteBuffer payload) {
            endpoint.pong();
        }

        @Override
        public void onWebSocketClose(int status, @Nullable String reason, Callback callback) {
            endpoint.gone();
            callback.succeed();
        }

        @Override
        public void onWebSocketError(Throwable cause) {
            endpoint.gone();
        }
    }
}
