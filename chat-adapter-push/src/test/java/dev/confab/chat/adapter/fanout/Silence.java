package dev.confab.chat.adapter.fanout;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the log quiet where listeners throw on purpose. */
final class Silence {

    private Silence() {}

    static void begin() {
        logger().setLevel(Level.OFF);
    }

    static void end() {
        logger().setLevel(null);
    }

    static Logger logger() {
        return (Logger) LoggerFactory.getLogger(Bus.class);
    }
}
