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
 * {@code confab serve}: runs a server until somebody ends the process. One line on the standard output says that it is
 * up; everything else goes to the standard error.
 */
@Command(name = "serve", description = "Run the server.", mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

    private final CommandContext around;

    @Spec
    private @Nullable CommandSpec spec;

    ServeCommand(CommandContext around) {
        this.around = around;
    }

    @Override
    public Integer call() throws InterruptedException {
        var settings = SettingsOptions.read(Objects.requireNonNull(spec), around);
        Heap.check(Runtime.getRuntime().maxMemory());
        var server = ChatServer.start(settings, Clock.tickMillis(ZoneOffset.UTC));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "stop"));
        introduce(settings, server);
        new CountDownLatch(1).await(); // the signal that ends the process ends this too
        return 0;
    }

    private void introduce(Settings settings, ChatServer server) {
        var err = around.err();
        err.println("Data folder: " + settings.dataDir());
        err.println("Database:    " + kind(settings.database()));
        err.println("Push:        " + kind(settings.push()));
        if (settings.nodeId() != null) {
            err.println("Node:        " + settings.nodeId());
        }
        if (settings.web().address().publicUrl() != null) {
            err.println("Public URL:  " + settings.web().address().publicUrl());
        }
        if (server.metricsPort() != 0) {
            err.println("Metrics:     port " + server.metricsPort());
        }
        around.out().println("Confab is ready on " + server.url());
        around.out().flush();
        err.println(
                settings.auth().host() == null
                        ? "Talk:        ./confab chat --url " + server.url() + " --user YOUR-NAME"
                        : "Accounts:    those of the host application");
        err.println("Stop:        Ctrl-C");
    }

    private static String kind(Settings.Push push) {
        var kinds = new ArrayList<String>();
        if (push.firebase() != null) {
            kinds.add("Firebase");
        }
        if (push.webhook() != null) {
            kinds.add("webhooks");
        }
        if (push.mail() != null) {
            kinds.add("e-mail");
        }
        if (push.log()) {
            kinds.add("the log");
        }
        return kinds.isEmpty() ? "off, for nothing is set up for it" : String.join(", ", kinds);
    }

    private static String kind(Settings.Database database) {
        if (database.embedded()) {
            return "H2, in the data folder";
        }
        return database.url().startsWith("jdbc:postgresql:") ? "PostgreSQL" : "H2";
    }

    /** Left to itself, a JVM that was ended by a signal would say 143 or so, which tells of an accident. */
    private void stop(ChatServer server) {
        around.err().println("Stopping");
        server.close();
        around.err().println("Stopped");
        Runtime.getRuntime().halt(0);
    }
}
