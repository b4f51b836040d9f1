package dev.confab.chat.app.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The room list and the actions on rooms. */
class RoomsTest extends WebTest {

    private Visitor ann;
    private Visitor bob;
    private Site.Account bobsAccount;
    private Site.Account cy;

    private int round;

    @BeforeEach
    void threePeopleCome() {
        round++;
        ann = visitor(site.signUp("ann" + round, "Ann Archer"));
        bobsAccount = site.signUp("bob" + round, "Bob Baker");
        bob = visitor(bobsAccount);
        cy = site.signUp("cy" + round, "Cy Cooper");
    }

    @Test
    void directRoomStartsFromUserSearch() {
        ann.go("/chat");
        bob.go("/chat");
        ann.page().getByLabel("Search rooms and people").fill("bob" + round);
        ann.page().locator("confab-room-list").getByText("@bob" + round).click();
        assertThat(ann.heading("Bob Baker")).isVisible();
        ann.say("Psst");
        assertThat(bob.item("Ann Archer")).containsText("Psst");
        assertThat(bob.item("Ann Archer").locator(".badge")).hasText("1");
        assertThat(bob.page()).hasTitle("(1) Confab");
        assertThat(bob.item("Ann Archer").locator(".avatar.online")).isVisible();
        bob.open("Ann Archer");
        assertThat(bob.item("Ann Archer").locator(".badge")).hasCount(0);
        assertThat(bob.page()).hasTitle("Confab");
        assertThat(ann.page().locator("confab-message .tick.seen")).isVisible();
    }

    @Test
    void roomWithLatestMessageIsFirst() {
        bob.go("/chat");
        cy.say(both("Older"), "first");
        cy.say(both("Newer"), "second");
        assertThat(bob.page().locator("confab-room-list a.item").first()).containsText("Cy Cooper: second");
        cy.say(both("Older"), "third");
        assertThat(bob.page().locator("confab-room-list a.item").first()).containsText("Older");
    }

    /** Returns a room with Cy and Bob. */
    private String both(String title) {
        bobsAccount.room(title);
        return cy.room(title);
    }

    @Test
    void groupIsCreatedChangedAndLeft() {
        ann.go("/chat");
        bob.go("/chat");
        ann.button("New chat").click();
        ann.page()
                .getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("New group"))
                .click();
        ann.page().getByLabel("Title").fill("Launch");
        ann.page().locator("confab-people-picker").getByText("@bob" + round).click();
        ann.button("Create group").click();
        assertThat(ann.heading("Launch")).isVisible();
        bob.open("Launch");

        ann.chooseOfRoom("Room settings");
        ann.page().getByLabel("Title").fill("Launch day");
        ann.page().getByLabel("Description").fill("Friday at nine");
        ann.button("Save").click();
        assertThat(bob.heading("Launch day")).isVisible();
        assertThat(bob.page().locator("confab-room-view .sub")).containsText("Friday at nine");

        bob.chooseOfRoom("Leave");
        bob.button("Leave").click();
        assertThat(bob.item("Launch day")).hasCount(0);
        assertThat(ann.page().locator("confab-room-view .sub")).containsText("1 member");
    }

    @Test
    void inviteLinkAdmitsToPrivateRoom() {
        ann.go("/chat");
        ann.button("New chat").click();
        ann.page()
                .getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("New group"))
                .click();
        ann.page().getByLabel("Title").fill("Secret garden");
        ann.button("Create group").click();
        assertThat(ann.heading("Secret garden")).isVisible();
        bob.page().navigate(ann.page().url());
        assertThat(bob.page().getByText("You don't have access to this room")).isVisible();
        bob.forgive("status of 404");

        ann.chooseOfRoom("Invite by link");
        ann.button("Create link").click();
        bob.page().navigate(ann.page().getByLabel("Invite link").inputValue());
        assertThat(bob.heading("Secret garden")).isVisible();
        assertThat(bob.page()).hasURL(Pattern.compile(".*/chat/[0-9a-f-]+"));
        bob.forgive("status of 404");
    }

    @Test
    void mutedRoomShowsNoBadge() {
        var room = both("Noise");
        bob.go("/chat/" + room);
        bob.chooseOfRoom("Mute for an hour");
        assertThat(bob.page().locator("confab-room-view h1 .icon")).isVisible();
        bob.visit("Quiet");
        cy.say(room, "Bang");
        assertThat(bob.item("Noise").locator(".badge.quiet")).hasText("1");
        assertThat(bob.page().locator("confab-room-list .unread")).hasCount(0);
        assertThat(bob.page()).hasTitle("Confab");
        bob.open("Noise");
        bob.chooseOfRoom("Unmute");
        assertThat(bob.page().locator("confab-room-view h1 .icon")).hasCount(0);
    }

    @Test
    void membersArePromotedAndRemovedByOwner() {
        bob.go("/chat");
        var room = ann.page();
        ann.visit("Club");
        bob.visit("Club");
        ann.button("Members").click();
        var panel = room.locator("confab-members-panel");
        panel.getByText("Bob Baker").click();
        room.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Make admin"))
                .click();
        assertThat(panel.locator(".person", new Locator.LocatorOptions().setHasText("Bob")))
                .containsText("Admin");
        panel.getByText("Bob Baker").click();
        room.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Remove"))
                .click();
        assertThat(bob.item("Club")).hasCount(0);
        assertThat(bob.page().getByText("You are no longer a member of this room."))
                .isVisible();
        assertThat(panel.getByText("Bob Baker")).hasCount(0);
    }

    @Test
    void folderShowsOnlyItsRooms() {
        ann.visit("Garden");
        ann.visit("Office");
        ann.chooseOfRoom("Folders");
        ann.page().getByLabel("New folder").fill("Work");
        ann.button("Add").click();
        assertThat(ann.page().locator("confab-folders li")).containsText("Work");
        ann.button("Close").click();
        ann.button("Work").click();
        assertThat(ann.item("Office")).isVisible();
        assertThat(ann.item("Garden")).hasCount(0);
        ann.button("All").click();
        assertThat(ann.item("Garden")).isVisible();
    }

    @Test
    void keyboardFindsAndSwitchesRooms() {
        both("Lower");
        cy.say(both("Upper"), "newest");
        bob.go("/chat");
        bob.open("Upper");
        bob.page().keyboard().press("Alt+ArrowDown");
        assertThat(bob.heading("Lower")).isVisible();
        bob.page().keyboard().press("Control+k");
        assertThat(bob.page().getByLabel("Search rooms and people")).isFocused();
        bob.page().keyboard().type("upp");
        assertThat(bob.item("Lower")).hasCount(0);
        bob.page().keyboard().press("Control+f");
        assertThat(bob.page().getByLabel("Words")).isFocused();
        bob.button("Close").click();
        bob.button("Keyboard shortcuts").press("?");
        assertThat(bob.page().locator("confab-shortcuts")).containsText("Go to a room or person");
    }
}
