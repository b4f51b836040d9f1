package dev.confab.chat.app.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Sign-up, sign-in, token renewal and sign-out. */
class SignInTest extends WebTest {

    @Override
    protected Map<String, String> settings() {
        return Map.of("CONFAB_AUTH_ACCESS_TTL", "8s");
    }

    @Test
    void newUserSignsUp() {
        var stranger = visitor();
        stranger.go("/");
        stranger.page()
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Get started"))
                .click();
        stranger.signUp("stranger", "A Stranger");
        assertThat(stranger.page().locator("confab-room-list footer")).containsText("A Stranger");
        assertThat(stranger.page().getByText("No chats yet")).isVisible();
    }

    @Test
    void signedOutUserSignsInAndReturns() {
        var ann = site.signUp("ann", "Ann Archer");
        var room = ann.room("lobby");
        var visitor = visitor();
        visitor.go("/chat/" + room);
        visitor.page().waitForURL("**/signin?next=*");
        visitor.page().getByLabel("User name").fill("ann");
        visitor.page().getByLabel("Password").fill("not this one");
        visitor.button("Sign in").click();
        assertThat(visitor.page().getByRole(AriaRole.ALERT)).isVisible();
        visitor.forgive("status of 401");
        visitor.page().getByLabel("Password").fill(Site.PASSWORD);
        visitor.button("Sign in").click();
        assertThat(visitor.heading("lobby")).isVisible();
        assertThat(visitor.page()).hasURL(Pattern.compile(".*/chat/" + room));
    }

    @Test
    void signOutAppliesToAllTabs() {
        var visitor = visitor(site.signUp("bob", "Bob Baker"));
        visitor.visit("lobby");
        var other = visitor.another();
        other.navigate(site.url() + "/chat");
        assertThat(other.locator("confab-room-list")).containsText("lobby");
        visitor.button("Profile and settings").click();
        visitor.button("Sign out").click();
        visitor.page().waitForURL("**/signin");
        assertThat(other).hasURL(Pattern.compile(".*/signin"));
    }

    /** Access tokens of this class expire so soon that the client renews them several times. */
    @Test
    void tokenIsRenewedSilentlyAcrossTabs() {
        var visitor = visitor(site.signUp("cy", "Cy Cooper"));
        visitor.visit("lobby");
        var first = visitor.page().evaluate("JSON.parse(localStorage['confab.session']).access");
        var other = visitor.another();
        other.navigate(site.url() + "/profile");
        visitor.page().waitForFunction("token => JSON.parse(localStorage['confab.session']).access !== token", first);
        assertThat(other.getByLabel("Display name")).hasValue("Cy Cooper");
        visitor.say("Still here");
        visitor.hears("Still here");
        assertThat(visitor.message("Still here").locator(".tick.sent")).isVisible();
        visitor.forgive("status of 401"); // on a machine so slow that a token ends on the way
    }
}
