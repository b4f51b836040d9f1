package dev.confab.chat.adapter.fanout;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the log quiet where listeners throw and brokers go away on purpose. */
final class Silence {

    private Silence() {}

    static void begin() {
        everything().setLevel(Level.OFF);
    }

    static void end() {
        everything().setLevel(null);
    }

    private static Logger everything() {
        return (Logger) LoggerFactory.getLogger(Silence.class.getPackageName());
    }

    static Logger logger() {
        return (Logger) LoggerFactory.getLogger(OrderedDispatcher.class);
    }
}
