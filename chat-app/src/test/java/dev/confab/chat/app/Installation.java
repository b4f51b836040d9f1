package dev.confab.chat.app;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/** The data folder and environment that survive restarts of a server. */
record Installation(Path folder, Map<String, String> environment) {

    Installation with(String variable, String value) {
        var more = new HashMap<>(environment);
        more.put(variable, value);
        return new Installation(folder, Map.copyOf(more));
    }

    Installation without(String variable) {
        var fewer = new HashMap<>(environment);
        fewer.remove(variable);
        return new Installation(folder, Map.copyOf(fewer));
    }

    Settings settings() {
        return Settings.read(new Settings.Sources(folder, null, environment, Map.of()));
    }

    /** Starts a server in this JVM with cheap password hashes. */
    ChatServer start() {
        return ChatServer.start(settings(), Clock.tickMillis(ZoneOffset.UTC), CheapPasswordHasher.OVERRIDES);
    }
}
