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

/** A user in a separate browser, which records every error. */
final class Visitor implements AutoCloseable {

    /** Browser messages about an unreachable server and about refusals that a test provokes. */
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

    /** Returns another tab of this browser. */
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

    /** Returns the errors, policy violations and opened windows since the last call. */
    List<String> takeFaults() {
        var taken = List.copyOf(faults);
        faults.clear();
        return taken;
    }

    /** Drops recorded problems that match {@code pattern}. */
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

    /** Signs in by storing a session, without the sign-in page. */
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

    /** Opens the room of that name and returns as a member. */
    void visit(String room) {
        go("/chat/by-name/" + room);
        assertThat(field()).isVisible();
    }

    /** Opens a room from the room list. */
    void open(String title) {
        item(title).click();
        assertThat(heading(title)).isVisible();
    }

    Locator heading(String title) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(title));
    }

    /** Returns the room's entry in the room list. */
    Locator item(String title) {
        return page.locator("confab-room-list a.item", new Page.LocatorOptions().setHasText(title));
    }

    /** Returns the input for messages. */
    Locator field() {
        return page.locator("confab-room-view .main > confab-composer textarea");
    }

    void say(String body) {
        field().fill(body);
        field().press("Enter");
    }

    /** Returns the message with that text. */
    Locator message(String text) {
        return page.locator("confab-message-list confab-message", new Page.LocatorOptions().setHasText(text));
    }

    /** Waits until the message is shown. */
    void hears(String text) {
        assertThat(message(text).last()).isVisible();
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** Selects an item of a message's menu. */
    void choose(String message, String item) {
        message(message).last().hover();
        message(message)
                .last()
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("More"))
                .click();
        menuItem(item).click();
    }

    /** Selects an item of the room's menu. */
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
