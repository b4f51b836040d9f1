package dev.confab.chat.app;

import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The settings as they were written down, a later one over an earlier one, and all that is wrong with them. For one
 * thread.
 */
final class GivenSettings {

    /**
     * A value and what to call it when it is wrong.
     *
     * @param name the setting's name as its author wrote it, and where if that helps
     */
    private record Given(String name, String value) {}

    private final Map<Setting, Given> given = new EnumMap<>(Setting.class);

    /** In the order found; a value that is of use to several is found wrong once. */
    private final Set<String> problems = new LinkedHashSet<>();

    void addEnvironment(Map<String, String> environment) {
        new TreeMap<>(environment).forEach((name, value) -> {
            if (name.startsWith(Setting.ENVIRONMENT_PREFIX)) {
                add(Setting.ofVariable(name), name, value);
            }
        });
    }

    void addFlags(Map<String, String> flags) {
        flags.forEach((name, value) -> add(Setting.ofKey(name.replaceFirst("^--", "")), name, value));
    }

    /** Takes one setting, unless there is none of that name. */
    void add(Optional<Setting> setting, String name, String value) {
        if (setting.isEmpty()) {
            addProblem(name, "there is no such setting");
        } else {
            given.put(setting.get(), new Given(name, value));
        }
    }

    void addProblem(String name, String problem) {
        problems.add(name + ": " + problem);
    }

    boolean has(Setting setting) {
        return given.containsKey(setting);
    }

    /** Notes {@code problem} if the setting is there. */
    void refuse(Setting setting, String problem) {
        var one = given.get(setting);
        if (one != null) {
            addProblem(one.name(), problem);
        }
    }

    /**
     * Answers what {@code parse} makes of the value; {@code otherwise} if there is none.
     *
     * @param parse throws an {@link IllegalArgumentException} that says what the value must be, if it is not
     */
    <T> T value(Setting setting, T otherwise, Function<String, ? extends T> parse) {
        return Objects.requireNonNullElse(optional(setting, parse), otherwise);
    }

    /** As {@link #value}, with null for none. */
    <T> @Nullable T optional(Setting setting, Function<String, ? extends T> parse) {
        var one = given.get(setting);
        if (one == null) {
            return null;
        }
        try {
            return parse.apply(one.value());
        } catch (IllegalArgumentException wrong) {
            addProblem(one.name(), String.valueOf(wrong.getMessage()));
            return null;
        }
    }

    void requireNoProblem() {
        if (!problems.isEmpty()) {
            throw new WrongSettings(List.copyOf(problems));
        }
    }
}
