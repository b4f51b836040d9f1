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

/** Finds what a file includes: other files, relative to it. By itself the library leaves out what it does not find. */
final class Includes implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {

    private static final int DEEPEST = 20;

    private final Path file;
    private final ConfigParseOptions options;
    private final int depth;

    private Includes(Path file, ConfigParseOptions options, int depth) {
        this.file = file;
        this.options = options;
        this.depth = depth;
    }

    /** A file cannot be included; the origin is the file that includes it. */
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
     * Reads a file with all that it includes.
     *
     * @param file absolute
     * @throws Failed if there is no such file to include
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
    public ConfigObject include(ConfigIncludeContext context, String what) {
        try {
            return include(file.resolveSibling(what), what);
        } catch (InvalidPathException invalid) {
            throw failed("includes \"" + what + "\", which is not a path");
        }
    }

    @Override
    public ConfigObject includeFile(ConfigIncludeContext context, File what) {
        return include(context, what.getPath());
    }

    @Override
    public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
        throw failed("includes an URL; only files can be included");
    }

    @Override
    public ConfigObject includeResources(ConfigIncludeContext context, String what) {
        throw failed("includes something of the class path; only files can be included");
    }

    private ConfigObject include(Path wanted, String what) {
        var found = Files.exists(wanted) ? wanted : wanted.resolveSibling(wanted.getFileName() + ".conf");
        if (!Files.isReadable(found) || Files.isDirectory(found)) {
            throw failed("includes \"" + what + "\", and there is no file " + wanted + " that can be read");
        }
        if (depth == DEEPEST) {
            throw failed("includes \"" + what + "\", and includes lie more than " + DEEPEST + " deep");
        }
        return parse(found, options, depth + 1);
    }

    private Failed failed(String problem) {
        return new Failed(ConfigOriginFactory.newFile(file.toString()), problem);
    }
}
