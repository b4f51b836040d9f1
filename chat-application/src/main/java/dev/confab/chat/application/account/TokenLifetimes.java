package dev.confab.chat.application.account;

import java.time.Duration;

/**
 * How long tokens are valid.
 *
 * @param access the lifetime of an access token; short, because a stolen one is valid until it expires
 * @param refresh the lifetime of a refresh token; a login that is not refreshed for so long ends
 */
public record TokenLifetimes(Duration access, Duration refresh) {

    public static final TokenLifetimes DEFAULT = new TokenLifetimes(Duration.ofMinutes(15), Duration.ofDays(30));
}
