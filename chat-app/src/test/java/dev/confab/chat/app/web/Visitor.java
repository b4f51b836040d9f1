package dev.confab.chat.app.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Somebody at a browser of their own. Notes whatever goes wrong in it. */
final class Visitor implements AutoCloseable {

    /** What a browser says of a server that is away; and of refusals that a test provokes. */
    private static final Pattern OF_THE_NETWORK =
            Pattern.compile("ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE|WebSocket connection to");

    private final String url;
    private final BrowserContext context;
    private final Page page;
    private final List<String> faults = new ArrayList<>();

    Visitor(String url, BrowserContext context) {
        this.url = url;
        this.context = context;
        this.page = another();
    }

    /** Another tab. */
    Page another() {
        var tab = context.newPage();
        tab.onConsoleMessage(this::note);
        tab.onPageError(error -> faults.add("error " + error));
        tab.onDialog(dialog -> {
            faults.add("dialog " + dialog.message());
            dialog.dismiss();
        });
        return tab;
    }

    private void note(ConsoleMessage message) {
        if (message.type().equals("error") || message.type().equals("warning")) {
            faults.add(message.type() + " " + message.text() + " " + message.location());
        }
    }

    Page page() {
        return page;
    }

    /** All that a page should not do since this was last asked: errors, breaches of the policy, windows that pop up. */
    List<String> takeFaults() {
        var taken = List.copyOf(faults);
        faults.clear();
        return taken;
    }

    /** What was noted so far was to be expected, as far as it is about {@code pattern}. */
    void forgive(String pattern) {
        faults.removeIf(Pattern.compile(pattern).asPredicate());
    }

    void forgiveNetwork() {
        faults.removeIf(OF_THE_NETWORK.asPredicate());
    }

    void go(String path) {
        page.navigate(url + path);
    }

    void signUp(String name, String displayName) {
        go("/signin");
        page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Sign up"))
                .click();
        page.getByLabel("User name").fill(name);
        page.getByLabel("Display name").fill(displayName);
        page.getByLabel("Password").fill(Site.PASSWORD);
        button("Sign up").click();
        page.waitForURL("**/chat");
    }

    /** Is signed in from the next page on, without having seen the page for that. */
    void enter(Site.Account account) {
        context.addInitScript(
                "if (location.origin === '%s' && !localStorage.getItem('confab.entered')) {".formatted(url)
                        + " localStorage.setItem('confab.entered', 'yes'); localStorage.setItem('confab.session', '%s'); }"
                                .formatted(account.session()));
    }

    void signIn(String name) {
        go("/signin");
        page.getByLabel("User name").fill(name);
        page.getByLabel("Password").fill(Site.PASSWORD);
        button("Sign in").click();
        page.waitForURL("**/chat");
    }

    /** Visits the room of that name, and is in it when this returns. */
    void visit(String room) {
        go("/chat/by-name/" + room);
        assertThat(field()).isVisible();
    }

    /** Opens a room of the list. */
    void open(String title) {
        item(title).click();
        assertThat(heading(title)).isVisible();
    }

    Locator heading(String title) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(title));
    }

    /** The room in the list. */
    Locator item(String title) {
        return page.locator("confab-room-list a.item", new Page.LocatorOptions().setHasText(title));
    }

    /** Where messages are written. */
    Locator field() {
        return page.locator("confab-room-view .main > confab-composer textarea");
    }

    void say(String body) {
        field().fill(body);
        field().press("Enter");
    }

    /** The message in the room with that text. */
    Locator message(String text) {
        return page.locator("confab-message-list confab-message", new Page.LocatorOptions().setHasText(text));
    }

    /** Waits until the message is there. */
    void hears(String text) {
        assertThat(message(text).last()).isVisible();
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** Chooses from the menu of a message. */
    void choose(String message, String item) {
        message(message).last().hover();
        message(message)
                .last()
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("More"))
                .click();
        menuItem(item).click();
    }

    /** Chooses from the menu of the room. */
    void chooseOfRoom(String item) {
        page.locator("confab-room-view header")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("More"))
                .click();
        menuItem(item).click();
    }

    private Locator menuItem(String name) {
        return page.getByRole(
                AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    @Override
    public void close() {
        context.close();
    }
}
