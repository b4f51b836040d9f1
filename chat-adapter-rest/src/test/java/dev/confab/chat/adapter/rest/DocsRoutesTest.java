package dev.confab.chat.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocsRoutesTest extends RestTest {

    private static final Pattern REFERENCE = Pattern.compile("(?:src|href)=\"((?!data:)[^\"]*)\"");

    @ParameterizedTest
    @ValueSource(strings = {"/docs", "/docs/"})
    void pageAndItsFilesAreServed(String address) {
        var page = server.anybody().get(address).expect(200);

        var references =
                REFERENCE.matcher(page.body()).results().map(MatchResult::group).toList();
        assertThat(references).hasSize(6);
        REFERENCE.matcher(page.body()).results().forEach(reference -> {
            var file = server.anybody()
                    .get(URI.create(address).resolve(reference.group(1)).toString())
                    .expect(200);
            assertThat(file.body()).isNotBlank();
            assertThat(file.header("X-Content-Type-Options")).contains("nosniff");
        });
        assertThat(server.anybody().get("/docs/swagger-ui-bundle.js").body()).contains("SwaggerUIBundle");
    }

    @Test
    void pageUsesNoOtherSites() {
        var page = server.anybody().get("/docs").expect(200);

        assertThat(page.header("Content-Type")).contains("text/html;charset=utf-8");
        assertThat(page.header("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .contains("default-src 'none'", "script-src 'self';", "connect-src 'self'")
                        .doesNotContain("unsafe-eval", "http:", "https:", "*"));
        assertThat(page.body()).doesNotContain("http:", "https:", "<script>");
    }

    @Test
    void otherFilesAreNotFound() {
        for (var name :
                new String[] {"x", "..%2Fdocs.html", "docs.html", "swagger-ui.js", "%2e%2e", "RestAdapter.class"}) {
            server.anybody().get("/docs/" + name).expect(404, "not_found", null);
        }
    }
}
