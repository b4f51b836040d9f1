package dev.confab.chat.app.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The chat element in a page of another origin, as in the example of the documents. */
class ElementTest extends WebTest {

    private final ForeignOrigin shop = ForeignOrigin.open();

    /** Resolves a path from the project's folder or this module's. */
    private static final Path EXAMPLE = List.of(Path.of("docs/embed.html"), Path.of("../docs/embed.html")).stream()
            .filter(Files::exists)
            .findFirst()
            .orElseThrow();

    @Override
    protected Map<String, String> settings() {
        return Map.of("CONFAB_CORS_ORIGINS", shop.url(), "CONFAB_ALLOWED_ORIGINS", shop.url());
    }

    @AfterAll
    void closeShop() {
        shop.close();
    }

    @Test
    void examplePageExchangesMessages() {
        var ann = site.signUp("ann", "Ann Archer");
        var bob = site.signUp("bob", "Bob Baker");
        var room = ann.room("Support");
        var visitor = visitor();
        var page = visitor.page();
        show(page, ann);
        assertThat(page.locator("confab-chat confab-composer textarea")).isVisible();
        assertThat(page.locator("confab-chat confab-room-list")).hasCount(0);

        bob.say(room, "May I help you?");
        assertThat(page.locator("confab-chat confab-message")).containsText("May I help you?");
        assertThat(page.locator("#last")).hasText("Bob Baker: May I help you?");
        page.locator("confab-composer textarea").fill("Yes, please.");
        page.locator("confab-composer textarea").press("Enter");
        assertThat(page.locator("confab-message .tick.sent, confab-message .tick.received"))
                .isVisible();
        assertThat(bob.get("rooms/" + room + "/messages/").at("/results/0/body").asText())
                .isEqualTo("Yes, please.");

        page.evaluate("document.querySelector('confab-chat').setAttribute('theme', 'dark')");
        assertThat(page.locator("confab-chat-page")).hasAttribute("theme", "dark");
        page.evaluate("document.querySelector('confab-chat').style.setProperty('--confab-accent', 'rgb(200, 30, 90)')");
        page.locator("confab-composer textarea").fill("Colours");
        assertThat(page.locator("confab-composer .send")).hasCSS("background-color", "rgb(200, 30, 90)");
    }

    @Test
    void expiredTokenIsRequestedAgain() {
        var ann = site.signUp("cy", "Cy Cooper");
        ann.room("Support");
        var page = visitor().page();
        show(page, ann);
        assertThat(page.locator("confab-composer textarea")).isVisible();
        page.evaluate(
                "document.addEventListener('confab-token', () => { globalThis.asked = true; }); document.querySelector('confab-chat').client.session.renew(document.querySelector('confab-chat').token).catch(() => {})");
        assertThat(page.evaluate("globalThis.asked")).isEqualTo(true);
        page.evaluate("token => document.querySelector('confab-chat').setAttribute('token', token)", site.signIn("cy"));
        page.locator("confab-composer textarea").fill("Back again");
        page.locator("confab-composer textarea").press("Enter");
        assertThat(page.locator("confab-message .tick.sent")).isVisible();
    }

    @Test
    void ownPagesOpenAtServer() {
        var dora = site.signUp("dora", "Dora Dean");
        dora.room("Support");
        var page = visitor().page();
        shop.show(example(dora).replace(" room=\"Support\"", ""));
        page.navigate(shop.url());
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Profile and settings"))
                .click();
        var profile = page.context()
                .waitForPage(() -> page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Edit profile"))
                        .click());
        profile.waitForURL(site.url() + "/**");
        assertThat(page).hasURL(shop.url() + "/");
    }

    private void show(Page page, Site.Account account) {
        shop.show(example(account));
        page.navigate(shop.url());
    }

    private String example(Site.Account account) {
        try {
            return Files.readString(EXAMPLE)
                    .replace("https://chat.example.com", site.url())
                    .replace("ACCESS-TOKEN", account.token());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
