package dev.confab.chat.app.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Axe finds nothing serious on any page, in light and dark, on desks and phones. */
class AccessibilityTest extends WebTest {

    private static final String AXE = read("/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js");

    private static final String RUN = """
            async () => (await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'best-practice'] })).violations
              .filter((it) => ['serious', 'critical'].includes(it.impact))
              .map((it) => `${it.id}: ${it.nodes.map((node) => node.target.flat().join(' ') + ' ' + (node.any[0]?.message ?? '')).slice(0, 4).join(' | ')}`)""";

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
    void inLight() {
        walk(desktop());
    }

    @Test
    void inDark() {
        walk(dark(desktop()));
    }

    @Test
    void onAPhone() {
        walk(phone());
    }

    private void walk(Browser.NewContextOptions options) {
        var visitor = visitor(options.setBypassCSP(true));
        visitor.go("/");
        isAccessible(visitor, "home");
        visitor.go("/signin");
        isAccessible(visitor, "sign in");
        visitor.enter(ann);
        visitor.go("/chat");
        assertThat(visitor.item("lobby")).isVisible();
        isAccessible(visitor, "rooms");
        visitor.go("/chat/" + room);
        visitor.hears("A reply");
        isAccessible(visitor, "room");
        visitor.message("A reply").first().hover();
        visitor.page().locator(".answered").click();
        assertThat(visitor.page().locator("confab-thread-panel confab-message")).hasCount(2);
        isAccessible(visitor, "thread");
        visitor.button("Close").click();
        visitor.chooseOfRoom("Members");
        assertThat(visitor.page().locator("confab-members-panel .person")).hasCount(3);
        isAccessible(visitor, "members");
        visitor.button("Close").click();
        visitor.button("Search in the room").click();
        visitor.page().getByLabel("Words").fill("morning");
        assertThat(visitor.page().locator(".result")).hasCount(2);
        isAccessible(visitor, "search");
        visitor.button("Close").click();
        visitor.chooseOfRoom("Settings of the room");
        isAccessible(visitor, "settings of the room");
        visitor.go("/profile");
        assertThat(visitor.page().getByLabel("Name to show")).hasValue("Ann Archer");
        isAccessible(visitor, "profile");
    }

    private static void isAccessible(Visitor visitor, String page) {
        visitor.page().evaluate("Promise.all(document.getAnimations().map((it) => it.finished))");
        visitor.page().evaluate(AXE);
        assertThat((List<?>) visitor.page().evaluate(RUN)).as(page).isEmpty();
        visitor.forgive("Canvas2D"); // Axe measures colours with one
    }

    private static String read(String resource) {
        try (var file = Objects.requireNonNull(AccessibilityTest.class.getResourceAsStream(resource), resource)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
