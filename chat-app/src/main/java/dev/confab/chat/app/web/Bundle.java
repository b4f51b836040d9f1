package dev.confab.chat.app.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files of the client. Their URLs contain a version, a digest of all files, so that their content never changes. Pages
 * and the two modules that other sites import have fixed URLs and refer to the version.
 */
final class Bundle {

    /** The largest number of folders in the path of a page. */
    static final int MAX_DEPTH = 7;

    static final String JAVASCRIPT = "text/javascript; charset=utf-8";

    /** The modules that pages and other sites load; their imports lead to all others. */
    private static final List<String> ENTRIES = List.of("app.js", "confab-client.js", "confab-chat.js");

    private static final Map<String, String> OTHERS =
            Map.of("page.css", "text/css; charset=utf-8", "icon.svg", "image/svg+xml");

    private final Map<String, Asset> files;
    private final String version;
    private final List<Asset> pages;

    private Bundle(Map<String, String> modules, Map<String, String> others) {
        this.version = version(modules, others);
        this.files = new LinkedHashMap<>();
        modules.forEach((path, source) -> files.put(path, Asset.of(JAVASCRIPT, source)));
        others.forEach((path, source) -> files.put(path, Asset.of(OTHERS.getOrDefault(path, ""), source)));
        this.pages = Stream.iterate("./", up -> up.equals("./") ? "../" : up + "../")
                .limit(MAX_DEPTH + 1L)
                .map(up -> Asset.of("text/html; charset=utf-8", page(up)))
                .toList();
    }

    static Bundle load() {
        return new Bundle(
                ModuleSources.closure(ENTRIES),
                OTHERS.keySet().stream().collect(Collectors.toMap(path -> path, ModuleSources::text)));
    }

    private static String version(Map<String, String> modules, Map<String, String> others) {
        var all = new StringBuilder();
        modules.forEach((path, source) -> all.append(path).append('\n').append(source));
        OTHERS.keySet().stream().sorted().forEach(path -> all.append(path).append(others.get(path)));
        return Asset.digest(all.toString().getBytes(UTF_8));
    }

    String version() {
        return version;
    }

    /** Returns the paths of all files. */
    Set<String> paths() {
        return files.keySet();
    }

    @Nullable
    Asset file(String path) {
        return files.get(path);
    }

    /**
     * Returns the HTML page of all URLs of the client; its scripts show what belongs to a URL.
     *
     * @param depth the number of folders in the path, from 0 to {@value #MAX_DEPTH}; the page refers to its files relative to
     *     it, so that it works behind any path prefix
     */
    Asset htmlPage(int depth) {
        return pages.get(depth);
    }

    /** Returns a module for a fixed URL that exports everything of the versioned one at {@code path}. */
    Asset alias(String path) {
        return Asset.of(JAVASCRIPT, "export * from './assets/" + version + "/" + path + "';\n");
    }

    /** Preloads the modules that a page needs immediately; otherwise browsers would discover them one by one. */
    private String page(String up) {
        var preload = ModuleSources.withoutDynamic(List.of(ENTRIES.get(0))).keySet().stream()
                .map(path ->
                        "    <link rel=\"modulepreload\" href=\"" + up + "assets/" + version + "/" + path + "\">\n")
                .collect(Collectors.joining());
        return ModuleSources.text("index.html")
                .replace("{up}", up)
                .replace("{version}", version)
                .replace("    {preload}\n", preload);
    }
}
