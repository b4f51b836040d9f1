package dev.confab.chat.app.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The log-in of one user: returns valid access tokens and renews them in time. One renewal runs at a time, because a second
 * use of a refresh token would end the log-in. If a renewal is refused, for example after its response was lost, the
 * password opens a new log-in. Safe for all threads. Calls may block for several HTTP calls.
 */
public final class Tokens implements AccessTokens {

    private static final String SIGN_UP = "/api/v1/auth/signup/";
    private static final String TOKEN = "/api/v1/auth/token/";

    /** The remaining life at which a token is renewed: this, or a fifth of its life if that is less. */
    private static final Duration MARGIN = Duration.ofSeconds(60);

    private final Http http;
    private final Credentials credentials;
    private final ReentrantLock lock = new ReentrantLock();

    private String access = "";
    private String refresh = "";
    private volatile long renewAt;

    private Tokens(Http http, Credentials credentials) {
        this.http = http;
        this.credentials = credentials;
    }

    /**
     * Creates an account.
     *
     * @return the id of the user
     * @throws Fault.Refused with the field at fault if name or password is not acceptable
     */
    public static String signUp(Http http, Credentials credentials) {
        return http.call("POST", SIGN_UP, body(credentials), null).path("id").asText();
    }

    /**
     * Logs in.
     *
     * @throws Fault.Refused with status 401 if name and password do not match
     */
    public static Tokens logIn(Http http, Credentials credentials) {
        var tokens = new Tokens(http, credentials);
        tokens.logIn();
        return tokens;
    }

    /**
     * Returns a token that is valid for a while, after renewing it if necessary.
     *
     * @throws Fault.SignedOut if the server accepts neither the refresh token nor the password
     */
    @Override
    public String access() {
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

    /** Returns the token as it is, without a renewal. */
    public String current() {
        lock.lock();
        try {
            return access;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the token should be renewed now. */
    public boolean isDue() {
        return System.nanoTime() - renewAt >= 0;
    }

    @Override
    public void distrust(String token) {
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
            take(http.call("POST", TOKEN + "refresh/", refreshToken(), null));
        } catch (Fault.Refused refused) {
            if (refused.isTransient()) {
                throw refused;
            }
            logInAgain();
        }
    }

    private void logInAgain() {
        try {
            logIn();
        } catch (Fault.Refused refused) {
            if (refused.isTransient()) {
                throw refused;
            }
            throw new Fault.SignedOut("You have been signed out: " + refused.reason());
        }
    }

    private void logIn() {
        take(http.call("POST", TOKEN, body(credentials), null));
    }

    private static ObjectNode body(Credentials credentials) {
        return Http.object().put("username", credentials.user()).put("password", credentials.password());
    }

    private void take(JsonNode pair) {
        access = pair.path("access").asText();
        refresh = pair.path("refresh").asText();
        var life = Duration.ofSeconds(pair.path("expires_in").asLong());
        var margin = MARGIN.compareTo(life.dividedBy(5)) < 0 ? MARGIN : life.dividedBy(5);
        renewAt = System.nanoTime() + life.minus(margin).toNanos();
    }

    /** Ends the log-in on the server, if the server can be reached. */
    public void signOut() {
        try {
            http.call("POST", TOKEN + "blacklist/", refreshToken(), null);
        } catch (Fault e) {
            // The log-in expires by itself.
        }
    }

    private ObjectNode refreshToken() {
        return Http.object().put("refresh", refresh);
    }
}
