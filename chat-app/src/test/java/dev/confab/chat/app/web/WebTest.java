package dev.confab.chat.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Base of browser tests: one server per class, residents for all tests of a class, visitors for one test. An error in
 * any browser fails the test.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class WebTest {

    private static final int PATIENCE_MILLISECONDS = 30_000;

    private final List<Visitor> visitors = new ArrayList<>();
    private final List<Visitor> residents = new ArrayList<>();
    protected Site site;

    protected Map<String, String> settings() {
        return Map.of();
    }

    @BeforeAll
    void openSite(@TempDir Path folder) {
        Chromium.browser();
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLISECONDS);
        site = Site.open(folder, settings());
    }

    @AfterAll
    void closeSite() {
        residents.forEach(Visitor::close);
        if (site != null) {
            site.close();
        }
    }

    @AfterEach
    void nothingWentWrongInTheBrowsers() {
        var faults = Stream.concat(visitors.stream(), residents.stream())
                .flatMap(visitor -> visitor.takeFaults().stream())
                .toList();
        visitors.forEach(Visitor::close);
        visitors.clear();
        assertThat(faults).isEmpty();
    }

    protected List<Visitor> visitors() {
        return List.copyOf(visitors);
    }

    protected static Browser.NewContextOptions desktop() {
        return new Browser.NewContextOptions()
                .setViewportSize(1280, 800)
                .setPermissions(List.of("clipboard-read", "clipboard-write"));
    }

    protected static Browser.NewContextOptions phone() {
        return new Browser.NewContextOptions()
                .setViewportSize(390, 800)
                .setHasTouch(true)
                .setIsMobile(true)
                .setDeviceScaleFactor(2);
    }

    protected static Browser.NewContextOptions dark(Browser.NewContextOptions options) {
        return options.setColorScheme(ColorScheme.DARK);
    }

    protected Visitor visitor() {
        return visitor(desktop());
    }

    protected Visitor visitor(Browser.NewContextOptions options) {
        var visitor = new Visitor(site.url(), Chromium.browser().newContext(options));
        visitors.add(visitor);
        return visitor;
    }

    /** Returns a signed-in user for one test. */
    protected Visitor visitor(Site.Account account) {
        var visitor = visitor();
        visitor.enter(account);
        return visitor;
    }

    /** A user for all tests of a class. */
    protected Visitor resident() {
        var visitor = new Visitor(site.url(), Chromium.browser().newContext(desktop()));
        residents.add(visitor);
        return visitor;
    }

    /** Returns a signed-in user for all tests of a class. */
    protected Visitor resident(String name, String displayName) {
        var visitor = resident();
        visitor.enter(site.signUp(name, displayName));
        return visitor;
    }
}
