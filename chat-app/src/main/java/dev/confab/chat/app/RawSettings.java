package dev.confab.chat.app;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The settings as they were written down, a later one over an earlier one, and all that is wrong with them. For one
 * thread.
 */
final class RawSettings {

    /**
     * A value and what to call it when it is wrong.
     *
     * @param name the setting's name as its author wrote it, and where if that helps
     * @param isFile whether the value is in a file, and {@code value} its path
     */
    private record Given(String name, String value, boolean isFile) {}

    private final Path directory;

    private final Map<Setting, Given> given = new EnumMap<>(Setting.class);

    /** In the order found; a value that is of use to several is found wrong once. */
    private final Set<String> problems = new LinkedHashSet<>();

    /** @param directory where relative paths start */
    RawSettings(Path directory) {
        this.directory = directory;
    }

    /** An empty variable is none: Compose and Kubernetes write one for a value that is not there. */
    void addEnvironment(Map<String, String> environment) {
        var variables = new TreeMap<>(InjectedVariables.without(environment));
        variables.values().removeIf(String::isEmpty);
        variables.forEach((name, value) -> {
            var key = Setting.key(name);
            Setting.ofFileKey(key)
                    .filter(secret -> variables.containsKey(secret.variable()))
                    .ifPresent(secret -> addProblem(name, "cannot be used together with " + secret.variable()));
            add(key, name, value);
        });
    }

    void addFlags(Map<String, String> flags) {
        flags.forEach((name, value) -> add(name.replaceFirst("^--", ""), name, value));
    }

    /** Takes the setting of that key, or the path of its file, unless there is none. */
    void add(String key, String name, String value) {
        var secret = Setting.ofFileKey(key);
        var setting = secret.or(() -> Setting.ofKey(key));
        if (setting.isEmpty()) {
            addProblem(name, "there is no such setting");
        } else {
            given.put(setting.get(), new Given(name, value, secret.isPresent()));
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
            return parse.apply(one.isFile() ? SettingValues.secretFile(directory, one.value()) : one.value());
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
