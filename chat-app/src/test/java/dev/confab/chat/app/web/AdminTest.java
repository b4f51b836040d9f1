package dev.confab.chat.app.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The administration pages, for staff and for other users. */
class AdminTest extends AdminPages {

    @Test
    void nonStaffUserIsRedirectedToChat() {
        var ann = visitor(site.signUp("ann", "Ann Archer"));
        ann.go("/admin/rooms");
        ann.page().waitForURL("**/chat");
        assertThat(ann.page().getByText("Only staff can use the administration."))
                .isVisible();
        ann.button("Profile and settings").click();
        assertThat(ann.button("Sign out")).isVisible();
        assertThat(ann.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Edit profile")))
                .isVisible();
        assertThat(ann.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Administration")))
                .hasCount(0);
    }

    @Test
    void signedOutUserSignsInAndReturns() {
        var visitor = visitor();
        visitor.go("/admin/push");
        visitor.page().waitForURL("**/signin?next=*");
        visitor.page().getByLabel("User name").fill("root");
        visitor.page().getByLabel("Password").fill(Site.PASSWORD);
        visitor.button("Sign in").click();
        assertThat(visitor.page().locator("main h2")).hasText("Push");
        assertThat(visitor.page()).hasURL(Pattern.compile(".*/admin/push"));
    }

    @Test
    void staffNavigatesToAndFromChatByKeyboard() {
        var staff = staff("/chat");
        staff.button("Profile and settings").click();
        staff.page()
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Administration"))
                .press("Enter");
        assertThat(row(staff, "@root")).isVisible();
        var sections = staff.page().getByRole(AriaRole.NAVIGATION);
        sections.getByText("Connections").press("Enter");
        assertThat(staff.heading("Connections")).isVisible();
        assertThat(sections.locator("[aria-current=page]")).hasText("Connections");
        staff.page().goBack();
        assertThat(staff.heading("Users")).isVisible();
        staff.button("Back to chat").press("Enter");
        assertThat(staff.page()).hasURL(Pattern.compile(".*/chat"));
    }

    @Test
    void staffCreatesAccountAndSeesErrorsAtFields() {
        var staff = staff("/admin/");
        staff.button("New user").click();
        dialog(staff).getByLabel("User name").fill("root");
        enterPassword(staff, Site.PASSWORD, "Create");
        assertThat(dialog(staff).getByRole(AriaRole.ALERT)).hasCount(1);
        staff.forgive("status of 40[09]");
        dialog(staff).getByLabel("User name").fill("carla");
        enterPassword(staff, "password", "Create");
        assertThat(passwordField(staff)).hasAttribute("aria-invalid", "true");
        assertThat(dialog(staff).getByLabel("User name")).hasAttribute("aria-invalid", "false");
        staff.forgive("status of 400");
        enterPassword(staff, Site.PASSWORD, "Create");
        assertThat(dialog(staff)).hasCount(0);
        assertThat(row(staff, "@carla")).isVisible();
        var carla = visitor();
        carla.signIn("carla");
        assertThat(carla.page().getByText("No chats yet")).isVisible();
    }

    @Test
    void deactivatedUserIsSignedOutAndReturnsWhenReactivated() {
        var dan = visitor(site.signUp("dan", "Dan Dyer"));
        dan.go("/chat");
        assertThat(dan.page().locator("confab-room-list footer")).containsText("Dan Dyer");
        var staff = staff("/admin/users");
        search(staff, "dan");
        choose(staff, "dan", "Deactivate");
        buttonIn(dialog(staff), "Deactivate").click();
        assertThat(row(staff, "@dan").getByText("Deactivated")).isVisible();
        dan.page().waitForURL("**/signin");
        assertThat(dan.page().getByText("This account has been deactivated.")).isVisible();
        choose(staff, "dan", "Activate");
        assertThat(row(staff, "@dan").getByText("Deactivated")).hasCount(0);
        dan.signIn("dan");
        dan.forgive("status of 401");
    }

    @Test
    void staffChangesRankAndPasswordButNotTheirOwn() {
        site.signUp("eve", "Eve Ellis");
        var staff = staff("/admin/users");
        search(staff, "eve");
        choose(staff, "eve", "Make staff");
        assertThat(row(staff, "@eve").getByText("Staff", new Locator.GetByTextOptions().setExact(true)))
                .isVisible();
        choose(staff, "eve", "Remove from staff");
        assertThat(row(staff, "@eve").getByText("Staff", new Locator.GetByTextOptions().setExact(true)))
                .hasCount(0);
        choose(staff, "eve", "Set password");
        enterPassword(staff, "another horse entirely", "Set password");
        assertThat(staff.page().getByText("Password of eve changed.")).isVisible();
        var eve = visitor();
        eve.go("/signin");
        eve.page().getByLabel("User name").fill("eve");
        eve.page().getByLabel("Password").fill("another horse entirely");
        eve.button("Sign in").click();
        eve.page().waitForURL("**/chat");
        search(staff, "root");
        assertThat(row(staff, "@eve")).hasCount(0);
        staff.button("Actions for root").click();
        assertThat(staff.page().getByRole(AriaRole.MENUITEM)).hasCount(3);
    }

    @Test
    void staffSeesDevicesOfUser() {
        var fay = site.signUp("fay", "Fay Finch");
        fay.post("devices/", Map.of("type", "android", "registration_id", "fcm-of-fay", "name", "Phone of Fay"));
        var staff = staff("/admin/");
        search(staff, "fay");
        choose(staff, "fay", "1 device");
        assertThat(dialog(staff).locator("li")).containsText("Phone of Fay");
        assertThat(dialog(staff).locator("li")).containsText("Android");
    }

    @Test
    void closedConnectionReconnects() {
        var gus = visitor(site.signUp("gus", "Gus Gray"));
        gus.visit("gus-room");
        var staff = staff("/admin/users");
        search(staff, "gus");
        choose(staff, "gus", "Close connections");
        assertThat(staff.page().getByText("Connections of gus closed.")).isVisible();
        gus.say("Still here");
        assertThat(gus.message("Still here").locator(".tick.sent")).isVisible();
        gus.forgiveNetwork();
    }

    @Test
    void deletedMessageDisappearsForMembers() {
        var hal = site.signUp("hal", "Hal Hunt");
        var room = hal.room("hall");
        hal.say(room, "A word to **keep**");
        hal.say(room, "A word to <b>regret</b>");
        var reader = visitor(site.signUp("ida", "Ida Ives"));
        reader.visit("hall");
        reader.hears("regret");
        var staff = staff("/admin/rooms");
        search(staff, "hall");
        staff.page()
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("hall"))
                .click();
        assertThat(staff.heading("hall")).isVisible();
        assertThat(staff.page().locator("confab-admin-members li")).hasCount(2);
        var message = row(staff, "A word to <b>regret</b>");
        buttonIn(message, "Delete message by Hal Hunt").click();
        buttonIn(dialog(staff), "Delete").click();
        assertThat(message).hasCount(0);
        assertThat(staff.page().locator(".body.gone")).hasCount(1);
        assertThat(reader.message("regret")).hasCount(0);
        reader.hears("A word to keep");
        staff.page().reload();
        assertThat(staff.heading("hall")).isVisible();
        assertThat(row(staff, "A word to keep")).isVisible();
    }

    @Test
    void deletedRoomDisappearsForMembers() {
        var member = visitor(site.signUp("jon", "Jon James"));
        member.visit("doomed");
        var staff = staff("/admin/rooms");
        search(staff, "doomed");
        staff.button("Delete room doomed").click();
        buttonIn(dialog(staff), "Cancel").click();
        assertThat(dialog(staff)).hasCount(0);
        staff.page()
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("doomed"))
                .click();
        staff.button("Delete room").click();
        buttonIn(dialog(staff), "Delete room").click();
        assertThat(staff.page()).hasURL(Pattern.compile(".*/admin/rooms"));
        search(staff, "doomed");
        assertThat(staff.page().getByText("Nothing found.")).isVisible();
        member.page().waitForURL("**/chat");
        assertThat(member.item("doomed")).hasCount(0);
    }

    @Test
    void longListsArePaged() {
        IntStream.range(0, 27).forEach(number -> root.room("paged %02d".formatted(number)));
        var talk = root.room("much talk");
        IntStream.rangeClosed(1, 53).forEach(number -> root.say(talk, "Word %02d".formatted(number)));
        var staff = staff("/admin/rooms");
        search(staff, "paged");
        assertThat(staff.page().getByText("1–25 of 27")).isVisible();
        assertThat(staff.button("Previous")).isDisabled();
        staff.button("Next").click();
        assertThat(staff.page().getByText("26–27 of 27")).isVisible();
        assertThat(row(staff, "paged 00")).isVisible();
        assertThat(staff.button("Next")).isDisabled();
        staff.button("Previous").click();
        assertThat(row(staff, "paged 26")).isVisible();
        staff.go("/admin/rooms/" + talk);
        assertThat(row(staff, "Word 53")).isVisible();
        staff.button("Older").click();
        assertThat(row(staff, "Word 01")).isVisible();
        assertThat(row(staff, "Word 53")).hasCount(0);
        staff.button("Newer").click();
        assertThat(row(staff, "Word 53")).isVisible();
    }

    @Test
    void staffSeesConnectionsAndPushStatus() {
        var kim = visitor(site.signUp("kim", "Kim King"));
        kim.visit("lobby");
        var staff = staff("/admin/connections");
        assertThat(row(staff, "@kim")).isVisible();
        assertThat(staff.page().locator("dd").first()).hasText(Pattern.compile("[1-9]\\d*"));
        assertThat(staff.page().locator("dt").last()).containsText("connections of this node");
        staff.page().getByRole(AriaRole.NAVIGATION).getByText("Push").click();
        assertThat(staff.page().getByText("push to devices")).isVisible();
        assertThat(staff.page().locator("dd").first()).hasText(Pattern.compile("On|Off"));
        assertThat(staff.heading("Push results")).isVisible();
    }

    @Test
    void unreachableServerIsReportedAndRetried() {
        var staff = staff("/admin/rooms");
        assertThat(staff.heading("Rooms")).isVisible();
        staff.page().route("**/api/v1/admin/rooms/**", route -> route.abort());
        search(staff, "anything");
        assertThat(staff.page().getByText("The server cannot be reached.")).isVisible();
        staff.forgive("ERR_FAILED");
        staff.page().unroute("**/api/v1/admin/rooms/**");
        staff.button("Try again").click();
        assertThat(staff.page().getByText("The server cannot be reached.")).hasCount(0);
    }

    @Test
    void formerStaffUserIsRedirectedToChat() {
        var lea = site.staff("lea");
        var visitor = visitor(lea);
        visitor.go("/admin/rooms");
        assertThat(visitor.heading("Rooms")).isVisible();
        root.change("users/" + lea.id() + "/", Map.of("is_staff", false));
        visitor.page().getByRole(AriaRole.NAVIGATION).getByText("Users").click();
        visitor.page().waitForURL("**/chat");
        visitor.forgive("status of 403");
    }
}
