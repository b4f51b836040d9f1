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
 * Where a running server hears what its operator wants, because nobody else can open its embedded database: a socket in
 * a folder of the data folder that only the owner can enter, so whoever gets there may do everything anyway. A call is one
 * request and one answer, see {@link OperatorProtocol}. Each has a virtual thread; {@value #MOST_CALLS} are served at the same
 * time, and a call that takes too long is cut off, so that a client that is stopped blocks no other.
 */
final class OperatorSocket implements AutoCloseable {

    static final String CREATE_USER = "create-user";
    static final String CREATE_TOKEN = "create-token";
    static final String TOKENS = "tokens";
    static final String REVOKE_TOKENS = "revoke-tokens";

    private static final Logger LOG = LoggerFactory.getLogger(OperatorSocket.class);

    private static final int MOST_CALLS = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path path;
    private final Operator operator;
    private final ServerSocketChannel door;
    private final Duration patience;
    private final Semaphore calls = new Semaphore(MOST_CALLS);

    private OperatorSocket(Path path, Operator operator, ServerSocketChannel door, Duration patience) {
        this.path = path;
        this.operator = operator;
        this.door = door;
        this.patience = patience;
    }

    static Path path(Settings settings) {
        return folder(settings).resolve("operator.sock");
    }

    private static Path folder(Settings settings) {
        return settings.dataDir().resolve("run");
    }

    /**
     * Opens the door of the server that has the data folder to itself. Where there can be no such socket, as when its
     * path is longer than the system allows, the server does without.
     */
    static AutoCloseable open(Settings settings, Operator operator) {
        return open(settings, operator, PATIENCE);
    }

    /** @param patience how long a call may take */
    static AutoCloseable open(Settings settings, Operator operator, Duration patience) {
        var path = path(settings);
        try {
            DataFolder.make(folder(settings));
            DataFolder.tighten(folder(settings));
            Files.deleteIfExists(path); // a server that was killed has left it
            var channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            channel.bind(UnixDomainSocketAddress.of(path));
            DataFolder.tighten(path);
            var door = new OperatorSocket(path, operator, channel, patience);
            Thread.ofVirtual().name("operator-door").start(door::serve);
            return door;
        } catch (IOException | UnsupportedOperationException impossible) {
            LOG.warn("The command line cannot reach this server while it runs", impossible);
            return () -> {};
        }
    }

    private void serve() {
        while (door.isOpen()) {
            try {
                calls.acquireUninterruptibly();
                accept(door.accept());
            } catch (ClosedChannelException closing) {
                LOG.debug("the door is closed", closing);
            } catch (IOException failure) {
                calls.release();
                LOG.warn("A call of the operator failed", failure);
            }
        }
    }

    private void accept(SocketChannel caller) {
        Thread.ofVirtual().name("operator-call").start(() -> {
            var alarm = Thread.ofVirtual().name("operator-alarm").start(() -> cutOff(caller));
            try (caller) {
                answer(caller);
            } catch (IOException failure) {
                LOG.warn("A call of the operator failed", failure);
            } finally {
                alarm.interrupt();
                calls.release();
            }
        });
    }

    private void cutOff(SocketChannel caller) {
        try {
            Thread.sleep(patience);
            caller.close();
        } catch (InterruptedException inTime) {
            Thread.currentThread().interrupt();
        } catch (IOException failure) {
            LOG.debug("a call could not be cut off", failure);
        }
    }

    private void answer(SocketChannel caller) throws IOException {
        var in = new DataInputStream(Channels.newInputStream(caller));
        var out = new DataOutputStream(Channels.newOutputStream(caller));
        try {
            tell(out, Reply.DONE, "", serve(in));
        } catch (Refusal.Invalid refusal) {
            tell(out, Reply.INVALID, String.valueOf(refusal.field()), String.valueOf(refusal.getMessage()));
        } catch (Refusal refusal) {
            tell(out, Reply.FAILED, "", String.valueOf(refusal.getMessage()));
        } catch (Unavailable away) {
            tell(out, Reply.FAILED, "", String.valueOf(away.getMessage()));
        } catch (RuntimeException failure) {
            LOG.warn("A call of the operator failed", failure);
            tell(out, Reply.FAILED, "", StartFailure.reason(failure));
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
            default -> throw new IllegalArgumentException("This server is of another version.");
        };
    }

    private static SignUp signUp(DataInputStream in) throws IOException {
        return new SignUp(new Username(in.readUTF()), new Password(in.readUTF()), null, null);
    }

    private static void tell(DataOutputStream out, Reply reply, String field, String text) throws IOException {
        out.writeUTF(reply.name());
        out.writeUTF(field);
        var bytes = text.getBytes(UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
        out.flush();
    }

    /** How a call ended. */
    enum Reply {
        /** The text is what came of it. */
        DONE,
        /** The text says what is wrong with the field. */
        INVALID,
        /** The text says why. */
        FAILED
    }

    @Override
    public void close() throws IOException {
        door.close();
        Files.deleteIfExists(path);
    }
}
