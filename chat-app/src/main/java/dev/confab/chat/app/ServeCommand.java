package dev.confab.chat.app;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * {@code confab serve}: runs a server until a signal ends the process. One line on standard output says that the server is
 * ready; everything else goes to standard error.
 */
@Command(name = "serve", description = "Run the server.", mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

    private final CommandContext context;

    @Spec
    private @Nullable CommandSpec spec;

    ServeCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        var settings = SettingsOptions.read(Objects.requireNonNull(spec), context);
        Heap.check(Runtime.getRuntime().maxMemory());
        var server = ChatServer.start(settings, Clock.tickMillis(ZoneOffset.UTC));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "stop"));
        describe(settings, server);
        new CountDownLatch(1).await(); // until a signal ends the process
        return 0;
    }

    private void describe(Settings settings, ChatServer server) {
        var err = context.err();
        err.println("Data folder: " + settings.dataDir());
        err.println("Database:    " + databaseKind(settings.database()));
        err.println("Push:        " + pushChannels(settings));
        if (settings.has(SettingTable.NODE_ID)) {
            err.println("Node:        " + settings.get(SettingTable.NODE_ID));
        }
        if (settings.has(SettingTable.PUBLIC_URL)) {
            err.println("Public URL:  " + settings.get(SettingTable.PUBLIC_URL));
        }
        if (server.metricsPort() != 0) {
            err.println("Metrics:     port " + server.metricsPort());
        }
        context.out().println("Confab is ready on " + server.url());
        context.out().flush();
        err.println(
                settings.host() == null
                        ? "Chat:        ./confab chat --url " + server.url() + " --user YOUR-NAME"
                        : "Accounts:    those of the host application");
        err.println("Stop:        Ctrl-C");
    }

    private static String pushChannels(Settings settings) {
        var channels = new ArrayList<String>();
        if (settings.has(SettingTable.FCM_CREDENTIALS_FILE)) {
            channels.add("Firebase");
        }
        if (settings.has(SettingTable.WEBHOOK_SECRET)) {
            channels.add("webhooks");
        }
        if (settings.has(SettingTable.SMTP_URL)) {
            channels.add("e-mail");
        }
        if (settings.get(SettingTable.PUSH_LOG)) {
            channels.add("the log");
        }
        return channels.isEmpty() ? "off, no channel is configured" : String.join(", ", channels);
    }

    private static String databaseKind(Settings.Database database) {
        if (database.embedded()) {
            return "H2, in the data folder";
        }
        return database.url().startsWith("jdbc:postgresql:") ? "PostgreSQL" : "H2";
    }

    /** Ends the process with 0: a JVM that a signal ends returns 143 otherwise, which looks like a failure. */
    private void stop(ChatServer server) {
        context.err().println("Stopping");
        server.close();
        context.err().println("Stopped");
        Runtime.getRuntime().halt(0);
    }
}
