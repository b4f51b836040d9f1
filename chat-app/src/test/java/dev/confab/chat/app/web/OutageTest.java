package dev.confab.chat.app.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The server is killed and restarted while users type. */
class OutageTest extends WebTest {

    private Visitor ann;
    private Visitor bob;

    @BeforeEach
    void twoPeopleMeet() {
        ann = visitor(site.signUp("ann" + System.nanoTime(), "Ann Archer"));
        bob = visitor(site.signUp("bob" + System.nanoTime(), "Bob Baker"));
        ann.visit("lobby");
        bob.visit("lobby");
        ann.say("Before");
        bob.hears("Before");
    }

    @Test
    void killWhileTypingLosesAndDuplicatesNothing() {
        site.stop();
        try (var child = ServerProcess.start(site)) {
            both(visitor -> assertThat(visitor.message("Before")).hasCount(1));
            IntStream.range(0, 5).forEach(this::bothSay);
            child.kill();
            both(visitor -> assertThat(visitor.page().locator("confab-banner")).containsText("Reconnecting"));
            IntStream.range(5, 10).forEach(this::bothSay);
        }
        try (var child = ServerProcess.start(site)) {
            both(visitor -> visitor.button("Try now").click());
            both(visitor -> assertThat(visitor.page().locator("confab-banner")).containsText("Connected again"));
            IntStream.range(10, 12).forEach(this::bothSay);
            var all = IntStream.range(0, 12)
                    .boxed()
                    .flatMap(at -> List.of("Ann " + at + "!", "Bob " + at + "!").stream())
                    .toList();
            both(visitor -> {
                all.forEach(text -> assertThat(visitor.message(text)).hasCount(1));
                assertThat(visitor.page().locator(".tick.pending, .tick.failed"))
                        .hasCount(0);
            });
            assertThat(texts(ann)).isEqualTo(texts(bob)).containsAll(all);
            assertThat(texts(ann).stream()
                            .filter(text -> text.startsWith("Ann "))
                            .toList())
                    .isEqualTo(
                            all.stream().filter(text -> text.startsWith("Ann ")).toList());
        }
        both(Visitor::forgiveNetwork);
        site.start();
    }

    @Test
    void queuedMessageSurvivesReload() {
        site.stop();
        assertThat(ann.page().locator("confab-banner")).containsText("Reconnecting");
        ann.say("Written in the dark");
        assertThat(ann.message("Written in the dark").locator(".tick.pending")).isVisible();
        site.start();
        ann.page().reload();
        ann.hears("Written in the dark");
        bob.hears("Written in the dark");
        assertThat(ann.message("Written in the dark").locator(".tick.seen, .tick.sent, .tick.received"))
                .isVisible();
        assertThat(bob.message("Written in the dark")).hasCount(1);
        both(Visitor::forgiveNetwork);
    }

    private void bothSay(int number) {
        ann.say("Ann " + number + "!");
        bob.say("Bob " + number + "!");
    }

    private void both(Consumer<Visitor> does) {
        List.of(ann, bob).forEach(does);
    }

    private static List<String> texts(Visitor visitor) {
        return visitor.page()
                .locator("confab-message-list confab-message .body")
                .allInnerTexts();
    }
}
