package dev.confab.chat.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One row of {@link SettingTable}: everything that is known about a setting. A key such as {@code data-dir} is used in
 * the file, {@code CONFAB_DATA_DIR} in the environment and {@code --data-dir} on the command line.
 *
 * @param help a noun phrase for {@code --help}, without the default
 * @param fallback the value that is used when none is given, as an operator would write it; null for none
 * @param fallbackHelp the default as {@code --help} and the documentation show it; empty for none
 * @param isSecret whether the setting has no flag, because every user of the machine can read command lines; it can be
 *     given as a file instead
 * @param conditions what must hold for the setting to make sense at all, checked before its value is read
 * @param checks what must hold for its value, checked after all values are read
 */
record Setting<T>(
        String key,
        String help,
        Parser<T> parser,
        @Nullable Function<Settings, String> fallback,
        String fallbackHelp,
        boolean isSecret,
        List<Condition> conditions,
        List<Check<T>> checks) {

    static final String ENVIRONMENT_PREFIX = "CONFAB_";
    static final String FILE_SUFFIX = "-file";

    /** Reads a value. Throws an {@link IllegalArgumentException} that says what the value must be. */
    @FunctionalInterface
    interface Parser<T> {

        /**
         * Returns the value that an operator wrote as {@code value}.
         *
         * @param directory where relative paths start
         */
        T parse(String value, Path directory);
    }

    /** What must hold among the other settings, and the problem if it does not. */
    record Condition(Predicate<Settings> holds, String problem) {}

    /** What must hold for a value among the other settings, and the problem if it does not. */
    record Check<T>(BiPredicate<T, Settings> holds, String problem) {}

    /** Returns a setting without a default whose value does not depend on the working directory. */
    static <T> Setting<T> of(String key, String help, Function<String, T> parser) {
        return ofPath(key, help, (value, directory) -> parser.apply(value));
    }

    /** Returns a setting without a default whose value is, or names, a path. */
    static <T> Setting<T> ofPath(String key, String help, Parser<T> parser) {
        return new Setting<>(key, help, parser, null, "", false, List.of(), List.of());
    }

    Setting<T> withDefault(String value) {
        return withDefault(settings -> value, value);
    }

    /** Returns this setting with a default that is computed, and explained to operators in words. */
    Setting<T> withDefault(Function<Settings, String> value, String explanation) {
        return new Setting<>(key, help, parser, value, explanation, isSecret, conditions, checks);
    }

    /** Returns this setting with an explanation of what happens without a value. */
    Setting<T> withoutDefault(String explanation) {
        return new Setting<>(key, help, parser, null, explanation, isSecret, conditions, checks);
    }

    Setting<T> secret() {
        return new Setting<>(key, help, parser, fallback, fallbackHelp, true, conditions, checks);
    }

    /** Returns this setting, refused unless {@code other} is given. */
    Setting<T> onlyWith(Setting<?> other) {
        return onlyIf(new Condition(settings -> settings.has(other), "is of use only with " + other.key()));
    }

    /** Returns this setting, refused unless {@code other} has {@code value}. */
    <E extends Enum<E>> Setting<T> onlyWith(Setting<E> other, E value) {
        return onlyIf(new Condition(
                settings -> settings.get(other) == value,
                "is of use only with " + other.key() + " " + SettingValues.spelling(value)));
    }

    private Setting<T> onlyIf(Condition condition) {
        var all = Stream.concat(conditions.stream(), Stream.of(condition)).toList();
        return new Setting<>(key, help, parser, fallback, fallbackHelp, isSecret, all, checks);
    }

    /** Returns this setting with a check of its value among all the others. */
    Setting<T> check(BiPredicate<T, Settings> holds, String problem) {
        var all = Stream.concat(checks.stream(), Stream.of(new Check<>(holds, problem)))
                .toList();
        return new Setting<>(key, help, parser, fallback, fallbackHelp, isSecret, conditions, all);
    }

    /** Returns the name of the environment variable. */
    String variable() {
        return ENVIRONMENT_PREFIX + key.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** Returns the name on the command line: of the value or, for a secret, of the file that holds it. */
    String flag() {
        return "--" + (isSecret ? fileKey() : key);
    }

    /** Returns the key of the file that holds a secret. */
    String fileKey() {
        return key + FILE_SUFFIX;
    }

    /** Returns the sentence, or two, that {@code --help} shows. */
    String description() {
        var text = help + (isSecret ? " (path of a file)." : ".");
        return fallbackHelp.isEmpty() ? text : text + " Default: " + fallbackHelp;
    }
}
