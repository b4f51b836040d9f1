package dev.confab.chat.app.web;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.BeforeAll;

/** The administration pages and their controls. */
abstract class AdminPages extends WebTest {

    Site.Account root;

    @BeforeAll
    void someOfTheStaff() {
        root = site.staff("root");
    }

    Visitor staff(String path) {
        var visitor = visitor(root);
        visitor.go(path);
        return visitor;
    }

    static Locator row(Visitor visitor, String text) {
        return visitor.page().locator(".list > li", new Page.LocatorOptions().setHasText(text));
    }

    static Locator dialog(Visitor visitor) {
        return visitor.page().locator("confab-dialog");
    }

    static Locator buttonIn(Locator place, String name) {
        return place.getByRole(
                AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    static void search(Visitor visitor, String words) {
        visitor.page().getByRole(AriaRole.SEARCHBOX).fill(words);
    }

    /** Finds the user and selects an item of their menu. */
    static void choose(Visitor visitor, String user, String item) {
        visitor.button("Actions for " + user).click();
        visitor.page()
                .getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(item))
                .click();
    }

    static Locator passwordField(Visitor visitor) {
        return dialog(visitor).locator("input[name=password]");
    }

    static void enterPassword(Visitor visitor, String password, String label) {
        passwordField(visitor).fill(password);
        buttonIn(dialog(visitor), label).click();
    }
}
