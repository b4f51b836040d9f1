package dev.confab.chat.app.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The JavaScript of the client: our modules and, under {@code vendor/}, those of Lit from their WebJars. Modules import each
 * other by relative URLs only, so that pages of other origins can load them without an import map. Imports of Lit that are
 * not relative are rewritten.
 */
final class ModuleSources {

    private static final String OWN = "/web/";
    private static final String VENDOR = "vendor/";

    /** The names that Lit uses for its parts, with their paths here. */
    private static final Map<String, String> BARE = Map.of(
            "@lit/reactive-element", "lit__reactive-element/reactive-element.js",
            "lit-html", "lit-html/lit-html.js");

    private static final Pattern IMPORT =
            Pattern.compile("\\b(?<how>from\\s*|import\\s*\\(?\\s*)(?<quote>[\"'])(?<module>[^\"'\\s]+)\\k<quote>");
    private static final Pattern SOURCE_MAP = Pattern.compile("(?m)^//# sourceMappingURL=.*$");

    private ModuleSources() {}

    /** Returns {@code entries} and all modules that they need, directly or not, by path. */
    static Map<String, String> closure(Collection<String> entries) {
        return closure(entries, found -> true);
    }

    /** Returns the same without modules that are loaded on demand by {@code import('…')}. */
    static Map<String, String> withoutDynamic(Collection<String> entries) {
        return closure(entries, found -> !found.group("how").endsWith("("));
    }

    private static Map<String, String> closure(Collection<String> entries, Predicate<MatchResult> isFollowed) {
        var found = new LinkedHashMap<String, String>();
        var left = new ArrayDeque<>(entries);
        while (!left.isEmpty()) {
            var path = left.remove();
            if (!found.containsKey(path)) {
                var source = module(path);
                found.put(path, source);
                imports(source, isFollowed).map(to -> resolve(path, to)).forEach(left::add);
            }
        }
        return found;
    }

    private static Stream<String> imports(String source, Predicate<MatchResult> isFollowed) {
        return IMPORT.matcher(source)
                .results()
                .filter(isFollowed)
                .map(found -> found.group("module"))
                .filter(ModuleSources::isRelative);
    }

    private static boolean isRelative(String module) {
        return module.startsWith("./") || module.startsWith("../");
    }

    private static String resolve(String from, String to) {
        return URI.create("/" + from).resolve(to).getPath().substring(1);
    }

    private static String module(String path) {
        return path.startsWith(VENDOR) ? vendor(path) : text(path);
    }

    /** Returns the text of one of our files. */
    static String text(String path) {
        return new String(bytes(OWN + path), UTF_8);
    }

    private static String vendor(String path) {
        var parts = path.split("/", 3);
        var home = "/META-INF/resources/webjars/" + parts[1] + "/" + version(parts[1]) + "/";
        var source = new String(bytes(home + parts[2]), UTF_8);
        return withRelativeImports(path, SOURCE_MAP.matcher(source).replaceAll(""));
    }

    private static String withRelativeImports(String path, String source) {
        var up = "../"
                .repeat((int) path.chars().filter(character -> character == '/').count() - 1);
        return IMPORT.matcher(source).replaceAll(found -> {
            var target = BARE.get(found.group("module"));
            return Matcher.quoteReplacement(
                    target == null
                            ? found.group()
                            : found.group("how") + found.group("quote") + up + target + found.group("quote"));
        });
    }

    private static String version(String jar) {
        var properties = new Properties();
        var path = "/META-INF/maven/org.webjars.npm/" + jar + "/pom.properties";
        try (var file = Objects.requireNonNull(ModuleSources.class.getResourceAsStream(path), path)) {
            properties.load(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return properties.getProperty("version");
    }

    private static byte[] bytes(String path) {
        try (var file = Objects.requireNonNull(ModuleSources.class.getResourceAsStream(path), path)) {
            return file.readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
