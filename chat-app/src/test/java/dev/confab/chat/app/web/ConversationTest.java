package dev.confab.chat.app.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Conversations between users in separate browsers. */
class ConversationTest extends WebTest {

    private int round;
    private Visitor ann;
    private Visitor bob;

    @BeforeAll
    void twoPeopleCome() {
        ann = resident("ann", "Ann Archer");
        bob = resident("bob", "Bob Baker");
    }

    @BeforeEach
    void theyMeet() {
        round++;
        ann.visit("Room " + round);
        bob.visit("Room " + round);
    }

    @Test
    void messagesReachBothUsers() {
        ann.say("Hello **Bob**, see https://example.com/notes.");
        bob.hears("Hello Bob");
        assertThat(bob.message("Hello Bob").locator("strong")).hasText("Bob");
        assertThat(bob.message("Hello Bob").locator("a")).hasAttribute("href", "https://example.com/notes");
        bob.say("Hello Ann");
        ann.hears("Hello Ann");
        assertThat(ann.message("Hello Bob").locator(".tick.seen")).isVisible();
        assertThat(ann.item("Room " + round)).containsText("Bob Baker: Hello Ann");
        assertThat(bob.item("Room " + round)).containsText("You: Hello Ann");
    }

    @Test
    void editsAndDeletionsReachAllMembers() {
        ann.say("Frist!");
        bob.hears("Frist!");
        ann.field().press("ArrowUp");
        ann.field().fill("First!");
        ann.field().press("Enter");
        bob.hears("First!");
        assertThat(bob.message("First!")).containsText("edited");
        ann.choose("First!", "Edit history");
        assertThat(ann.page().locator("confab-edits")).containsText("Frist!");
        ann.button("Close").last().click();
        ann.choose("First!", "Delete");
        ann.button("Delete").click();
        assertThat(bob.message("This message was deleted")).isVisible();
    }

    @Test
    void threadShowsReplies() {
        ann.say("Who brings the cake?");
        bob.hears("Who brings the cake?");
        bob.choose("Who brings the cake?", "Open thread");
        var thread = bob.page().locator("confab-thread-panel");
        thread.locator("textarea").fill("I do.");
        thread.locator("textarea").press("Enter");
        assertThat(thread.locator("confab-message").last()).containsText("I do.");
        assertThat(ann.message("Who brings the cake?").first()).containsText("1 reply");
        ann.page().locator(".replies").click();
        assertThat(ann.page().locator("confab-thread-panel")).containsText("I do.");
        assertThat(ann.message("I do.")).containsText("Ann Archer");
    }

    @Test
    void reactionsAreCountedAndRemoved() {
        ann.say("We are live.");
        bob.hears("We are live.");
        bob.message("We are live.").hover();
        bob.message("We are live.").getByLabel("React").click();
        bob.page().locator("confab-popover").getByLabel("🎉").click();
        var reaction = ann.message("We are live.").locator(".reaction").first();
        assertThat(reaction).hasText(Pattern.compile("🎉\\s*1"));
        reaction.click();
        assertThat(bob.message("We are live.").locator(".reaction").first()).hasText(Pattern.compile("🎉\\s*2"));
        reaction.click();
        assertThat(bob.message("We are live.").locator(".reaction").first()).hasText(Pattern.compile("🎉\\s*1"));
    }

    @Test
    void typingIsShownWhileItLasts() {
        bob.field().pressSequentially("Let me think");
        assertThat(ann.page().locator(".typing-line")).hasText("Bob Baker is typing…");
        bob.field().press("Enter");
        ann.hears("Let me think");
        assertThat(ann.page().locator(".typing-line")).hasText("");
        bob.field().pressSequentially("and");
        assertThat(ann.page().locator(".typing-line")).hasText("Bob Baker is typing…");
    }

    @Test
    void messageIsPinnedAndFound() {
        ann.say("The password of the wifi is on the fridge.");
        ann.say("Nothing else.");
        bob.hears("Nothing else.");
        ann.choose("fridge", "Pin");
        bob.button("Pinned messages").click();
        var panel = bob.page().locator("confab-search-panel");
        assertThat(panel.locator(".result")).hasText(Pattern.compile("Ann Archer.*fridge", Pattern.DOTALL));
        bob.button("Search in this room").click();
        bob.page().getByLabel("Words").fill("WIFI");
        panel.locator(".result").click();
        assertThat(bob.message("fridge")).hasAttribute("flash", "");
    }

    @Test
    void quoteRepliesToMessage() {
        ann.say("Tea or coffee?");
        bob.hears("Tea or coffee?");
        bob.choose("Tea or coffee?", "Quote");
        assertThat(bob.field()).hasValue("> Tea or coffee?\n");
        bob.field().pressSequentially("Tea");
        bob.field().press("Enter");
        assertThat(ann.message("Tea or coffee?").locator("blockquote")).hasText("Tea or coffee?");
    }

    @Test
    void imageIsSentShownAndOpened() {
        ann.page().locator("confab-composer input[type=file]").setInputFiles(Pictures.png("harbour.png", 640, 360));
        assertThat(ann.page().locator("confab-composer progress")).hasCount(0);
        ann.say("The harbour");
        var image = bob.message("The harbour").locator("confab-picture img");
        assertThat(image).isVisible();
        bob.message("The harbour").getByLabel("Open image harbour.png").click();
        assertThat(bob.page().locator("confab-lightbox img")).isVisible();
        bob.page().keyboard().press("Escape");
        assertThat(bob.page().locator("confab-lightbox")).hasCount(0);
    }

    @Test
    void readersOfMessageAreListed() {
        ann.say("Has everybody read this?");
        bob.hears("Has everybody read this?");
        assertThat(ann.message("Has everybody").locator(".tick.seen")).isVisible();
        ann.choose("Has everybody", "Seen by");
        assertThat(ann.page().locator("confab-receipts")).containsText("Bob Baker");
        assertThat(ann.page().locator("confab-receipts")).containsText("seen ");
    }

    @Test
    void draftStaysInItsRoom() {
        ann.field().fill("Half a thou");
        ann.visit("Elsewhere " + round);
        assertThat(ann.field()).hasValue("");
        ann.open("Room " + round);
        assertThat(ann.field()).hasValue("Half a thou");
        ann.page().reload();
        assertThat(ann.field()).hasValue("Half a thou");
    }

    @Test
    void keyboardReachesMessagesAndActions() {
        ann.say("One");
        ann.say("Two");
        bob.hears("Two");
        bob.message("Two").focus();
        bob.page().keyboard().press("ArrowUp");
        assertThat(bob.message("One")).isFocused();
        bob.page().keyboard().press("Tab");
        bob.page().keyboard().press("Tab");
        assertThat(bob.message("One").getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Reply")))
                .isFocused();
        bob.page().keyboard().press("Enter");
        assertThat(bob.page().locator("confab-composer .context")).containsText("Reply to Ann Archer");
        bob.page().keyboard().press("Escape");
        assertThat(bob.page().locator("confab-composer .context")).hasCount(0);
    }

    @Test
    void linkOpensItsMessage() {
        ann.say("Find me");
        ann.choose("Find me", "Copy link");
        var link = (String) ann.page().evaluate("navigator.clipboard.readText()");
        bob.page().navigate(link);
        assertThat(bob.message("Find me")).hasAttribute("flash", "");
    }
}
