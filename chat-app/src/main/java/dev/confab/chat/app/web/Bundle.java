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
 * All that belongs to the client. Its files are found under a version that is a digest of them all, and never change
 * there; the pages and the two modules that others import have addresses for ever, and name the version.
 */
final class Bundle {

    /** No page lies deeper. */
    static final int DEEPEST = 7;

    static final String JAVASCRIPT = "text/javascript; charset=utf-8";

    /** The modules that pages begin with; everything else is found from there. */
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
                .limit(DEEPEST + 1L)
                .map(up -> Asset.of("text/html; charset=utf-8", page(up)))
                .toList();
    }

    static Bundle load() {
        return new Bundle(
                Sources.closure(ENTRIES),
                OTHERS.keySet().stream().collect(Collectors.toMap(path -> path, Sources::text)));
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

    /** The paths of all files. */
    Set<String> paths() {
        return files.keySet();
    }

    @Nullable
    Asset file(String path) {
        return files.get(path);
    }

    /**
     * The one page that all addresses of the client show; what is on it depends on the address.
     *
     * @param depth how many folders deep the address lies, from 0 to {@value #DEEPEST}; the page names its files from there,
     *     so that it works behind any prefix of paths
     */
    Asset htmlPage(int depth) {
        return pages.get(depth);
    }

    /** A module without a version that hands out all that the one at {@code path} does. */
    Asset door(String path) {
        return Asset.of(JAVASCRIPT, "export * from './assets/" + version + "/" + path + "';\n");
    }

    /** Names all modules that are wanted at once up front, or the browser would have to find one after the other. */
    private String page(String up) {
        var preload = Sources.atOnce(List.of(ENTRIES.get(0))).keySet().stream()
                .map(path ->
                        "    <link rel=\"modulepreload\" href=\"" + up + "assets/" + version + "/" + path + "\">\n")
                .collect(Collectors.joining());
        return Sources.text("index.html")
                .replace("{up}", up)
                .replace("{version}", version)
                .replace("    {preload}\n", preload);
    }
}
