package dev.confab.chat.app.web;

import static org.junit.jupiter.api.Assertions.fail;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The installed browser, started on first use and closed with this JVM. */
final class Chromium {

    /** The headless shell comes first: the full browser renders its own user interface too, which takes twice the time. */
    private static final List<Path> PLACES = List.of(
            Path.of("/usr/bin/chromium-headless-shell"),
            Path.of("/usr/bin/chromium"),
            Path.of("/usr/bin/chromium-browser"));

    private Chromium() {}

    /** If it is not installed, the test is skipped, or fails with {@code CI=true}. */
    static Browser browser() {
        if (PLACES.stream().noneMatch(Files::isExecutable)) {
            var message = "Chromium is missing (Debian's package chromium-headless-shell): no test in a browser";
            if ("true".equals(System.getenv("CI"))) {
                fail(message);
            }
            Assumptions.abort(message);
        }
        return Started.BROWSER;
    }

    private static final class Started {

        /** Downloads nothing and connects only to our server. */
        private static final Playwright PLAYWRIGHT = Playwright.create(new Playwright.CreateOptions()
                .setEnv(Map.of(
                        "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1", "PLAYWRIGHT_SKIP_VALIDATE_HOST_REQUIREMENTS", "1")));

        static final Browser BROWSER = PLAYWRIGHT
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(program())
                        .setChromiumSandbox(false)
                        .setArgs(Stream.of("disable-gpu", "disable-background-networking", "disable-component-update")
                                .map("--"::concat)
                                .toList()));

        private static Path program() {
            return PLACES.stream().filter(Files::isExecutable).findFirst().orElseThrow();
        }
    }
}
