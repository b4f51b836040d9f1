package dev.confab.chat.application.account;

import java.time.Duration;

/**
 * The tokens of a login. {@link #toString} does not reveal them.
 *
 * @param access authenticates requests
 * @param refresh can be exchanged once for the next pair
 * @param expiresIn how long {@code access} is valid
 */
public record TokenPair(String access, String refresh, Duration expiresIn) {

    @Override
    public String toString() {
        return "TokenPair[…]";
    }
}
