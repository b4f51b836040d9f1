package dev.confab.chat.adapter.rest;

import dev.confab.chat.adapter.rest.RestAdapter.Limit;
import dev.confab.chat.application.account.Accounts;
import dev.confab.chat.application.account.Caller;
import dev.confab.chat.domain.Refusal;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
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
    private final Throttle throttle;

    Routes(RoutesConfig config, Accounts accounts, int maxBodyBytes, Throttle throttle) {
        this.config = config;
        this.accounts = accounts;
        this.maxBodyBytes = maxBodyBytes;
        this.throttle = throttle;
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

    /** For who must get an answer however often they ask. */
    void getUncounted(String path, Open route) {
        add(HandlerType.GET, path, uncounted(route));
        add(HandlerType.HEAD, path, uncounted(route));
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
        return context -> {
            var visit = throttle.visit(context);
            visit.count(Limit.ADDRESS);
            visit.count(Limit.ANONYMOUS);
            route.answer(new Exchange(context, maxBodyBytes, visit));
        };
    }

    private Handler uncounted(Open route) {
        return context -> route.answer(new Exchange(context, maxBodyBytes, throttle.visit(context)));
    }

    private Handler closed(Closed route) {
        return context -> {
            var visit = throttle.visit(context);
            visit.count(Limit.ADDRESS);
            var caller = authenticate(context, visit);
            visit.count(Limit.USER, caller.user().id().toString());
            route.answer(new Call(context, maxBodyBytes, visit, caller));
        };
    }

    /** Who fails to prove who they are counts as nobody. */
    private Caller authenticate(Context context, Throttle.Visit visit) {
        try {
            return accounts.authenticate(bearer(context.header(Header.AUTHORIZATION)));
        } catch (Refusal.Unauthenticated nobody) {
            visit.count(Limit.ANONYMOUS);
            throw nobody;
        }
    }

    private static String bearer(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw new Refusal.Unauthenticated("Authentication is required.");
        }
        return authorization.substring(SCHEME.length()).strip();
    }
}
