package dev.confab.chat.app;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A settings file in HOCON. Keys can be nested: {@code database { url = … }} is {@code database-url}. A list is the same
 * as a text with commas. {@code ${NAME}} is another key of the file or an environment variable.
 */
final class ConfigFile {

    private static final String USUAL_NAME = "confab.conf";
    private static final ConfigParseOptions OPTIONS =
            ConfigParseOptions.defaults().setAllowMissing(false).setSyntax(ConfigSyntax.CONF);

    private final Path path;
    private final Map<String, String> environment;

    private ConfigFile(Path path, Map<String, String> environment) {
        this.path = path;
        this.environment = environment;
    }

    /** Returns the file that was asked for, or the usual one if it exists. */
    static Optional<ConfigFile> of(Settings.Sources sources) {
        var directory = sources.directory().toAbsolutePath(); // includes are relative to it
        var config = sources.config();
        if (config != null) {
            return Optional.of(new ConfigFile(directory.resolve(config), sources.environment()));
        }
        return Optional.of(directory.resolve(USUAL_NAME))
                .filter(Files::exists)
                .map(usual -> new ConfigFile(usual, sources.environment()));
    }

    void readInto(RawSettings raw) {
        if (!Files.isReadable(path) || Files.isDirectory(path)) {
            raw.addProblem("--config", "there is no file " + path + " that can be read");
            return;
        }
        try {
            var written = Includes.parse(path, OPTIONS);
            var resolved = resolve(written);
            written.keySet().forEach(key -> read(List.of(key), resolved.get(key), raw));
        } catch (ConfigException.UnresolvedSubstitution unknown) {
            raw.addProblem(
                    file(unknown.origin()) + line(unknown.origin()), "a ${…} names neither a key nor a variable");
        } catch (Includes.Failed failure) {
            raw.addProblem(file(failure.origin()) + line(failure.origin()), failure.problem());
        } catch (ConfigException malformed) {
            // the message of the exception may show a part of a secret
            var origin = malformed.origin();
            raw.addProblem(file(origin) + line(origin), "is not valid HOCON; is there a quote missing?");
        }
    }

    private ConfigObject resolve(ConfigObject written) {
        var variables = ConfigValueFactory.fromMap(environment, "environment");
        return written.withFallback(variables)
                .toConfig()
                .resolve(ConfigResolveOptions.noSystem())
                .root();
    }

    private void read(List<String> keys, @Nullable ConfigValue value, RawSettings raw) {
        if (value instanceof ConfigObject nested && !nested.isEmpty()) {
            nested.forEach((key, inner) ->
                    read(Stream.concat(keys.stream(), Stream.of(key)).toList(), inner, raw));
        } else {
            var name = ConfigUtil.joinPath(keys);
            var key = String.join("-", keys).replace('.', '-');
            RawSettings.ofFileKey(key)
                    .or(() -> RawSettings.ofKey(key))
                    .ifPresent(known -> requireFirst(known, name, raw));
            raw.add(key, name + place(value), text(value));
        }
    }

    private void requireFirst(Setting<?> setting, String name, RawSettings raw) {
        if (raw.has(setting)) {
            raw.addProblem(name, "is in " + path + " twice");
        }
    }

    private String place(@Nullable ConfigValue value) {
        var origin = value == null ? null : value.origin();
        return " (" + file(origin) + line(origin) + ")";
    }

    /** Returns the file that holds a value: this one, or one that it includes. */
    private String file(@Nullable ConfigOrigin origin) {
        return origin == null || origin.filename() == null ? path.toString() : origin.filename();
    }

    private static String line(@Nullable ConfigOrigin origin) {
        return origin == null || origin.lineNumber() < 0 ? "" : ", line " + origin.lineNumber();
    }

    private static String text(@Nullable ConfigValue value) {
        if (value instanceof ConfigList list) {
            return list.stream().map(ConfigFile::text).collect(Collectors.joining(","));
        }
        return value == null || value.unwrapped() == null ? "" : String.valueOf(value.unwrapped());
    }
}
