package dev.confab.chat.app;

import dev.confab.chat.adapter.ws.WsAdapter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The main class of a server process with settings that only tests can choose. */
final class TunedServer {

    /** The changed settings. */
    enum Choice {
        /** A shorter presence lease. */
        SHORT_LEASE,
        /** No repair of lost events. */
        NO_REPAIR;

        TestOverrides tuning() {
            return switch (this) {
                case SHORT_LEASE -> TestOverrides.USUAL.withLease(Duration.ofSeconds(8));
                case NO_REPAIR -> TestOverrides.USUAL.withSockets(TunedServer::withoutRepair);
            };
        }
    }

    private TunedServer() {}

    private static WsAdapter.Settings withoutRepair(WsAdapter.Settings usual) {
        var never = Duration.ofDays(1);
        return usual.withIntervals(usual.intervals().withRepair(never, never));
    }

    /** Serves until the process is killed. The argument is the name of a choice. */
    public static void main(String[] args) throws InterruptedException {
        var settings = Settings.read(new Settings.Sources(Path.of(""), null, System.getenv(), Map.of()));
        var server = ChatServer.start(
                settings,
                Clock.tickMillis(ZoneOffset.UTC),
                Choice.valueOf(args[0]).tuning());
        System.out.println("Confab is ready on " + server.url());
        new CountDownLatch(1).await();
    }
}
