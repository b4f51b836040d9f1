package dev.confab.chat.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.application.account.SignUp;
import dev.confab.chat.domain.Secret;
import dev.confab.chat.domain.user.ServiceName;
import dev.confab.chat.domain.user.ServiceToken;
import dev.confab.chat.domain.user.UserId;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operator commands to a running server, some of them suspended midway. */
class OperatorSocketTest {

    @TempDir
    private Path folder;

    private final Operator operator = new Operator() {
        @Override
        public UserId createUser(SignUp wish, boolean staff) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Secret createToken(ServiceName service) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<ServiceToken> tokens() {
            return List.of();
        }

        @Override
        public int revokeTokens(ServiceName service) {
            return 17;
        }
    };

    private static SocketChannel dial(Settings settings) throws Exception {
        return SocketChannel.open(UnixDomainSocketAddress.of(OperatorSocket.path(settings)));
    }

    private Settings settings() {
        var settings = TestDatabase.H2.install(folder).settings();
        DataFolder.make(settings.dataDir());
        return settings;
    }

    @Test
    void suspendedClientBlocksNoOther() throws Exception {
        var settings = settings();
        var stopped = new ArrayList<SocketChannel>();
        try (var door = OperatorSocket.open(settings, operator)) {
            for (int count = 0; count < 5; count++) {
                stopped.add(dial(settings));
            }
            try (var call = OperatorProtocol.connect(settings).orElseThrow()) {
                assertThat(call.revokeTokens(new ServiceName("ci"))).isEqualTo(17);
            }
        } finally {
            for (var channel : stopped) {
                channel.close();
            }
        }
    }

    @Test
    void slowCallIsCutOff() throws Exception {
        var settings = settings();
        try (var door = OperatorSocket.open(settings, operator, Duration.ofMillis(50));
                var stopped = dial(settings)) {
            assertThat(stopped.read(ByteBuffer.allocate(1))).isEqualTo(-1);
        }
    }
}
