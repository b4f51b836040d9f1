package dev.confab.chat.app.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.confab.chat.app.protocol.Http;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The accounts of a {@link FakeServer}. A refresh token is valid once. */
final class FakeAccounts {

    private static final String AUTH = "/api/v1/auth/";

    private final Map<String, String> passwords = new HashMap<>();
    private final Map<String, String> accessTokens = new HashMap<>();
    private final Map<String, String> refreshTokens = new HashMap<>();
    private int logIns;
    private int refreshes;
    private boolean busy;

    void register(RoutesConfig routes) {
        routes.post(AUTH + "signup/", this::signUp);
        routes.post(AUTH + "token/", this::logIn);
        routes.post(AUTH + "token/refresh/", this::refresh);
        routes.post(AUTH + "token/blacklist/", ctx -> ctx.result("{}"));
        routes.get(AUTH + "me/", ctx -> ctx.result(me(user(ctx)).toString()));
        routes.exception(HttpResponseException.class, FakeAccounts::error);
    }

    /** Revokes all access tokens. */
    synchronized void forgetAccessTokens() {
        accessTokens.clear();
    }

    /** Revokes all refresh tokens. */
    synchronized void forgetRefreshTokens() {
        refreshTokens.clear();
    }

    /** Makes the next sign-up exceed a rate limit. */
    synchronized void throttle() {
        busy = true;
    }

    synchronized int logIns() {
        return logIns;
    }

    synchronized int refreshes() {
        return refreshes;
    }

    /** Returns the user who makes this call. */
    synchronized String user(Context ctx) {
        var header = String.valueOf(ctx.header("Authorization"));
        var user = accessTokens.get(header.replace("Bearer ", ""));
        if (user == null) {
            throw new HttpResponseException(401, "The token has expired.", Map.of());
        }
        return user;
    }

    private synchronized void signUp(Context ctx) {
        if (busy) {
            busy = false;
            ctx.header("Retry-After", "1");
            throw new HttpResponseException(429, "Too many.", Map.of());
        }
        var request = parse(ctx.body());
        var user = request.path("username").asText();
        if (passwords.putIfAbsent(user, request.path("password").asText()) != null) {
            throw new HttpResponseException(400, "This name is taken.", Map.of("field", "username"));
        }
        ctx.status(201).result(me(user).toString());
    }

    private synchronized void logIn(Context ctx) {
        var request = parse(ctx.body());
        var user = request.path("username").asText();
        if (!request.path("password").asText().equals(passwords.get(user))) {
            throw new HttpResponseException(401, "Wrong user name or password.", Map.of());
        }
        logIns++;
        ctx.result(tokens(user).toString());
    }

    private synchronized void refresh(Context ctx) {
        refreshes++;
        var user = refreshTokens.remove(parse(ctx.body()).path("refresh").asText());
        if (user == null) {
            throw new HttpResponseException(401, "The token is no longer valid.", Map.of());
        }
        ctx.result(tokens(user).toString());
    }

    private ObjectNode tokens(String user) {
        var access = UUID.randomUUID().toString();
        var refresh = UUID.randomUUID().toString();
        accessTokens.put(access, user);
        refreshTokens.put(refresh, user);
        return Http.object().put("access", access).put("refresh", refresh).put("expires_in", 900);
    }

    private static ObjectNode me(String user) {
        return Http.object().put("id", "id-of-" + user).put("username", user);
    }

    static JsonNode parse(String text) {
        try {
            return Http.JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void error(HttpResponseException e, Context ctx) {
        var answer = Http.object();
        var error = answer.putArray("errors").addObject().put("message", e.getMessage());
        e.getDetails().forEach(error::put);
        ctx.status(e.getStatus()).result(answer.toString());
    }
}
