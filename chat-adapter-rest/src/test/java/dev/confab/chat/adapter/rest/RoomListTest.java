package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Client.json;
import static dev.confab.chat.adapter.rest.Client.room;
import static dev.confab.chat.adapter.rest.RoomRoutesTest.ROOMS;
import static dev.confab.chat.adapter.rest.RoomRoutesTest.ROOM_FIELDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The list of rooms: contents, filters, orders and pages. */
class RoomListTest extends RestTest {

    @Test
    void listShowsUnreadCountsAndLastMessages() {
        var me = somebody();
        var friend = somebody();
        var quiet = me.room(false, friend);
        server.clock.forward(Duration.ofSeconds(1));
        var busy = me.room(false, friend);
        server.clock.forward(Duration.ofSeconds(1));
        friend.say(busy, "one");
        server.clock.forward(Duration.ofSeconds(1));
        friend.say(quiet, "two");
        var answer = me.get(ROOMS + "?mine=true").expect(200);
        assertThat(answer.names()).containsExactly("count", "next", "previous", "results");
        assertThat(answer.results("id")).containsExactly(quiet, busy);
        assertThat(answer.results("message_new_count")).containsExactly("1", "1");
        var first = answer.get("results").get(0);
        assertThat(Answer.names(first)).containsExactly(ROOM_FIELDS);
        assertThat(Answer.names(first.get("last_message"))).containsExactly(MessageRoutesTest.MESSAGE_FIELDS);
        assertThat(first.get("last_message").get("body").textValue()).isEqualTo("two");
        assertThat(first.get("last_message").get("is_me").booleanValue()).isFalse();
        var theirs = friend.get(ROOMS + "?mine=true").get("results").get(0);
        assertThat(theirs.get("message_new_count").intValue()).isZero();
        assertThat(theirs.get("last_message").get("is_me").booleanValue()).isTrue();
        assertThat(theirs.get("last_message").get("is_seen_by_me").booleanValue())
                .isTrue();
        assertThat(theirs.get("seen_seq").intValue()).isEqualTo(1);
    }

    @Test
    void listIsFilteredOrderedAndPaged() {
        var me = somebody();
        for (var title : new String[] {"b100%", "a100%", "c"}) {
            server.clock.forward(Duration.ofSeconds(1));
            me.post(ROOMS, json("title", title, "is_public", false)).expect(201);
        }
        assertThat(me.get(ROOMS + "?mine=true&ordering=created").results("title"))
                .containsExactly("b100%", "a100%", "c");
        assertThat(me.get(ROOMS + "?mine=true&ordering=-created").results("title"))
                .containsExactly("c", "a100%", "b100%");
        assertThat(me.get(ROOMS + "?mine=true&ordering=-modified").results("title"))
                .containsExactly("c", "a100%", "b100%");
        assertThat(me.get(ROOMS + "?mine=true&ordering=title").results("title")).containsExactly("a100%", "b100%", "c");
        assertThat(me.get(ROOMS + "?mine=true&ordering=title&search=0%25").results("title"))
                .containsExactly("a100%", "b100%");
        var page = me.get(ROOMS + "?mine=true&ordering=title&limit=1&offset=1").expect(200);
        assertThat(page.results("title")).containsExactly("b100%");
        assertThat(me.get(page.text("next")).results("title")).containsExactly("c");
        assertThat(me.get(page.text("previous")).results("title")).containsExactly("a100%");
        me.get(ROOMS + "?ordering=-title").expectInvalid("ordering");
        me.get(ROOMS + "?mine=yes").expectInvalid("mine");
        me.get(ROOMS + "?category=x").expectInvalid("category");
    }

    @Test
    void listHasPublicAndOwnRooms() {
        var me = somebody();
        var owner = somebody();
        var word = UUID.randomUUID().toString();
        var open = owner.post(ROOMS, json("title", "open " + word)).expect(201).text("id");
        var hidden = owner.post(ROOMS, json("title", "mine " + word, "is_public", false, "users", List.of(me.id())))
                .expect(201)
                .text("id");
        owner.post(ROOMS, json("title", "theirs " + word, "is_public", false)).expect(201);
        var banned = owner.post(ROOMS, json("title", "banned " + word, "users", List.of(me.id())))
                .expect(201)
                .text("id");
        owner.post(room(banned) + "users/" + owner.membership(banned, me) + "/ban/")
                .expect(200);
        var list = ROOMS + "?search=" + word.toUpperCase(Locale.ROOT);
        assertThat(me.get(list).results("id")).containsExactlyInAnyOrder(open, hidden);
        assertThat(me.get(list + "&mine=true").results("id")).containsExactly(hidden);
        assertThat(me.get(list + "&mine=false").results("id")).hasSize(2);
    }

    @Test
    void orderByModifiedStartsWithOldest() {
        var me = somebody();
        var first = me.room(false);
        server.clock.forward(Duration.ofSeconds(1));
        var second = me.room(false);
        server.clock.forward(Duration.ofSeconds(1));
        me.patch(room(first), json("description", "changed")).expect(200);
        assertThat(me.get(ROOMS + "?mine=true&ordering=modified").results("id")).containsExactly(second, first);
        assertThat(me.get(ROOMS + "?mine=true&ordering=-modified").results("id"))
                .containsExactly(first, second);
    }
}
