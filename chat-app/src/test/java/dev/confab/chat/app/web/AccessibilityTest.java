package dev.confab.chat.app.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Checks every page with axe: light and dark, desktop and phone. */
class AccessibilityTest extends WebTest {

    private Site.Account ann;
    private String room;

    @BeforeAll
    void aRoomWithALotInIt() {
        ann = site.signUp("ann", "Ann Archer");
        var bob = site.signUp("bob", "Bob Baker");
        var cy = site.signUp("cy", "Cy Cooper");
        room = ann.room("lobby");
        bob.say(room, "Good **morning**, see https://example.com and `code`\n> quoted\n```\nblock\n```");
        var message = ann.say(room, "Morning");
        cy.post("rooms/" + room + "/messages/", Map.of("body", "A reply", "parent_id", message));
        cy.post("rooms/" + room + "/messages/", Map.of("body", "👍", "parent_id", message, "is_reaction", true));
        bob.put("rooms/direct/", Map.of("users", List.of(ann.id())));
    }

    @Test
    void lightThemeHasNoSeriousViolations() {
        walk(desktop());
    }

    @Test
    void darkThemeHasNoSeriousViolations() {
        walk(dark(desktop()));
    }

    @Test
    void phoneLayoutHasNoSeriousViolations() {
        walk(phone());
    }

    private void walk(Browser.NewContextOptions options) {
        var visitor = visitor(options.setBypassCSP(true));
        visitor.go("/");
        Axe.findsNothingSerious(visitor, "home");
        visitor.go("/signin");
        Axe.findsNothingSerious(visitor, "sign in");
        visitor.enter(ann);
        visitor.go("/chat");
        assertThat(visitor.item("lobby")).isVisible();
        Axe.findsNothingSerious(visitor, "rooms");
        visitor.go("/chat/" + room);
        visitor.hears("A reply");
        Axe.findsNothingSerious(visitor, "room");
        visitor.message("A reply").first().hover();
        visitor.page().locator(".answered").click();
        assertThat(visitor.page().locator("confab-thread-panel confab-message")).hasCount(2);
        Axe.findsNothingSerious(visitor, "thread");
        visitor.button("Close").click();
        visitor.chooseOfRoom("Members");
        assertThat(visitor.page().locator("confab-members-panel .person")).hasCount(3);
        Axe.findsNothingSerious(visitor, "members");
        visitor.button("Close").click();
        visitor.button("Search in this room").click();
        visitor.page().getByLabel("Words").fill("morning");
        assertThat(visitor.page().locator(".result")).hasCount(2);
        Axe.findsNothingSerious(visitor, "search");
        visitor.button("Close").click();
        visitor.chooseOfRoom("Room settings");
        Axe.findsNothingSerious(visitor, "settings of the room");
        visitor.go("/profile");
        assertThat(visitor.page().getByLabel("Display name")).hasValue("Ann Archer");
        Axe.findsNothingSerious(visitor, "profile");
    }
}
