package dev.confab.chat.domain.user;

import dev.confab.chat.domain.OneLine;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.Text;

/**
 * The operator's name of a program that uses the API on its own behalf, such as "billing" or "ci": 1 to
 * {@value #MAX_LENGTH} characters in one line.
 */
public record ServiceName(String value) {

    public static final int MAX_LENGTH = 100;

    public ServiceName {
        Text.checkPresent("service", value, MAX_LENGTH);
        if (value.codePoints().anyMatch(Character::isISOControl)) {
            throw new Refusal.Invalid("service", "Must be one line without control characters.");
        }
    }

    /** Checks this name by the rules for new tokens, and returns it. */
    public ServiceName requireNew() {
        OneLine.check("service", value, MAX_LENGTH);
        return this;
    }

    @Override
    public String toString() {
        return value;
    }
}
