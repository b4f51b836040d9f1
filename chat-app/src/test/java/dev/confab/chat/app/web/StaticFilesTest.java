package dev.confab.chat.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** How the files of the client are served. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StaticFilesTest {

    private static final int MOST_COMPRESSED = 120_000;

    private final Bundle bundle = Bundle.load();
    private Site site;

    @BeforeAll
    void open(@TempDir Path folder) {
        site = Site.open(folder, Map.of("CONFAB_CORS_ORIGINS", "https://shop.example"));
    }

    @AfterAll
    void close() {
        site.close();
    }

    @Test
    void clientStaysBelowSizeLimit() {
        var sum = bundle.paths().stream()
                .mapToInt(path -> bundle.file(path).gzip().length)
                .sum();
        assertThat(sum + bundle.htmlPage(0).gzip().length).isLessThan(MOST_COMPRESSED);
    }

    @Test
    void rarelyUsedModulesAreLoadedOnDemand() {
        var page = new String(bundle.htmlPage(0).bytes(), StandardCharsets.UTF_8);
        assertThat(page).contains("/pages/chat-page.js").doesNotContain("admin");
        assertThat(bundle.paths()).contains("pages/admin-page.js", "admin/users.js");
    }

    @Test
    void everyFileIsServedAsImmutable() {
        assertThat(bundle.paths()).contains("app.js", "confab-client.js", "confab-chat.js", "page.css", "icon.svg");
        for (var path : bundle.paths()) {
            var answer = site.fetch("/assets/" + bundle.version() + "/" + path);
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(header(answer, "Cache-Control")).contains("immutable");
            assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.body()).as(path).isEqualTo(bundle.file(path).bytes());
        }
    }

    @Test
    void modulesUseRelativeImports() {
        for (var path : bundle.paths()) {
            var source = new String(bundle.file(path).bytes(), StandardCharsets.UTF_8);
            assertThat(source)
                    .as(path)
                    .doesNotContainPattern("(?m)^(?! \\*).*\\b(?:from|import)\\s*\\(?[\"'](?!\\.{1,2}/)[a-z@]");
            assertThat(source).as(path).doesNotContain("sourceMappingURL");
        }
    }

    @Test
    void cachedFileIs304() {
        var first = site.fetch("/chat");
        var again = site.fetch("/chat", "If-None-Match", header(first, "ETag"));
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(header(first, "Cache-Control")).isEqualTo("no-cache");
    }

    @Test
    void filesAreCompressedOnRequest() throws IOException {
        var path = "/assets/" + bundle.version() + "/app.js";
        var plain = site.fetch(path);
        var small = site.fetch(path, "Accept-Encoding", "gzip, br");
        assertThat(header(small, "Content-Encoding")).isEqualTo("gzip");
        assertThat(small.headers().allValues("Vary")).contains("Accept-Encoding");
        assertThat(small.body()).hasSizeLessThan(plain.body().length);
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(small.body()))) {
            assertThat(unpacked.readAllBytes()).isEqualTo(plain.body());
        }
        var refused = site.fetch(path, "Accept-Encoding", "gzip;q=0");
        assertThat(refused.headers().firstValue("Content-Encoding")).isEmpty();
    }

    @Test
    void oldPageGetsCurrentFilesUncached() {
        var answer = site.fetch("/assets/0123456789/app.js");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Cache-Control")).isEqualTo("no-cache");
    }

    @Test
    void otherPathsAreNotFound() {
        for (var path : new String[] {"index.html", "..%2Findex.html", "nope.js", "vendor/lit-html/node/lit-html.js"}) {
            assertThat(site.fetch("/assets/" + bundle.version() + "/" + path).statusCode())
                    .as(path)
                    .isBetween(400, 404);
        }
    }

    @Test
    void pagesLoadNoForeignScripts() {
        for (var path : new String[] {
            "/", "/signin", "/chat", "/chat/some-room", "/chat/by-name/lobby", "/profile", "/admin/", "/admin/rooms"
        }) {
            var answer = site.fetch(path);
            assertThat(header(answer, "Content-Security-Policy"))
                    .as(path)
                    .contains("default-src 'none'", "script-src 'self';", "style-src 'self';", "connect-src 'self'")
                    .doesNotContain("unsafe");
            assertThat(header(answer, "Referrer-Policy")).isEqualTo("no-referrer");
        }
    }

    @Test
    void moduleUrlsAreStableForOtherOrigins() {
        for (var path : new String[] {"/confab-client.js", "/confab-chat.js"}) {
            var answer = site.fetch(path, "Origin", "https://shop.example");
            assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                    .isEqualTo("export * from './assets/" + bundle.version() + path + "';\n");
            assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo("https://shop.example");
            assertThat(header(answer, "Content-Type")).startsWith("text/javascript");
        }
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
