package dev.confab.chat.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.confab.chat.application.account.SignUp;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.Secret;
import dev.confab.chat.domain.user.ServiceName;
import dev.confab.chat.domain.user.ServiceToken;
import dev.confab.chat.domain.user.UserId;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/** The client of an {@link OperatorSocket}: an operator that asks the running server. Used for one call. */
final class OperatorProtocol implements Operator, AutoCloseable {

    private final SocketChannel server;

    private OperatorProtocol(SocketChannel server) {
        this.server = server;
    }

    /** Connects to the server on the data folder; empty if none is running. */
    static Optional<OperatorProtocol> connect(Settings settings) {
        var path = OperatorSocket.path(settings);
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new OperatorProtocol(SocketChannel.open(UnixDomainSocketAddress.of(path))));
        } catch (IOException | UnsupportedOperationException notRunning) {
            return Optional.empty();
        }
    }

    @Override
    public UserId createUser(SignUp signUp, boolean staff) {
        return UserId.parse(call(out -> {
            out.writeUTF(OperatorSocket.CREATE_USER);
            out.writeUTF(signUp.username().value());
            out.writeUTF(signUp.password().value());
            out.writeBoolean(staff);
        }));
    }

    @Override
    public Secret createToken(ServiceName service) {
        return new Secret(call(out -> {
            out.writeUTF(OperatorSocket.CREATE_TOKEN);
            out.writeUTF(service.value());
        }));
    }

    @Override
    public List<ServiceToken> tokens() {
        return TokenLines.read(call(out -> out.writeUTF(OperatorSocket.TOKENS)));
    }

    @Override
    public int revokeTokens(ServiceName service) {
        return Integer.parseInt(call(out -> {
            out.writeUTF(OperatorSocket.REVOKE_TOKENS);
            out.writeUTF(service.value());
        }));
    }

    /** Sends a request to the server and returns the text of its response. */
    private String call(RequestWriter request) {
        try {
            request.writeTo(new DataOutputStream(Channels.newOutputStream(server)));
            return response();
        } catch (IOException failure) {
            throw new UncheckedIOException("The running server did not respond", failure);
        }
    }

    @FunctionalInterface
    private interface RequestWriter {
        void writeTo(DataOutputStream out) throws IOException;
    }

    private String response() throws IOException {
        var in = new DataInputStream(Channels.newInputStream(server));
        var reply = OperatorSocket.Reply.valueOf(in.readUTF());
        var field = in.readUTF();
        var text = new String(in.readNBytes(in.readInt()), UTF_8);
        return switch (reply) {
            case DONE -> text;
            case INVALID -> throw new Refusal.Invalid(field, text);
            case FAILED -> throw new StartFailure(text, new IOException(text));
        };
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
