package dev.confab.chat.app.bench;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** All clients of a run and what they share. Confined to the {@link EventLoop}. */
final class Fleet {

    private static final int NONCE = 16;
    private static final int HTTP_PORT = 80;

    private final EventLoop loop;
    private final URI server;
    private final Ledger ledger;
    private final Random random;
    private final InetSocketAddress address;
    private final Dialer dialer = new Dialer();
    private final FrameView view = new FrameView();
    private final List<Client> clients = new ArrayList<>();
    private Client.Outcome outcome = new NoOutcome();

    Fleet(EventLoop loop, URI server, Ledger ledger, long seed) {
        this.loop = loop;
        this.server = server;
        this.ledger = ledger;
        this.random = new Random(seed);
        this.address = new InetSocketAddress(server.getHost(), server.getPort() < 0 ? HTTP_PORT : server.getPort());
    }

    EventLoop loop() {
        return loop;
    }

    Dialer dialer() {
        return dialer;
    }

    FrameView view() {
        return view;
    }

    Client.Outcome outcome() {
        return outcome;
    }

    /** Sets the receiver of results. */
    void listen(Client.Outcome outcome) {
        this.outcome = outcome;
    }

    Client add(VirtualUser user) {
        var client = new Client(user, this, ledger);
        clients.add(client);
        return client;
    }

    List<Client> clients() {
        return clients;
    }

    long current() {
        return clients.stream().filter(Client::isCurrent).count();
    }

    BenchSocket open(Client client) {
        var nonce = new byte[NONCE];
        random.nextBytes(nonce);
        var handshake = new BenchHandshake(server, client.user().token(), nonce);
        return BenchSocket.open(loop, address, handshake, random, client);
    }

    /** The receiver before the first action. */
    private static final class NoOutcome implements Client.Outcome {

        @Override
        public void acked(int action, @Nullable String message) {}

        @Override
        public void refused(int action, String reason) {}
    }
}
