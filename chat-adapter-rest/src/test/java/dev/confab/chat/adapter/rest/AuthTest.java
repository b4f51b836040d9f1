package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Client.json;

/** Calls that the tests of accounts share. */
abstract class AuthTest extends RestTest {

    static final String AUTH = "/api/v1/auth/";

    final Client anybody() {
        return server.anybody();
    }

    final Answer refresh(String token) {
        return anybody().post(AUTH + "token/refresh/", json("refresh", token));
    }

    /** Reads the account of the bearer of {@code token}. */
    final Answer me(String token) {
        return anybody().withToken(token).get(AUTH + "me/");
    }
}
