package dev.confab.chat.application.account;

import java.time.Duration;

/**
 * What a log-in hands out. Printing it shows nothing of the tokens.
 *
 * @param access proves who is calling
 * @param refresh good once, for the next pair
 * @param expiresIn how long {@code access} is good
 */
public record TokenPair(String access, String refresh, Duration expiresIn) {

    @Override
    public String toString() {
        return "TokenPair[…]";
    }
}
