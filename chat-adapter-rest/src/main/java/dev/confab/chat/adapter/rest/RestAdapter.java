package dev.confab.chat.adapter.rest;

import dev.confab.chat.application.Chat;
import io.javalin.config.JavalinConfig;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/**
 * The HTTP API over {@link Chat}. Registers itself on a Javalin instance that somebody else makes, starts and stops;
 * holds no thread of its own, and blocks the threads that call it, which therefore had better be virtual ones.
 *
 * <p>Whatever else is registered on the same instance gets its error answers and request ids from here, too: a refused
 * WebSocket handshake, a path without a route, and what the server library itself turns down.
 */
public final class RestAdapter {

    private final Chat chat;
    private final Settings settings;

    private RestAdapter(Chat chat, Settings settings) {
        this.chat = chat;
        this.settings = settings;
    }

    /**
     * What the operator may choose.
     *
     * @param maxBodyBytes the longest request body that is read, at most {@value #MOST_BODY_BYTES}
     * @param ready false while the server cannot work, or is about to stop; asked by {@code /health/ready}
     * @param clock tells whether a mute is over
     */
    public record Settings(int maxBodyBytes, BooleanSupplier ready, InstantSource clock) {

        public static final int DEFAULT_BODY_BYTES = 1 << 20;
        public static final int MOST_BODY_BYTES = 1 << 30;

        public Settings {
            if (maxBodyBytes < 1 || maxBodyBytes > MOST_BODY_BYTES) {
                throw new IllegalArgumentException("maxBodyBytes " + maxBodyBytes);
            }
        }

        /** The defaults: always ready, bodies up to {@value #DEFAULT_BODY_BYTES} bytes. */
        public static Settings of(InstantSource clock) {
            return new Settings(DEFAULT_BODY_BYTES, () -> true, clock);
        }

        public Settings withMaxBodyBytes(int bytes) {
            return new Settings(bytes, ready, clock);
        }

        public Settings withReady(BooleanSupplier isReady) {
            return new Settings(maxBodyBytes, isReady, clock);
        }
    }

    public static RestAdapter of(Chat chat, Settings settings) {
        return new RestAdapter(chat, settings);
    }

    /** Adds routes, error answers and request ids to {@code config}. */
    public void register(JavalinConfig config) {
        new Surroundings(config).register();
        var routes = new Routes(config.routes, chat.accounts(), settings.maxBodyBytes());
        new HealthRoutes(settings.ready()).register(routes);
        new AuthRoutes(chat.accounts()).register(routes);
        new UserRoutes(chat.accounts(), chat.presence()).register(routes);
        new RoomRoutes(chat.rooms(), settings.clock()).register(routes);
        new MemberRoutes(chat.members(), chat.presence()).register(routes);
        new ReceiptRoutes(chat.receipts()).register(routes);
        new MessageRoutes(chat.messaging()).register(routes);
    }
}
