package dev.confab.chat.app.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** User content stays text. A script that ran would open a window or violate the policy, which fails the test. */
class InjectionTest extends WebTest {

    private static final List<String> EVIL = List.of(
            "<script>alert('body')</script>",
            "<img src=x onerror=alert(1)>",
            "\"><svg onload=alert(2)>",
            "javascript:alert(3) https://example.com/\"onmouseover=\"alert(4)",
            "${alert(5)} {{alert(6)}} `<b onclick=alert(7)>`",
            "```\n</code></pre><script>alert(8)</script>\n```",
            "**<iframe src=javascript:alert(9)>** > <a href=javascript:alert(10)>x</a>");

    @Test
    void userTextIsShownLiterally() {
        var evil = "<img src=x onerror=alert('name')>";
        var ann = site.signUp("ann", evil);
        var room = ann.post("rooms/", Map.of("title", "<script>alert('title')</script>", "description", evil))
                .path("id")
                .asText();
        EVIL.forEach(body -> ann.say(room, body));
        var last = ann.say(room, "last <b>one</b>");
        ann.post(
                "rooms/" + room + "/messages/",
                Map.of("body", "<svg onload=alert()>", "parent_id", last, "is_reaction", true));

        var visitor = visitor(ann);
        visitor.go("/chat/" + room);
        visitor.hears("last <b>one</b>");
        visitor.say("Own <script>alert('own')</script>");
        visitor.hears("Own <script>alert('own')</script>");
        EVIL.subList(0, 3)
                .forEach(body -> assertThat(visitor.message(body).first()).isVisible());
        assertThat(visitor.page().locator(".reaction .sign")).hasText("<svg onload=alert()>");
        assertThat(visitor.heading("<script>alert('title')</script>")).isVisible();
        assertThat(visitor.page().locator("confab-message a[href^='javascript']"))
                .hasCount(0);
        assertThat(visitor.page().locator("confab-message :is(script, iframe, svg[onload], img[onerror], b)"))
                .hasCount(0);

        showsFileNameLiterally(visitor);
        visitor.page().keyboard().press("Escape");
        visitor.button("Members").click();
        assertThat(visitor.page().locator("confab-members-panel").getByText(evil))
                .isVisible();
        visitor.button("Search in this room").click();
        visitor.page().getByLabel("Words").fill("script");
        assertThat(visitor.page().locator("confab-search-panel .result").first())
                .containsText("<script>");
    }

    private static void showsFileNameLiterally(Visitor visitor) {
        var picture = Pictures.png("<img src=x onerror=alert('file')>.png", 64, 64);
        visitor.page()
                .locator("confab-composer input[type=file]")
                .setInputFiles(new FilePayload(picture.name, "image/png", picture.buffer));
        assertThat(visitor.page().locator("confab-composer progress")).hasCount(0);
        visitor.say("With a file");
        visitor.message("With a file").locator(".image").click();
        assertThat(visitor.page().locator("confab-lightbox .name")).containsText("onerror=alert('file')");
    }

    @Test
    void contentSecurityPolicyStopsInjectedScripts() {
        var visitor = visitor(site.signUp("bob", "Bob Baker"));
        visitor.visit("lobby");
        var broken = visitor.page().evaluate("""
                        () => new Promise((resolve) => {
                          document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective));
                          const script = document.createElement('script');
                          try { script.text = 'globalThis.ran = true'; document.head.append(script); } catch { resolve('trusted-types'); }
                        })""");
        assertThat(broken).isIn("require-trusted-types-for", "trusted-types", "script-src-elem");
        assertThat(visitor.page().evaluate("globalThis.ran === undefined")).isEqualTo(true);
        visitor.forgive("Content Security Policy|TrustedScript");
    }
}
