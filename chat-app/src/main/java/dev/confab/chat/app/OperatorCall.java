package dev.confab.chat.app;

import dev.confab.chat.application.account.SignUp;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.user.UserId;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.util.Optional;

/** An operator who asks the running server, by its {@link OperatorDoor}. Good for one call. */
final class OperatorCall implements Operator, AutoCloseable {

    private final SocketChannel server;

    private OperatorCall(SocketChannel server) {
        this.server = server;
    }

    /** Empty if no server is running on the data folder. */
    static Optional<OperatorCall> to(Settings settings) {
        var path = OperatorDoor.path(settings);
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new OperatorCall(SocketChannel.open(UnixDomainSocketAddress.of(path))));
        } catch (IOException | UnsupportedOperationException nobodyThere) {
            return Optional.empty();
        }
    }

    @Override
    public UserId createUser(SignUp wish, boolean staff) {
        try {
            var out = new DataOutputStream(Channels.newOutputStream(server));
            out.writeUTF(OperatorDoor.CREATE_USER);
            out.writeUTF(wish.username().value());
            out.writeUTF(wish.password().value());
            out.writeBoolean(staff);
            return UserId.parse(answer());
        } catch (IOException failure) {
            throw new UncheckedIOException("The running server did not answer", failure);
        }
    }

    private String answer() throws IOException {
        var in = new DataInputStream(Channels.newInputStream(server));
        var reply = OperatorDoor.Reply.valueOf(in.readUTF());
        var field = in.readUTF();
        var text = in.readUTF();
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
