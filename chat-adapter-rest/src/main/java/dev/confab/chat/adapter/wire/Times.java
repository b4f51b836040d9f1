package dev.confab.chat.adapter.wire;

import dev.confab.chat.domain.Refusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.function.Supplier;

/** A parser of ISO 8601 times of the years 1 to 9999. */
public final class Times {

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

    private static final int DATE_LENGTH = "2026-01-02".length();

    private static final DateTimeFormatter LOOSE = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .optionalStart()
            .appendPattern("[XXXXX][XXXX][X]")
            .optionalEnd()
            .toFormatter(Locale.ROOT);

    private Times() {}

    /**
     * Parses a time with a zone and drops digits beyond milliseconds.
     *
     * @param field the field or parameter to name in a refusal
     * @throws Refusal.Invalid if the text is not such a time
     */
    public static Instant parse(String field, String text) {
        return parse(field, () -> Instant.parse(text));
    }

    /**
     * Parses the start of a period. The zone may be missing, which means UTC, and a space may replace the {@code T}. A
     * date alone means the start of that day.
     */
    public static Instant parseStart(String field, String text) {
        return parse(field, () -> isDate(text) ? startOf(LocalDate.parse(text)) : parseLoose(text));
    }

    /** Parses the inclusive end of a period like {@link #parseStart}; a date alone means the end of that day. */
    public static Instant parseEnd(String field, String text) {
        return parse(
                field,
                () -> isDate(text) ? startOf(LocalDate.parse(text).plusDays(1)).minusMillis(1) : parseLoose(text));
    }

    private static Instant parse(String field, Supplier<Instant> parser) {
        try {
            var time = parser.get().truncatedTo(ChronoUnit.MILLIS);
            if (!time.isBefore(FIRST) && !time.isAfter(LAST)) {
                return time;
            }
        } catch (DateTimeException notATime) {
            // refused below, like times outside of the permitted years
        }
        throw new Refusal.Invalid(field, "Must be a time such as 2026-01-02T03:04:05.678Z.");
    }

    private static boolean isDate(String text) {
        return text.length() == DATE_LENGTH;
    }

    private static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Instant parseLoose(String text) {
        var time = text.replaceFirst("^(\\S+) +", "$1T");
        var parsed = LOOSE.parseBest(time, OffsetDateTime::from, LocalDateTime::from);
        return parsed instanceof OffsetDateTime zoned
                ? zoned.toInstant()
                : LocalDateTime.from(parsed).toInstant(ZoneOffset.UTC);
    }
}
