package dev.confab.chat.app.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The login of one person: hands out an access token that is good, and renews it in time. Only one renewal runs at once,
 * for the second use of a refresh token would end the login. When a renewal is refused all the same, because its answer
 * was lost on the way, the password opens a new login. For any thread; calls may block for some HTTP calls.
 */
final class Tokens {

    private static final String PATH = "/api/v1/auth/token/";

    /** A token is renewed when this much of its life is left, or a fifth where that is less. */
    private static final Duration MARGIN = Duration.ofSeconds(60);

    private final Http http;
    private final Credentials who;
    private final ReentrantLock lock = new ReentrantLock();

    private String access = "";
    private String refresh = "";
    private volatile long renewAt;

    private Tokens(Http http, Credentials who) {
        this.http = http;
        this.who = who;
    }

    /**
     * Signs in.
     *
     * @throws Fault.Refused with status 401 if name and password do not match
     */
    static Tokens signIn(Http http, Credentials who) {
        var tokens = new Tokens(http, who);
        tokens.logIn();
        return tokens;
    }

    /**
     * A token that is good for a while.
     *
     * @throws Fault.SignedOut if neither the login nor the password is accepted any more
     */
    String access() {
        lock.lock();
        try {
            if (isDue()) {
                renew();
            }
            return access;
        } finally {
            lock.unlock();
        }
    }

    /** Is it time for a new token? */
    boolean isDue() {
        return System.nanoTime() - renewAt >= 0;
    }

    /** The server does not take {@code token} any more: the next call of {@link #access} answers another one. */
    void distrust(String token) {
        lock.lock();
        try {
            if (token.equals(access)) {
                renewAt = System.nanoTime();
            }
        } finally {
            lock.unlock();
        }
    }

    private void renew() {
        try {
            take(http.call("POST", PATH + "refresh/", refreshToken(), null));
        } catch (Fault.Refused refused) {
            if (refused.passes()) {
                throw refused;
            }
            logInAgain();
        }
    }

    private void logInAgain() {
        try {
            logIn();
        } catch (Fault.Refused refused) {
            if (refused.passes()) {
                throw refused;
            }
            throw new Fault.SignedOut("You have been signed out: " + refused.reason());
        }
    }

    private void logIn() {
        var request = Http.object().put("username", who.user()).put("password", who.password());
        take(http.call("POST", PATH, request, null));
    }

    private void take(JsonNode pair) {
        access = pair.path("access").asText();
        refresh = pair.path("refresh").asText();
        var life = Duration.ofSeconds(pair.path("expires_in").asLong());
        var margin = MARGIN.compareTo(life.dividedBy(5)) < 0 ? MARGIN : life.dividedBy(5);
        renewAt = System.nanoTime() + life.minus(margin).toNanos();
    }

    /** Ends the login, so that nothing of it is left behind; whether the server hears of it or not. */
    void signOut() {
        try {
            http.call("POST", PATH + "blacklist/", refreshToken(), null);
        } catch (Fault e) {
            // It expires by itself.
        }
    }

    private ObjectNode refreshToken() {
        return Http.object().put("refresh", refresh);
    }
}
