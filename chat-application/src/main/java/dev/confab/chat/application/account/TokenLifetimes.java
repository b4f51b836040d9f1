package dev.confab.chat.application.account;

import java.time.Duration;

/**
 * How long tokens are good.
 *
 * @param access short: a stolen one is of use for that long at most
 * @param refresh how long a log-in may sleep before it has to be made anew
 */
public record TokenLifetimes(Duration access, Duration refresh) {

    public static final TokenLifetimes DEFAULT = new TokenLifetimes(Duration.ofMinutes(15), Duration.ofDays(30));
}
