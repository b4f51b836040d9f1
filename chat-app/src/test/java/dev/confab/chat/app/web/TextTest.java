package dev.confab.chat.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rendering of texts, names and times in the client. */
class TextTest extends WebTest {

    private final String place = "/assets/" + Bundle.load().version() + "/text/";
    private Page page;

    @BeforeAll
    void openPage() {
        var visitor = resident();
        visitor.go("/");
        page = visitor.page();
    }

    private Object call(String module, String expression, Object argument) {
        return page.evaluate(
                "async (argument) => { const it = await import('" + place + module + ".js'); return " + expression
                        + "; }",
                argument);
    }

    @Test
    void markupIsParsed() {
        assertThat(call("markup", "it.parse(argument)", "a **b *c* d** `d*` https://e.f/g_(h)."))
                .asString()
                .contains("kind=bold", "kind=italic", "{kind=code, text=d*}", "href=https://e.f/g_(h)")
                .endsWith("{kind=text, text=.}]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2*3*4",
                "snake_case_name",
                "**",
                "* a *",
                "`",
                "http://",
                "<b>x</b>",
                "javascript:alert(1)",
                "a > b"
            })
    void unmatchedMarkupStaysText(String text) {
        assertThat(call("markup", "it.parse(argument)", text)).isEqualTo(List.of(Map.of("kind", "text", "text", text)));
    }

    /** A body of maximum length that causes backtracking in naive patterns. */
    @ParameterizedTest
    @ValueSource(strings = {"**a ", "*a", "_a ", "`", "\n```", "> ", "http://a", "https://a)", "(((", "**_*`"})
    void parsingTimeIsBounded(String piece) {
        var body = piece.repeat(10_000 / piece.length());
        var took = (Number) call(
                "markup",
                "(() => { const start = performance.now(); it.parse(argument); return performance.now() - start; })()",
                body);
        assertThat(took.doubleValue()).isLessThan(1_000);
    }

    @ParameterizedTest
    @CsvSource({
        "Ann Archer, AA",
        "ann, A",
        "'  Zoë  von  Ö ', ZÖ",
        "李小龙, 李",
        "<img src=x>, IS",
        "👩‍🚀 Astro, A",
        "!!!, !"
    })
    void nameHasInitials(String name, String initials) {
        assertThat(call("names", "it.initials(argument)", name)).isEqualTo(initials);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-21T09:05:00, 9:05 AM",
        "2026-11-19T09:05:00, Thu",
        "2026-11-14T09:05:00, Nov 14",
        "2025-11-21T09:05:00, 'Nov 21, 2025'"
    })
    void timeIsFormattedShort(String time, String shown) {
        assertThat(String.valueOf(call("times", "it.when(argument, new Date('2026-11-21T23:00:00'))", time))
                        .replace('\u202f', ' '))
                .isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-21T00:00:00, Today",
        "2026-11-20T23:59:00, Yesterday",
        "2026-11-17T12:00:00, Tuesday",
        "2026-10-01T12:00:00, 'Thursday, October 1, 2026'"
    })
    void dayHasHeading(String time, String heading) {
        assertThat(call("times", "it.day(argument, new Date('2026-11-21T23:00:00'))", time))
                .isEqualTo(heading);
    }
}
