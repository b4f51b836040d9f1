package dev.confab.chat.app;

import dev.confab.chat.adapter.ws.WsAdapter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The main class of a server that is otherwise than anybody can have it, in a process that is there to be killed. */
final class TunedServer {

    /** What is otherwise. */
    enum Choice {
        /** Its death is noticed sooner. */
        SHORT_LEASE,
        /** What gets lost on the way stays lost. */
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

    /** Serves until it is killed; takes the name of the choice. */
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
