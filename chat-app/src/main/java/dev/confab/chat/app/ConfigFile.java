package dev.confab.chat.app;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
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
 * A file of settings in HOCON. Keys may be nested: {@code database { url = … }} is {@code database-url}. A list is as
 * good as a text with commas. {@code ${NAME}} is another key of the file, or a variable of the environment.
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

    /** The file that was asked for, or the usual one if it is there. */
    static Optional<ConfigFile> of(Settings.Sources sources) {
        var wanted = sources.config();
        if (wanted != null) {
            return Optional.of(new ConfigFile(sources.directory().resolve(wanted), sources.environment()));
        }
        return Optional.of(sources.directory().resolve(USUAL_NAME))
                .filter(Files::exists)
                .map(usual -> new ConfigFile(usual, sources.environment()));
    }

    void readInto(GivenSettings given) {
        if (!Files.isReadable(path) || Files.isDirectory(path)) {
            given.addProblem("--config", "there is no file " + path + " that can be read");
            return;
        }
        try {
            var written = ConfigFactory.parseFile(path.toFile(), OPTIONS).root();
            var resolved = resolve(written);
            written.keySet().forEach(key -> read(List.of(key), resolved.get(key), given));
        } catch (ConfigException.UnresolvedSubstitution unknown) {
            given.addProblem(path + line(unknown.origin()), "a ${…} names neither a key nor a variable");
        } catch (ConfigException malformed) {
            // its message may show a part of a secret
            given.addProblem(path + line(malformed.origin()), "is not written as HOCON; is there a quote missing?");
        }
    }

    private ConfigObject resolve(ConfigObject written) {
        var variables = ConfigValueFactory.fromMap(environment, "environment");
        return written.withFallback(variables)
                .toConfig()
                .resolve(ConfigResolveOptions.noSystem())
                .root();
    }

    private void read(List<String> keys, @Nullable ConfigValue value, GivenSettings given) {
        if (value instanceof ConfigObject nested && !nested.isEmpty()) {
            nested.forEach((key, inner) ->
                    read(Stream.concat(keys.stream(), Stream.of(key)).toList(), inner, given));
        } else {
            var name = ConfigUtil.joinPath(keys);
            var setting = Setting.ofKey(String.join("-", keys));
            setting.ifPresent(known -> requireFirst(known, name, given));
            given.add(setting, name + place(value), text(value));
        }
    }

    private void requireFirst(Setting setting, String name, GivenSettings given) {
        if (given.has(setting)) {
            given.addProblem(name, "is in " + path + " twice");
        }
    }

    private String place(@Nullable ConfigValue value) {
        return " (" + path + line(value == null ? null : value.origin()) + ")";
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
