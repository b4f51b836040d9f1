package dev.confab.chat.adapter.fanout;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** Turns off the log of this package during tests that provoke errors. */
final class Silence {

    private Silence() {}

    static void begin() {
        packageLogger().setLevel(Level.OFF);
    }

    static void end() {
        packageLogger().setLevel(null);
    }

    private static Logger packageLogger() {
        return (Logger) LoggerFactory.getLogger(Silence.class.getPackageName());
    }

    static Logger logger() {
        return (Logger) LoggerFactory.getLogger(OrderedDispatcher.class);
    }
}
