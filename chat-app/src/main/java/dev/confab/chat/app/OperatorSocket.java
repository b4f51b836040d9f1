package dev.confab.chat.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.confab.chat.application.account.SignUp;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.Unavailable;
import dev.confab.chat.domain.user.Password;
import dev.confab.chat.domain.user.ServiceName;
import dev.confab.chat.domain.user.Username;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The socket through which the command line reaches a running server, whose embedded database no other process can open.
 * It is in a folder of the data folder that only the owner can enter, and needs no other protection. A call is one request
 * and one response, see {@link OperatorProtocol}. Each call has a virtual thread; at most {@value #MAX_CALLS} run at the
 * same time. A call that takes too long is aborted, so that a stopped client blocks no other.
 */
final class OperatorSocket implements AutoCloseable {

    static final String CREATE_USER = "create-user";
    static final String CREATE_TOKEN = "create-token";
    static final String TOKENS = "tokens";
    static final String REVOKE_TOKENS = "revoke-tokens";

    private static final Logger LOG = LoggerFactory.getLogger(OperatorSocket.class);

    private static final int MAX_CALLS = 16;
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final Path path;
    private final Operator operator;
    private final ServerSocketChannel channel;
    private final Duration timeout;
    private final Semaphore calls = new Semaphore(MAX_CALLS);

    private OperatorSocket(Path path, Operator operator, ServerSocketChannel channel, Duration timeout) {
        this.path = path;
        this.operator = operator;
        this.channel = channel;
        this.timeout = timeout;
    }

    static Path path(Settings settings) {
        return folder(settings).resolve("operator.sock");
    }

    private static Path folder(Settings settings) {
        return settings.dataDir().resolve("run");
    }

    /**
     * Opens the socket of the server that owns the data folder. Where the system does not allow it, for example because the
     * path is too long, the server runs without.
     */
    static AutoCloseable open(Settings settings, Operator operator) {
        return open(settings, operator, TIMEOUT);
    }

    /** @param timeout the longest time of a call */
    static AutoCloseable open(Settings settings, Operator operator, Duration timeout) {
        var path = path(settings);
        try {
            DataFolder.make(folder(settings));
            DataFolder.tighten(folder(settings));
            Files.deleteIfExists(path); // left by a server that was killed
            var channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            channel.bind(UnixDomainSocketAddress.of(path));
            DataFolder.tighten(path);
            var socket = new OperatorSocket(path, operator, channel, timeout);
            Thread.ofVirtual().name("operator-socket").start(socket::serve);
            return socket;
        } catch (IOException | UnsupportedOperationException impossible) {
            LOG.warn("Cannot open the operator socket; commands that need it fail while the server runs", impossible);
            return () -> {};
        }
    }

    private void serve() {
        while (channel.isOpen()) {
            try {
                calls.acquireUninterruptibly();
                accept(channel.accept());
            } catch (ClosedChannelException closing) {
                LOG.debug("The operator socket is closed", closing);
            } catch (IOException failure) {
                calls.release();
                LOG.warn("An operator call failed", failure);
            }
        }
    }

    private void accept(SocketChannel caller) {
        Thread.ofVirtual().name("operator-call").start(() -> {
            var alarm = Thread.ofVirtual().name("operator-alarm").start(() -> abortLate(caller));
            try (caller) {
                respond(caller);
            } catch (IOException failure) {
                LOG.warn("An operator call failed", failure);
            } finally {
                alarm.interrupt();
                calls.release();
            }
        });
    }

    private void abortLate(SocketChannel caller) {
        try {
            Thread.sleep(timeout);
            caller.close();
        } catch (InterruptedException inTime) {
            Thread.currentThread().interrupt();
        } catch (IOException failure) {
            LOG.debug("Cannot abort an operator call", failure);
        }
    }

    private void respond(SocketChannel caller) throws IOException {
        var in = new DataInputStream(Channels.newInputStream(caller));
        var out = new DataOutputStream(Channels.newOutputStream(caller));
        try {
            send(out, Reply.DONE, "", serve(in));
        } catch (Refusal.Invalid refusal) {
            send(out, Reply.INVALID, String.valueOf(refusal.field()), String.valueOf(refusal.getMessage()));
        } catch (Refusal refusal) {
            send(out, Reply.FAILED, "", String.valueOf(refusal.getMessage()));
        } catch (Unavailable away) {
            send(out, Reply.FAILED, "", String.valueOf(away.getMessage()));
        } catch (RuntimeException failure) {
            LOG.warn("An operator call failed", failure);
            send(out, Reply.FAILED, "", StartFailure.reason(failure));
        }
    }

    private String serve(DataInputStream in) throws IOException {
        return switch (in.readUTF()) {
            case CREATE_USER ->
                operator.createUser(signUp(in), in.readBoolean()).toString();
            case CREATE_TOKEN ->
                operator.createToken(new ServiceName(in.readUTF())).value();
            case TOKENS -> TokenLines.write(operator.tokens());
            case REVOKE_TOKENS -> String.valueOf(operator.revokeTokens(new ServiceName(in.readUTF())));
            default ->
                throw new IllegalArgumentException("The server runs another version. Use the command of that version.");
        };
    }

    private static SignUp signUp(DataInputStream in) throws IOException {
        return new SignUp(new Username(in.readUTF()), new Password(in.readUTF()), null, null);
    }

    private static void send(DataOutputStream out, Reply reply, String field, String text) throws IOException {
        out.writeUTF(reply.name());
        out.writeUTF(field);
        var bytes = text.getBytes(UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
        out.flush();
    }

    /** How a call ended. */
    enum Reply {
        /** The text is the result. */
        DONE,
        /** The text says what the field must be. */
        INVALID,
        /** The text is the reason. */
        FAILED
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(path);
    }
}
