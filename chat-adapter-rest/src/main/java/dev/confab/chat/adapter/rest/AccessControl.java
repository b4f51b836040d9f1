package dev.confab.chat.adapter.rest;

import dev.confab.chat.adapter.rest.RestAdapter.Limit;
import dev.confab.chat.adapter.wire.BearerToken;
import dev.confab.chat.application.account.Authentication;
import dev.confab.chat.application.account.Caller;
import dev.confab.chat.application.integration.Integrations;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.Secret;
import dev.confab.chat.domain.user.Administrator;
import dev.confab.chat.domain.user.ServiceName;
import dev.confab.chat.domain.user.ServiceToken;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.Header;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Builds the Javalin handlers of routes: they apply rate limits and authenticate the caller before the route runs. */
final class AccessControl {

    /** Bodies of requests without a token are shorter, because many strangers may send some at the same time. */
    private static final int MAX_PUBLIC_BODY_BYTES = 64 << 10;

    private final Authentication authentication;
    private final Integrations integrations;
    private final Terms terms;
    private final Terms publicTerms;
    private final RateLimiter limiter;

    AccessControl(Authentication authentication, Integrations integrations, Terms terms, RateLimiter limiter) {
        this.authentication = authentication;
        this.integrations = integrations;
        this.terms = terms;
        this.publicTerms = terms.withBodyBytesUpTo(MAX_PUBLIC_BODY_BYTES);
        this.limiter = limiter;
    }

    /** Serves every client without any limit. */
    Handler unlimited(Consumer<ApiRequest> route) {
        return context -> route.accept(new ApiRequest(context, terms, limiter.quota(context)));
    }

    /** Serves every client. */
    Handler anonymous(Consumer<ApiRequest> route) {
        return context -> {
            var quota = limiter.quota(context);
            quota.count(Limit.ADDRESS);
            quota.count(Limit.ANONYMOUS);
            route.accept(new ApiRequest(context, publicTerms, quota));
        };
    }

    /** Serves authenticated users. */
    Handler user(Consumer<UserRequest> route) {
        return context -> {
            var quota = limiter.quota(context);
            var caller = quota.admit(() -> authenticateUser(token(context)));
            route.accept(new UserRequest(context, terms, quota, caller));
        };
    }

    /** Serves bearers of signed URLs with {@code signedRoute}, and authenticated users with {@code route}. */
    Handler signedUrl(Predicate<ApiRequest> isSigned, Consumer<ApiRequest> signedRoute, Consumer<UserRequest> route) {
        var user = user(route);
        return context -> {
            var quota = limiter.quota(context);
            var request = new ApiRequest(context, terms, quota);
            if (isSigned.test(request)) {
                quota.count(Limit.ADDRESS);
                signedRoute.accept(request);
            } else {
                user.handle(context);
            }
        };
    }

    /** Serves services; users are refused. */
    Handler service(Consumer<ServiceRequest> route) {
        return context -> {
            var quota = limiter.quota(context);
            admitService(quota, context);
            route.accept(new ServiceRequest(context, terms, quota));
        };
    }

    /** Serves staff and services; other users are refused. */
    Handler administrator(Consumer<AdminRequest> route) {
        return context -> {
            var quota = limiter.quota(context);
            route.accept(new AdminRequest(context, terms, quota, admitAdministrator(quota, context)));
        };
    }

    private Administrator admitAdministrator(RateLimiter.RequestQuota quota, Context context) {
        return hasServiceToken(context)
                ? Administrator.of(admitService(quota, context))
                : Administrator.of(
                        quota.admit(() -> authenticateUser(token(context))).user());
    }

    private ServiceName admitService(RateLimiter.RequestQuota quota, Context context) {
        quota.count(Limit.ADDRESS);
        var service = quota.authenticate(() -> authenticateService(token(context)));
        quota.count(Limit.USER, service.value());
        return service;
    }

    private static boolean hasServiceToken(Context context) {
        return BearerToken.of(context.header(Header.AUTHORIZATION))
                .filter(ServiceToken::isText)
                .isPresent();
    }

    private Caller authenticateUser(String token) {
        if (ServiceToken.isText(token)) {
            throw new Refusal.Unauthenticated("Service tokens cannot be used here.");
        }
        return authentication.authenticate(token);
    }

    private ServiceName authenticateService(String token) {
        if (ServiceToken.isText(token)) {
            return integrations.authenticate(new Secret(token));
        }
        authentication.authenticate(token);
        throw new Refusal.Forbidden("Only services can do this.");
    }

    private static String token(Context context) {
        return BearerToken.of(context.header(Header.AUTHORIZATION))
                .orElseThrow(() -> new Refusal.Unauthenticated("Authentication is required."));
    }
}
