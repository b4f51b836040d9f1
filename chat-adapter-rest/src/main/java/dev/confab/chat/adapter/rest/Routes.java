package dev.confab.chat.adapter.rest;

import dev.confab.chat.adapter.rest.RestAdapter.Limit;
import dev.confab.chat.adapter.rest.Route.Access;
import dev.confab.chat.adapter.wire.BearerToken;
import dev.confab.chat.application.account.Authentication;
import dev.confab.chat.application.account.Caller;
import dev.confab.chat.application.integration.Integrations;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.Secret;
import dev.confab.chat.domain.user.Administrator;
import dev.confab.chat.domain.user.ServiceName;
import dev.confab.chat.domain.user.ServiceToken;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.Header;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

/**
 * Where the features put their routes: each says whether it asks who is calling, and gets what it may work with. A route
 * comes with its description, so that there is none that {@link OpenApi} does not tell of.
 */
final class Routes {

    static final String AUTH = "/api/v1/auth";
    static final String CHAT = "/api/v1/chat";
    static final String ADMIN = "/api/v1/admin";

    /** How long the body of a request without a token may be: many strangers may let theirs arrive at the same time. */
    private static final int MAX_OPEN_BODY_BYTES = 64 << 10;

    private final RoutesConfig config;
    private final Authentication authentication;
    private final Integrations integrations;
    private final Terms terms;
    private final Terms openTerms;
    private final RateLimiter throttle;
    private final String section;
    private final List<Route> described;

    Routes(
            RoutesConfig config,
            Authentication authentication,
            Integrations integrations,
            Terms terms,
            RateLimiter throttle) {
        this.config = config;
        this.authentication = authentication;
        this.integrations = integrations;
        this.terms = terms;
        this.openTerms = terms.withBodyBytesUpTo(MAX_OPEN_BODY_BYTES);
        this.throttle = throttle;
        this.section = "";
        this.described = new ArrayList<>();
    }

    private Routes(Routes others, String section) {
        this.config = others.config;
        this.authentication = others.authentication;
        this.integrations = others.integrations;
        this.terms = others.terms;
        this.openTerms = others.openTerms;
        this.throttle = others.throttle;
        this.section = section;
        this.described = others.described;
    }

    /** Answers anybody. */
    @FunctionalInterface
    interface Open {
        void answer(ApiRequest exchange);
    }

    /** Answers who has proven who they are. */
    @FunctionalInterface
    interface Closed {
        void answer(UserRequest call);
    }

    /** Answers a service; a person is refused. */
    @FunctionalInterface
    interface ForService {
        void answer(ServiceRequest call);
    }

    /** Answers the staff and services; everybody else is refused. */
    @FunctionalInterface
    interface ForAdministrator {
        void answer(AdminRequest call);
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

    /**
     * For who has proven who they are, or has a URL that we signed.
     *
     * @param isSigned is this a URL that we signed?
     * @param signed answers the bearer of such a URL
     */
    void getSigned(String path, Operation operation, Predicate<ApiRequest> isSigned, Open signed, Closed route) {
        var closed = closed(route);
        addReading(path, Access.SIGNED, operation, context -> {
            var visit = throttle.visit(context);
            var exchange = new ApiRequest(context, terms, visit);
            if (isSigned.test(exchange)) {
                visit.count(Limit.ADDRESS);
                signed.answer(exchange);
            } else {
                closed.handle(context);
            }
        });
    }

    void post(String path, Operation operation, Closed route) {
        add(HandlerType.POST, path, Access.CLOSED, operation, closed(route));
    }

    void postAsService(String path, Operation operation, ForService route) {
        add(HandlerType.POST, path, Access.SERVICE, operation, forService(route));
    }

    void getAsAdministrator(String path, Operation operation, ForAdministrator route) {
        addReading(path, Access.ADMINISTRATOR, operation, forAdministrator(route));
    }

    void postAsAdministrator(String path, Operation operation, ForAdministrator route) {
        add(HandlerType.POST, path, Access.ADMINISTRATOR, operation, forAdministrator(route));
    }

    void patchAsAdministrator(String path, Operation operation, ForAdministrator route) {
        add(HandlerType.PATCH, path, Access.ADMINISTRATOR, operation, forAdministrator(route));
    }

    void deleteAsAdministrator(String path, Operation operation, ForAdministrator route) {
        add(HandlerType.DELETE, path, Access.ADMINISTRATOR, operation, forAdministrator(route));
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
            route.answer(new ApiRequest(context, openTerms, visit));
        };
    }

    private Handler uncounted(Open route) {
        return context -> route.answer(new ApiRequest(context, terms, throttle.visit(context)));
    }

    private Handler closed(Closed route) {
        return context -> {
            var visit = throttle.visit(context);
            var caller = visit.admit(() -> person(token(context)));
            route.answer(new UserRequest(context, terms, visit, caller));
        };
    }

    private Handler forService(ForService route) {
        return context -> {
            var visit = throttle.visit(context);
            admitService(visit, context);
            route.answer(new ServiceRequest(context, terms, visit));
        };
    }

    private ServiceName admitService(RateLimiter.Visit visit, Context context) {
        visit.count(Limit.ADDRESS);
        var service = visit.proven(() -> service(token(context)));
        visit.count(Limit.USER, service.value());
        return service;
    }

    private Handler forAdministrator(ForAdministrator route) {
        return context -> {
            var visit = throttle.visit(context);
            route.answer(new AdminRequest(context, terms, visit, administrator(visit, context)));
        };
    }

    private Administrator administrator(RateLimiter.Visit visit, Context context) {
        return isOfService(context)
                ? Administrator.of(admitService(visit, context))
                : Administrator.of(visit.admit(() -> person(token(context))).user());
    }

    private static boolean isOfService(Context context) {
        return BearerToken.of(context.header(Header.AUTHORIZATION))
                .filter(ServiceToken::isText)
                .isPresent();
    }

    private Caller person(String token) {
        if (ServiceToken.isText(token)) {
            throw new Refusal.Unauthenticated("A service token is no good here; a person has to ask.");
        }
        return authentication.authenticate(token);
    }

    private ServiceName service(String token) {
        if (ServiceToken.isText(token)) {
            return integrations.authenticate(new Secret(token));
        }
        authentication.authenticate(token);
        throw new Refusal.Forbidden("Only a service may do that.");
    }

    private static String token(Context context) {
        return BearerToken.of(context.header(Header.AUTHORIZATION))
                .orElseThrow(() -> new Refusal.Unauthenticated("Authentication is required."));
    }
}
