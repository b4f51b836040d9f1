package dev.confab.chat.adapter.wire;

import dev.confab.chat.domain.Refusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** How times come in: ISO-8601 with a zone, of the years 1 to 9999. */
public final class Times {

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

    private Times() {}

    /**
     * Reads a time, down to the millisecond.
     *
     * @param field the field or parameter to report
     * @throws Refusal.Invalid if this is none
     */
    public static Instant parse(String field, String text) {
        try {
            var time = Instant.parse(text).truncatedTo(ChronoUnit.MILLIS);
            if (!time.isBefore(FIRST) && !time.isAfter(LAST)) {
                return time;
            }
        } catch (DateTimeException notATime) {
            // refused below, like a time that no calendar needs
        }
        throw new Refusal.Invalid(field, "Must be a time such as 2026-01-02T03:04:05.678Z.");
    }
}
