package dev.confab.chat.app;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigOriginFactory;
import com.typesafe.config.ConfigParseOptions;
import java.io.File;
import java.io.Serial;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The includes of a settings file: other files, relative to it. Without this class, the library ignores missing ones. */
final class Includes implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {

    private static final int MAX_DEPTH = 20;

    private final Path file;
    private final ConfigParseOptions options;
    private final int depth;

    private Includes(Path file, ConfigParseOptions options, int depth) {
        this.file = file;
        this.options = options;
        this.depth = depth;
    }

    /** A failure to include a file. Its origin is the file that contains the include. */
    static final class Failed extends ConfigException {

        @Serial
        private static final long serialVersionUID = 1L;

        private final String problem;

        private Failed(ConfigOrigin origin, String problem) {
            super(origin, problem, null);
            this.problem = problem;
        }

        String problem() {
            return problem;
        }
    }

    /**
     * Reads a file and its includes.
     *
     * @param file absolute
     * @throws Failed if an included file does not exist
     */
    static ConfigObject parse(Path file, ConfigParseOptions options) {
        return parse(file, options, 0);
    }

    private static ConfigObject parse(Path file, ConfigParseOptions options, int depth) {
        var includes = new Includes(file, options, depth);
        return ConfigFactory.parseFile(file.toFile(), options.setIncluder(includes))
                .root();
    }

    @Override
    public ConfigIncluder withFallback(ConfigIncluder fallback) {
        return this;
    }

    @Override
    public ConfigObject include(ConfigIncludeContext context, String name) {
        try {
            return include(file.resolveSibling(name), name);
        } catch (InvalidPathException invalid) {
            throw failed("includes \"" + name + "\", which is not a path");
        }
    }

    @Override
    public ConfigObject includeFile(ConfigIncludeContext context, File included) {
        return include(context, included.getPath());
    }

    @Override
    public ConfigObject includeURL(ConfigIncludeContext context, URL url) {
        throw failed("includes a URL; only files can be included");
    }

    @Override
    public ConfigObject includeResources(ConfigIncludeContext context, String name) {
        throw failed("includes a class path resource; only files can be included");
    }

    private ConfigObject include(Path path, String name) {
        var found = Files.exists(path) ? path : path.resolveSibling(path.getFileName() + ".conf");
        if (!Files.isReadable(found) || Files.isDirectory(found)) {
            throw failed("includes \"" + name + "\", and there is no file " + path + " that can be read");
        }
        if (depth == MAX_DEPTH) {
            throw failed("includes \"" + name + "\", and includes are nested more than " + MAX_DEPTH + " deep");
        }
        return parse(found, options, depth + 1);
    }

    private Failed failed(String problem) {
        return new Failed(ConfigOriginFactory.newFile(file.toString()), problem);
    }
}
