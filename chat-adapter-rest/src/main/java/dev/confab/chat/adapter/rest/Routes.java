package dev.confab.chat.adapter.rest;

import dev.confab.chat.application.account.Accounts;
import dev.confab.chat.domain.Refusal;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.Header;
import org.jspecify.annotations.Nullable;

/** Where the features put their routes: each says whether it asks who is calling, and gets what it may work with. */
final class Routes {

    static final String AUTH = "/api/v1/auth";
    static final String CHAT = "/api/v1/chat";

    private static final String SCHEME = "bearer ";

    private final RoutesConfig config;
    private final Accounts accounts;
    private final int maxBodyBytes;

    Routes(RoutesConfig config, Accounts accounts, int maxBodyBytes) {
        this.config = config;
        this.accounts = accounts;
        this.maxBodyBytes = maxBodyBytes;
    }

    /** Answers anybody. */
    @FunctionalInterface
    interface Open {
        void answer(Exchange exchange);
    }

    /** Answers who has proven who they are. */
    @FunctionalInterface
    interface Closed {
        void answer(Call call);
    }

    void getOpenly(String path, Open route) {
        add(HandlerType.GET, path, openly(route));
        add(HandlerType.HEAD, path, openly(route));
    }

    void postOpenly(String path, Open route) {
        add(HandlerType.POST, path, openly(route));
    }

    void get(String path, Closed route) {
        add(HandlerType.GET, path, closed(route));
        add(HandlerType.HEAD, path, closed(route));
    }

    void post(String path, Closed route) {
        add(HandlerType.POST, path, closed(route));
    }

    void put(String path, Closed route) {
        add(HandlerType.PUT, path, closed(route));
    }

    void patch(String path, Closed route) {
        add(HandlerType.PATCH, path, closed(route));
    }

    void delete(String path, Closed route) {
        add(HandlerType.DELETE, path, closed(route));
    }

    private void add(HandlerType method, String path, Handler handler) {
        config.addHttpHandler(method, path, handler);
    }

    private Handler openly(Open route) {
        return context -> route.answer(new Exchange(context, maxBodyBytes));
    }

    private Handler closed(Closed route) {
        return context -> {
            var caller = accounts.authenticate(bearer(context.header(Header.AUTHORIZATION)));
            route.answer(new Call(context, maxBodyBytes, caller));
        };
    }

    private static String bearer(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw new Refusal.Unauthenticated("Authentication is required.");
        }
        return authorization.substring(SCHEME.length()).strip();
    }
}
