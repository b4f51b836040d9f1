package dev.confab.chat.app.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ScreenshotScale;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Takes the screenshots for the documents, into {@code target/screenshots}. */
class ScreenshotTest extends WebTest {

    private static final Path FOLDER = Path.of("target", "screenshots");

    private Site.Account ann;
    private String launch;

    @BeforeAll
    void anOrdinaryDay() {
        ann = site.signUp("ann", "Ann");
        var bob = site.signUp("bob", "Bob");
        var cem = site.signUp("cem", "Cem");
        var dora = site.signUp("dora", "Dora");
        cem.say(cem.room("Coffee corner"), "The new beans are *here* ☕");
        dora.say(group(dora, "Design review", ann, cem), "Slides for Thursday are up.");
        ann.room("Coffee corner");
        bob.say(direct(bob, ann), "Lunch at one?");
        launch = group(ann, "Autumn launch", bob, cem, dora);
        ann.post("rooms/" + launch + "/messages/", Map.of("body", "Good morning! Two days to go. Where are we?"));
        bob.say(
                launch,
                "Servers are ready. Each node is started by\n```\nCONFAB_REDIS_URL=redis://localhost ./confab serve\n```");
        react(ann, bob.say(launch, "So from my side we could go today."), "🚀");
        var question = cem.say(
                launch, "Do we have the **translations** yet? I need them for https://press.example.com/autumn");
        reply(dora, question, "Italian and Japanese are in, Portuguese comes at noon.");
        reply(cem, question, "Perfect, thank you!");
        react(dora, question, "👀");
        react(ann, question, "👀");
        ann.say(launch, "Great. I put the checklist up, please tick off what is done.");
        var done = dora.say(launch, "Icons ✅ and the dark theme too");
        react(bob, done, "🎉");
        react(cem, done, "🎉");
        react(ann, done, "❤️");
        List.of(bob, cem).forEach(other -> {
            var visitor = resident();
            visitor.enter(other);
            visitor.go("/chat");
            assertThat(visitor.item("Autumn launch")).isVisible();
        });
    }

    private static String direct(Site.Account one, Site.Account other) {
        return one.put("rooms/direct/", Map.of("users", List.of(other.id())))
                .path("id")
                .asText();
    }

    private static String group(Site.Account owner, String title, Site.Account... others) {
        var users = Arrays.stream(others).map(Site.Account::id).toList();
        return owner.post("rooms/", Map.of("title", title, "is_public", false, "users", users))
                .path("id")
                .asText();
    }

    private void reply(Site.Account who, String parent, String body) {
        who.post("rooms/" + launch + "/messages/", Map.of("body", body, "parent_id", parent));
    }

    private void react(Site.Account who, String message, String sign) {
        who.post("rooms/" + launch + "/messages/", Map.of("body", sign, "parent_id", message, "is_reaction", true));
    }

    @Test
    void desktopScreenshots() {
        var visitor = visitor(desktop().setDeviceScaleFactor(1.5));
        visitor.enter(ann);
        visitor.go("/chat/" + launch);
        visitor.hears("Icons");
        visitor.page().locator("confab-composer input[type=file]").setInputFiles(Pictures.png("poster.png", 720, 380));
        assertThat(visitor.page().locator("confab-composer progress")).hasCount(0);
        visitor.say("The poster for the entrance 👇");
        assertThat(visitor.message("poster for").locator("img")).isVisible();
        assertThat(visitor.message("poster for").locator(".tick.sent")).isVisible();
        shoot(visitor, "room");
        visitor.message("translations").first().locator(".replies").click();
        assertThat(visitor.page().locator("confab-thread-panel confab-message")).hasCount(3);
        shoot(visitor, "thread");
    }

    @Test
    void darkDesktopScreenshots() {
        var visitor = visitor(dark(desktop().setDeviceScaleFactor(1.5)));
        visitor.enter(ann);
        visitor.go("/chat/" + launch);
        visitor.hears("Icons");
        visitor.button("Members").click();
        assertThat(visitor.page().locator("confab-members-panel .person")).hasCount(4);
        shoot(visitor, "dark");
    }

    @Test
    void phoneScreenshots() {
        var visitor = visitor(phone());
        visitor.enter(ann);
        visitor.go("/chat");
        assertThat(visitor.item("Autumn launch")).isVisible();
        shoot(visitor, "phone-rooms");
        visitor.go("/chat/" + launch);
        visitor.hears("Icons");
        shoot(visitor, "phone-room");
    }

    @Test
    void adminScreenshots() {
        var ada = site.staff("ada");
        var visitor = visitor(desktop().setDeviceScaleFactor(1.5));
        visitor.enter(ada);
        visitor.go("/admin/");
        assertThat(visitor.page().locator("confab-admin-users li")).hasCount(5);
        shoot(visitor, "admin");
        visitor.go("/admin/rooms/");
        visitor.page().getByText("Autumn launch").click();
        assertThat(visitor.page().locator("confab-admin-messages li").first()).isVisible();
        assertThat(visitor.page().locator("confab-admin-members li")).hasCount(4);
        shoot(visitor, "admin-room");
        var phone = visitor(dark(phone()));
        phone.enter(ada);
        phone.go("/admin/push");
        assertThat(phone.page().locator("dd")).hasCount(4);
        shoot(phone, "admin-phone");
    }

    @Test
    void signInScreenshots() {
        var visitor = visitor();
        visitor.go("/");
        assertThat(visitor.heading("Team chat that never loses a message.")).isVisible();
        shoot(visitor, "home");
        visitor.go("/signin");
        assertThat(visitor.button("Sign in")).isVisible();
        shoot(visitor, "sign-in");
    }

    private static void shoot(Visitor visitor, String name) {
        visitor.page().mouse().move(5, 5);
        visitor.page()
                .evaluate(
                        "document.fonts.ready.then(() => Promise.all(document.getAnimations().map((it) => it.finished)))");
        var file = FOLDER.resolve(name + ".png");
        var bytes = visitor.page()
                .screenshot(new Page.ScreenshotOptions().setPath(file).setScale(ScreenshotScale.DEVICE));
        assertThat(bytes.length).isGreaterThan(10_000);
    }
}
