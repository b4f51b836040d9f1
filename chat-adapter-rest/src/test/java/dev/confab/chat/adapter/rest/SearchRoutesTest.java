package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Client.json;
import static dev.confab.chat.adapter.rest.Client.messages;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchRoutesTest extends RestTest {

    private Client me;
    private Client friend;
    private String id;

    @BeforeEach
    void aRoom() {
        me = somebody();
        friend = somebody();
        id = me.room(false, friend);
    }

    /** Searches with alternating names and values of parameters. */
    private Answer search(Client who, String... parameters) {
        var query = new StringBuilder("?");
        for (int i = 0; i < parameters.length; i += 2) {
            query.append(parameters[i])
                    .append('=')
                    .append(URLEncoder.encode(parameters[i + 1], UTF_8))
                    .append('&');
        }
        return who.get(messages(id) + query);
    }

    @Test
    void wholeWordsAreFoundInAnyCaseNewestFirst() {
        me.say(id, "The quick brown fox");
        me.say(id, "foxes are brown");
        friend.say(id, "Brown: a FOX.");
        var page = search(me, "body", "fox brown").expect(200);
        assertThat(page.names()).containsExactly("count", "next", "previous", "results");
        assertThat(page.results("body")).containsExactly("Brown: a FOX.", "The quick brown fox");
        assertThat(page.get("count").intValue()).isEqualTo(2);
        assertThat(page.get("next").isNull()).isTrue();
        assertThat(page.get("results").get(0))
                .isEqualTo(me.get(messages(id)).get("results").get(0));
        assertThat(search(me, "body", "cow").expect(200).results("body")).isEmpty();
    }

    @Test
    void searchFindsCurrentTextAndNoDeletedMessages() {
        var path = messages(id) + me.say(id, "fox").text("id") + "/";
        me.patch(path, json("body", "hare")).expect(200);
        assertThat(search(me, "body", "fox").results("body")).isEmpty();
        assertThat(search(me, "body", "HARE").results("body")).containsExactly("hare");
        me.delete(path).expect(204);
        assertThat(search(me, "body", "hare").results("body")).isEmpty();
        assertThat(search(me, "username", me.name()).results("body")).isEmpty();
    }

    @Test
    void authorIsFoundByFullName() {
        me.say(id, "mine");
        friend.say(id, "theirs");
        assertThat(search(me, "username", friend.name().toUpperCase(Locale.ROOT))
                        .results("body"))
                .containsExactly("theirs");
        assertThat(search(me, "username", friend.name() + "x").expect(200).results("body"))
                .isEmpty();
        assertThat(search(me, "username", "perso").expect(200).results("body")).isEmpty();
    }

    @Test
    void timesAreInclusiveToTheMillisecond() {
        var times = new ArrayList<String>();
        for (var body : new String[] {"one", "two", "three"}) {
            server.clock.forward(Duration.ofMillis(1));
            times.add(me.say(id, body).text("created"));
        }
        assertThat(search(me, "created_gte", times.get(1)).results("body")).containsExactly("three", "two");
        assertThat(search(me, "created_lte", times.get(1)).results("body")).containsExactly("two", "one");
        assertThat(search(me, "created_gte", times.get(1), "created_lte", times.get(1))
                        .results("body"))
                .containsExactly("two");
        var inAnotherZone = times.get(2).replace("Z", "+00:00");
        assertThat(search(me, "created_gte", inAnotherZone).results("body")).containsExactly("three");
    }

    /** The clock shows 2026-03-01T10:00 and some milliseconds. */
    @Test
    void timesMayBeDatesOrHaveSpaceOrNoZone() {
        me.say(id, "one");
        for (var from : new String[] {
            "2026-03-01",
            "2026-03-01T10:00",
            "2026-03-01T10:00:00",
            "2026-03-01 10:00:00.123456",
            "2026-03-01 10:00:00Z",
            "2026-03-01T12:00:00+02:00",
            "2026-03-01 12:00:00+0200",
            "2026-03-01 11:00:00+01"
        }) {
            assertThat(search(me, "created_gte", from).results("body")).as(from).containsExactly("one");
        }
        for (var from : new String[] {"2026-03-02", "2026-03-01 23:00:00.000001", "2026-03-01T11:00+00:30"}) {
            assertThat(search(me, "created_gte", from).results("body")).as(from).isEmpty();
        }
        assertThat(search(me, "created_lte", "2026-03-01").results("body")).containsExactly("one");
        assertThat(search(me, "created_lte", "2026-02-28").results("body")).isEmpty();
        assertThat(search(me, "created_lte", "2026-03-01 09:59:59.999999").results("body"))
                .isEmpty();
    }

    @Test
    void allConditionsMustMatch() {
        me.say(id, "fox");
        var wanted = friend.say(id, "fox");
        friend.say(id, "hare");
        me.post(messages(id) + wanted.text("id") + "/pin/").expect(201);
        assertThat(search(me, "body", "fox", "username", friend.name(), "pinned", "true", "has_images", "false")
                        .results("id"))
                .containsExactly(wanted.text("id"));
        assertThat(search(me, "body", "fox", "pinned", "false").results("body")).containsExactly("fox");
        assertThat(search(me, "body", "fox", "has_images", "true").results("body"))
                .isEmpty();
    }

    @Test
    void pagingNeitherRepeatsNorSkips() {
        for (int number = 1; number <= 7; number++) {
            me.say(id, "fox " + number);
            me.say(id, "between");
        }
        var seen = new ArrayList<String>();
        for (var link = messages(id) + "?body=fox&limit=3"; link != null; ) {
            var page = me.get(link).expect(200);
            seen.addAll(page.results("body"));
            assertThat(page.get("previous").isNull()).isTrue();
            link = page.text("next");
            me.say(id, "a fox meanwhile");
        }
        assertThat(seen).containsExactly("fox 7", "fox 6", "fox 5", "fox 4", "fox 3", "fox 2", "fox 1");
    }

    @Test
    void offsetSkipsResults() {
        for (int number = 1; number <= 5; number++) {
            me.say(id, "fox " + number);
        }
        var page = search(me, "body", "fox", "offset", "2", "limit", "2").expect(200);
        assertThat(page.results("body")).containsExactly("fox 3", "fox 2");
        assertThat(page.get("count").intValue()).isEqualTo(5);
        assertThat(me.get(page.text("next")).results("body")).containsExactly("fox 1");
        assertThat(me.get(page.text("previous")).results("body")).containsExactly("fox 5", "fox 4");
        assertThat(search(me, "body", "fox", "offset", "99").expect(200).results("body"))
                .isEmpty();
    }

    @Test
    void emptyTextIsIgnored() {
        me.say(id, "one");
        me.say(id, "two");
        assertThat(search(me, "body", "", "username", "").expect(200).results("body"))
                .containsExactly("two", "one");
        assertThat(search(me, "body", "", "username", me.name()).results("body"))
                .containsExactly("two", "one");
    }

    @Test
    void invalidParametersAreNamed() {
        for (var body : new String[] {"?!", "👍", " ", "x".repeat(513)}) {
            search(me, "body", body).expectInvalid("body");
        }
        search(me, "username", "a b").expectInvalid("username");
        for (var time : new String[] {"", "now", "2026-01-32", "2026-13-01T00:00:00Z", "17", "2026-1-1", "10:00"}) {
            search(me, "created_gte", time).expectInvalid("created_gte");
            search(me, "created_lte", time).expectInvalid("created_lte");
        }
        for (var flag : new String[] {"", "yes", "1", "True"}) {
            search(me, "pinned", flag).expectInvalid("pinned");
            search(me, "has_images", flag).expectInvalid("has_images");
        }
        me.get(messages(id) + "?body=%ff").expect(400, "invalid", null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"after_seq", "around", "parent"})
    void searchCannotBeCombinedWithOtherSelectors(String way) {
        var value = way.equals("after_seq") ? "1" : me.say(id, "fox").text("id");
        search(me, "body", "fox", way, value).expectInvalid(way);
        search(me, "pinned", "false", way, value).expectInvalid(way);
    }

    @Test
    void twoSelectorsAreRefused() {
        search(me, "body", "fox", "before_seq", "3", "offset", "1").expectInvalid("offset");
    }

    @Test
    void onlyReadersOfRoomCanSearch() {
        me.say(id, "fox");
        var stranger = somebody();
        search(stranger, "body", "fox").expect(404, "not_found", null);
        id = me.room(true);
        me.say(id, "fox");
        assertThat(search(stranger, "body", "fox").expect(200).results("body")).containsExactly("fox");
    }
}
