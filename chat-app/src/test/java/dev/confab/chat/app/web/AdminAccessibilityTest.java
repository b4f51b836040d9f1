package dev.confab.chat.app.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Checks the administration pages with axe. */
class AdminAccessibilityTest extends AdminPages {

    @Test
    void lightThemeHasNoSeriousViolations() {
        walk(desktop());
    }

    @Test
    void darkPhoneLayoutHasNoSeriousViolations() {
        walk(dark(phone()));
    }

    private void walk(Browser.NewContextOptions options) {
        var room = root.room("for axe");
        root.say(room, "See https://example.com and `code`\n```\nblock\n```");
        var staff = visitor(options.setBypassCSP(true));
        staff.enter(root);
        staff.go("/admin/");
        assertThat(row(staff, "@root")).isVisible();
        Axe.findsNothingSerious(staff, "users");
        assertThat((Boolean) staff.page().evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isTrue();
        staff.button("New user").click();
        assertThat(passwordField(staff)).isVisible();
        Axe.findsNothingSerious(staff, "new user");
        buttonIn(dialog(staff), "Close").click();
        for (var section : List.of("Rooms", "Connections", "Push")) {
            staff.page().getByRole(AriaRole.NAVIGATION).getByText(section).click();
            assertThat(staff.page().locator("main h2")).hasText(section);
            assertThat(staff.page().locator("main .list, main .none").first()).isVisible();
            Axe.findsNothingSerious(staff, section);
        }
        staff.go("/admin/rooms/" + room);
        assertThat(row(staff, "See https://example.com").first()).isVisible();
        Axe.findsNothingSerious(staff, "room");
    }
}
