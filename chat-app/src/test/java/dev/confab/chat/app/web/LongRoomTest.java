package dev.confab.chat.app.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A long room, of which the browser holds a bounded window. */
class LongRoomTest extends WebTest {

    private static final int MESSAGES = 20_000;
    private static final int MOST_IN_PAGE = 240;

    private Site.Account ann;
    private Site.Account bob;
    private String room;

    @BeforeAll
    void manyMessagesWereWritten() throws SQLException {
        ann = site.signUp("ann", "Ann Archer");
        bob = site.signUp("bob", "Bob Baker");
        room = ann.room("archive");
        bob.room("archive");
        site.stop();
        fill();
        site.start();
    }

    /** Inserts the rows directly, which is much faster than posting. */
    private void fill() throws SQLException {
        var file = site.folder().resolve("data/confab");
        try (var connection = DriverManager.getConnection("jdbc:h2:file:" + file);
                var insert = connection.prepareStatement("""
                        insert into message (id, room_id, seq, author_id, is_system, body, created, reply_count, version)
                        select random_uuid(), r.id, x, m.id, false, 'Message number ' || x,
                               dateadd(minute, x - ?2, current_timestamp(3)), 0, r.version + x
                        from system_range(1, ?2), room r, membership m
                        where r.id = ?1 and m.room_id = r.id and m.role = 'OWNER'""");
                var count = connection.prepareStatement(
                        "update room set version = version + ?2, message_seq = ?2 where id = ?1");
                var read = connection.prepareStatement(
                        "update membership set received_seq = ?2, seen_seq = ?2 - 5000 where room_id = ?1 and role = 'MEMBER'")) {
            for (var statement : List.of(insert, count, read)) {
                statement.setObject(1, UUID.fromString(room));
                statement.setInt(2, MESSAGES);
                statement.executeUpdate();
            }
        }
    }

    @Test
    void scrollingShowsEachMessageOnceAndKeepsFewInPage() {
        var visitor = visitor(ann);
        visitor.go("/chat/" + room);
        visitor.hears("Message number " + MESSAGES);
        var oldest = MESSAGES;
        while (oldest > MESSAGES - 400) {
            visitor.page().locator("confab-message").first().scrollIntoViewIfNeeded();
            var before = oldest;
            visitor.page().waitForFunction("before => " + FIRST + " < before", before);
            oldest = ((Number) visitor.page().evaluate(FIRST)).intValue();
            isWithoutHoles(visitor);
        }
        assertThat(visitor.message("Message number " + MESSAGES)).hasCount(0);
        visitor.page().getByLabel("Jump to the newest message").click();
        visitor.hears("Message number " + MESSAGES);
        isWithoutHoles(visitor);
    }

    @Test
    void visibleMessageKeepsItsPosition() {
        var visitor = visitor(ann);
        visitor.go("/chat/" + room);
        visitor.hears("Message number " + MESSAGES);
        var first = visitor.page().locator("confab-message").first();
        first.scrollIntoViewIfNeeded();
        var seq = ((Number) visitor.page().evaluate(FIRST)).intValue();
        visitor.page().waitForFunction("before => " + FIRST + " < before", seq);
        var jump = (Number) visitor.page().evaluate("""
                        async () => {
                          const all = [];
                          const find = (root) => { root.querySelectorAll('*').forEach((it) => {
                            if (it.localName === 'confab-message-list') all.push(it); if (it.shadowRoot) find(it.shadowRoot); }); };
                          find(document);
                          const list = all[0];
                          const frame = () => new Promise(requestAnimationFrame);
                          const scroller = list.shadowRoot.querySelector('.scroller');
                          const messages = () => [...list.shadowRoot.querySelectorAll('confab-message')];
                          scroller.scrollTop = 300; await frame(); await frame();
                          const first = messages()[0].message.seq;
                          const top = scroller.getBoundingClientRect().top;
                          const seen = messages().find((it) => it.getBoundingClientRect().bottom > top);
                          const before = seen.getBoundingClientRect().top;
                          for (let i = 0; i < 600 && messages()[0].message.seq === first; i++) await frame();
                          if (messages()[0].message.seq === first) return -1;
                          await frame(); await frame();
                          return Math.abs(seen.getBoundingClientRect().top - before);
                        }""");
        assertThat(jump.doubleValue()).isBetween(0.0, 3.0);
    }

    @Test
    void returningUserStartsAtFirstUnreadMessage() {
        var visitor = visitor(bob);
        visitor.go("/chat/" + room);
        var first = "Message number " + (MESSAGES - 5000 + 1);
        visitor.hears(first);
        assertThat(visitor.message(first)).isInViewport();
        assertThat(visitor.page().locator("confab-message-list .new")).isVisible();
        var more = visitor.page().locator(".latest");
        assertThat(more).hasText(Pattern.compile("[45],\\d{3} new messages"));
        more.click();
        visitor.hears("Message number " + MESSAGES);
        assertThat(visitor.item("archive").locator(".badge")).hasCount(0);
    }

    private static final String LIST =
            "document.querySelector('confab-app').shadowRoot.querySelector('confab-chat-page').shadowRoot"
                    + ".querySelector('confab-room-view').shadowRoot.querySelector('confab-message-list').shadowRoot";

    private static final String FIRST = LIST + ".querySelector('confab-message').message.seq";

    private static void isWithoutHoles(Visitor visitor) {
        @SuppressWarnings("unchecked")
        var seqs = ((List<Number>) visitor.page()
                        .evaluate("[..." + LIST + ".querySelectorAll('confab-message')].map((it) => it.message.seq)"))
                .stream().map(Number::intValue).toList();
        assertThat(seqs).hasSizeBetween(1, MOST_IN_PAGE);
        assertThat(seqs)
                .isEqualTo(IntStream.range(0, seqs.size())
                        .mapToObj(at -> seqs.get(0) + at)
                        .toList());
    }
}
