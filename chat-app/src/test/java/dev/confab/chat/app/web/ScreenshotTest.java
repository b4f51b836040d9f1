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

/** Takes the pictures of the documents, of a team on an ordinary day. They are in {@code target/screenshots}. */
class ScreenshotTest extends WebTest {

    private static final Path FOLDER = Path.of("target", "screenshots");

    private Site.Account maya;
    private String launch;

    @BeforeAll
    void anOrdinaryDay() {
        maya = site.signUp("maya", "Maya Lindqvist");
        var jonas = site.signUp("jonas", "Jonas Weber");
        var amina = site.signUp("amina", "Amina Diallo");
        var kenji = site.signUp("kenji", "Kenji Mori");
        amina.say(amina.room("Coffee corner"), "The new beans are *here* ☕");
        kenji.say(group(kenji, "Design review", maya, amina), "Slides for Thursday are up.");
        maya.room("Coffee corner");
        jonas.say(direct(jonas, maya), "Lunch at one?");
        launch = group(maya, "Autumn launch", jonas, amina, kenji);
        maya.post("rooms/" + launch + "/messages/", Map.of("body", "Good morning! Two days to go. Where are we?"));
        jonas.say(
                launch,
                "Servers are ready. I ran the load test again last night:\n```\n10,000 people   p99 41 ms   0 errors\n```");
        react(maya, jonas.say(launch, "So from my side we could go today."), "🚀");
        var question = amina.say(
                launch, "Do we have the **translations** yet? I need them for https://press.example.com/autumn");
        reply(kenji, question, "Italian and Japanese are in, Portuguese comes at noon.");
        reply(amina, question, "Perfect, thank you!");
        react(kenji, question, "👀");
        react(maya, question, "👀");
        maya.say(launch, "Great. I put the checklist up, please tick off what is done.");
        var done = kenji.say(launch, "Icons ✅ and the dark theme too");
        react(jonas, done, "🎉");
        react(amina, done, "🎉");
        react(maya, done, "❤️");
        List.of(jonas, amina).forEach(other -> {
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
    void onADesk() {
        var visitor = visitor(desktop().setDeviceScaleFactor(1.5));
        visitor.enter(maya);
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
    void onADeskAtNight() {
        var visitor = visitor(dark(desktop().setDeviceScaleFactor(1.5)));
        visitor.enter(maya);
        visitor.go("/chat/" + launch);
        visitor.hears("Icons");
        visitor.button("Members").click();
        assertThat(visitor.page().locator("confab-members-panel .person")).hasCount(4);
        shoot(visitor, "dark");
    }

    @Test
    void onAPhone() {
        var visitor = visitor(phone());
        visitor.enter(maya);
        visitor.go("/chat");
        assertThat(visitor.item("Autumn launch")).isVisible();
        shoot(visitor, "phone-rooms");
        visitor.go("/chat/" + launch);
        visitor.hears("Icons");
        shoot(visitor, "phone-room");
    }

    @Test
    void beforeSigningIn() {
        var visitor = visitor();
        visitor.go("/");
        assertThat(visitor.heading("A calm place to talk things over.")).isVisible();
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
