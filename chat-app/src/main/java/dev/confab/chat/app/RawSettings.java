package dev.confab.chat.app;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The settings as operators wrote them, and all problems with them. Later sources override earlier ones. For one thread. */
final class RawSettings {

    /**
     * A value and what to call it in a message.
     *
     * @param name the setting's name as the operator wrote it, with the place where that helps
     * @param isFile whether {@code value} is the path of a file that holds the value
     */
    private record Entry(String name, String value, boolean isFile) {}

    private final Path directory;
    private final Map<Setting<?>, Entry> entries = new HashMap<>();

    /** In the order in which they are found, each once. */
    private final Set<String> problems = new LinkedHashSet<>();

    /** @param directory where relative paths start */
    RawSettings(Path directory) {
        this.directory = directory;
    }

    /** Adds variables. An empty one counts as unset: Compose and Kubernetes write it for a value that is missing. */
    void addEnvironment(Map<String, String> environment) {
        var variables = new TreeMap<>(InjectedVariables.without(environment));
        variables.values().removeIf(String::isEmpty);
        variables.forEach((name, value) -> {
            var key = key(name);
            ofFileKey(key)
                    .filter(secret -> variables.containsKey(secret.variable()))
                    .ifPresent(secret -> addProblem(name, "cannot be used together with " + secret.variable()));
            add(key, name, value);
        });
    }

    /** Returns the key of a variable, which may be unknown. */
    private static String key(String variable) {
        var name = variable.substring(Setting.ENVIRONMENT_PREFIX.length());
        return name.matches("[A-Z0-9_]+") ? name.replace('_', '-').toLowerCase(Locale.ROOT) : variable;
    }

    void addFlags(Map<String, String> flags) {
        flags.forEach((name, value) -> add(name.replaceFirst("^--", ""), name, value));
    }

    /** Returns the setting with {@code key}, in which dots count as hyphens because HOCON nests keys. */
    static Optional<Setting<?>> ofKey(String key) {
        return find(key, false);
    }

    /** Returns the secret setting whose file {@code key} names, such as {@code auth-secret-file}. */
    static Optional<Setting<?>> ofFileKey(String key) {
        return find(key, true);
    }

    private static Optional<Setting<?>> find(String key, boolean isFile) {
        var name = key.replace('.', '-');
        for (var setting : SettingTable.all()) {
            if (isFile
                    ? setting.isSecret() && setting.fileKey().equals(name)
                    : setting.key().equals(name)) {
                return Optional.of(setting);
            }
        }
        return Optional.empty();
    }

    /** Adds the setting with {@code key}, or the path of its file; an unknown key is a problem. */
    void add(String key, String name, String value) {
        var secret = ofFileKey(key);
        var setting = secret.or(() -> ofKey(key));
        if (setting.isEmpty()) {
            addProblem(name, "there is no such setting");
        } else {
            entries.put(setting.get(), new Entry(name, value, secret.isPresent()));
        }
    }

    void addProblem(String name, String problem) {
        problems.add(name + ": " + problem);
    }

    boolean has(Setting<?> setting) {
        return entries.containsKey(setting);
    }

    /** Records a problem with a setting that is given. */
    void refuse(Setting<?> setting, String problem) {
        var entry = entries.get(setting);
        if (entry != null) {
            addProblem(entry.name(), problem);
        }
    }

    /** Returns the parsed value; null, after recording the problem if there is one, where there is no valid value. */
    <T> @Nullable T parse(Setting<T> setting) {
        var entry = entries.get(setting);
        if (entry == null) {
            return null;
        }
        try {
            var value = entry.isFile() ? SettingValues.secretFile(entry.value(), directory) : entry.value();
            return setting.parser().parse(value, directory);
        } catch (IllegalArgumentException wrong) {
            addProblem(entry.name(), String.valueOf(wrong.getMessage()));
            return null;
        }
    }

    /** Returns the default, read as if an operator had written it; null for none. */
    <T> @Nullable T parseDefault(Setting<T> setting, Settings settings) {
        var fallback = setting.fallback();
        return fallback == null ? null : setting.parser().parse(fallback.apply(settings), directory);
    }

    void requireNoProblem() {
        if (!problems.isEmpty()) {
            throw new WrongSettings(List.copyOf(problems));
        }
    }
}
