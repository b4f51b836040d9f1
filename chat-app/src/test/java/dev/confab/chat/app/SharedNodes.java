package dev.confab.chat.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Two servers that share a PostgreSQL database and exchange events through it, for tests in other packages. */
public final class SharedNodes implements AutoCloseable {

    private final List<ChatServer> servers = new ArrayList<>();

    private SharedNodes() {}

    /** Starts both servers and returns when they are ready. */
    public static SharedNodes start(Path folder, Map<String, String> environment) {
        var installation = TestDatabase.POSTGRESQL
                .install(folder)
                .with("CONFAB_LIMITS", "off")
                .with("CONFAB_DRAIN", "1s")
                .with("CONFAB_FANOUT", "postgres");
        for (var variable : environment.entrySet()) {
            installation = installation.with(variable.getKey(), variable.getValue());
        }
        var nodes = new SharedNodes();
        try {
            nodes.servers.add(installation.start());
            nodes.servers.add(installation.start());
            return nodes;
        } catch (RuntimeException | Error failure) {
            nodes.close();
            throw failure;
        }
    }

    public List<Integer> ports() {
        return servers.stream().map(ChatServer::port).toList();
    }

    @Override
    public void close() {
        servers.forEach(ChatServer::close);
    }
}
