package dev.confab.chat.adapter.rest;

import dev.confab.chat.adapter.rest.RestAdapter.Limit;
import dev.confab.chat.adapter.rest.Route.Access;
import dev.confab.chat.application.account.Authentication;
import dev.confab.chat.application.account.Caller;
import dev.confab.chat.domain.Refusal;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.Header;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the features put their routes: each says whether it asks who is calling, and gets what it may work with. A route
 * comes with its description, so that there is none that {@link OpenApi} does not tell of.
 */
final class Routes {

    static final String AUTH = "/api/v1/auth";
    static final String CHAT = "/api/v1/chat";

    private static final String SCHEME = "bearer ";

    private final RoutesConfig config;
    private final Authentication authentication;
    private final int maxBodyBytes;
    private final Throttle throttle;
    private final String section;
    private final List<Route> described;

    Routes(RoutesConfig config, Authentication authentication, int maxBodyBytes, Throttle throttle) {
        this.config = config;
        this.authentication = authentication;
        this.maxBodyBytes = maxBodyBytes;
        this.throttle = throttle;
        this.section = "";
        this.described = new ArrayList<>();
    }

    private Routes(Routes others, String section) {
        this.config = others.config;
        this.authentication = others.authentication;
        this.maxBodyBytes = others.maxBodyBytes;
        this.throttle = others.throttle;
        this.section = section;
        this.described = others.described;
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

    /** The same place to put routes, for another section of the description. */
    Routes section(String other) {
        return new Routes(this, other);
    }

    /** All that were put here or in any section. */
    List<Route> described() {
        return Collections.unmodifiableList(described);
    }

    void getOpenly(String path, Operation operation, Open route) {
        addReading(path, Access.OPEN, operation, openly(route));
    }

    /** For who must get an answer however often they ask. */
    void getUncounted(String path, Operation operation, Open route) {
        addReading(path, Access.UNCOUNTED, operation, uncounted(route));
    }

    void postOpenly(String path, Operation operation, Open route) {
        add(HandlerType.POST, path, Access.OPEN, operation, openly(route));
    }

    void get(String path, Operation operation, Closed route) {
        addReading(path, Access.CLOSED, operation, closed(route));
    }

    void post(String path, Operation operation, Closed route) {
        add(HandlerType.POST, path, Access.CLOSED, operation, closed(route));
    }

    void put(String path, Operation operation, Closed route) {
        add(HandlerType.PUT, path, Access.CLOSED, operation, closed(route));
    }

    void patch(String path, Operation operation, Closed route) {
        add(HandlerType.PATCH, path, Access.CLOSED, operation, closed(route));
    }

    void delete(String path, Operation operation, Closed route) {
        add(HandlerType.DELETE, path, Access.CLOSED, operation, closed(route));
    }

    private void addReading(String path, Access access, Operation operation, Handler handler) {
        add(HandlerType.GET, path, access, operation, handler);
        config.addHttpHandler(HandlerType.HEAD, path, handler);
    }

    private void add(HandlerType method, String path, Access access, Operation operation, Handler handler) {
        described.add(new Route(method, path, access, section, operation));
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
            return authentication.authenticate(bearer(context.header(Header.AUTHORIZATION)));
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
