package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Client.CHAT;
import static dev.confab.chat.adapter.rest.Client.json;
import static dev.confab.chat.adapter.rest.Client.room;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CategoryRoutesTest extends RestTest {

    private static final String CATEGORIES = CHAT + "/categories/";

    @Test
    void categoryIsCreatedReadChangedAndDeleted() {
        var me = somebody();
        var one = me.room(false);
        var other = me.room(true);
        var made = me.post(CATEGORIES, json("title", " Work ", "description", "9 to 5", "rooms", List.of(other, one)))
                .expect(201);
        assertThat(made.names()).containsExactly("id", "title", "description", "rooms");
        assertThat(made.text("title")).isEqualTo(" Work ");
        assertThat(made.text("description")).isEqualTo("9 to 5");
        assertThat(Answer.text(made.get("rooms"))).isEqualTo(Answer.text(List.of(one, other)));
        var path = CATEGORIES + made.text("id");
        assertThat(me.get(path).expect(200).body()).isEqualTo(made.body());
        var renamed = me.patch(path + "/", json("title", "Play")).expect(200);
        assertThat(renamed.text("description")).isEqualTo("9 to 5");
        assertThat(renamed.get("rooms")).hasSize(2);
        var emptied = me.put(path, json("title", "Play", "rooms", List.of(), "description", ""))
                .expect(200);
        assertThat(emptied.get("rooms")).isEmpty();
        assertThat(emptied.text("description")).isEmpty();
        assertThat(me.get(path).expect(200).body()).isEqualTo(emptied.body());
        me.delete(path + "/").expect(204);
        me.get(path).expect(404, "not_found", null);
        me.delete(path).expect(404, "not_found", null);
    }

    @Test
    void listIsPageOfOwnCategories() {
        var me = somebody();
        for (var title : new String[] {"b", "a", "c"}) {
            me.post(CATEGORIES, json("title", title)).expect(201);
        }
        somebody().post(CATEGORIES, json("title", "theirs")).expect(201);
        var all = me.get(CATEGORIES).expect(200);
        assertThat(all.names()).containsExactly("count", "next", "previous", "results");
        assertThat(all.get("count").intValue()).isEqualTo(3);
        assertThat(all.results("title")).containsExactly("b", "a", "c");
        var page = me.get(CATEGORIES + "?limit=1&offset=1").expect(200);
        assertThat(page.results("title")).containsExactly("a");
        assertThat(me.get(page.text("next")).results("title")).containsExactly("c");
        assertThat(me.get(page.text("previous")).results("title")).containsExactly("b");
        me.get(CATEGORIES + "?limit=x").expectInvalid("limit");
    }

    @Test
    void invalidFieldsAreNamed() {
        var me = somebody();
        me.post(CATEGORIES, json()).expectInvalid("title");
        me.post(CATEGORIES, json("title", null)).expectInvalid("title");
        me.post(CATEGORIES, json("title", " ")).expectInvalid("title");
        me.post(CATEGORIES, json("title", "x".repeat(51))).expectInvalid("title");
        me.post(CATEGORIES, json("title", "x", "description", "x".repeat(4_001)))
                .expectInvalid("description");
        var hidden = somebody().room(false);
        for (var room : new String[] {hidden, UUID.randomUUID().toString()}) {
            me.post(CATEGORIES, json("title", "x", "rooms", List.of(room))).expectInvalid("rooms");
        }
        var made = me.post(CATEGORIES, json("title", "𝒳".repeat(50), "rooms", null))
                .expect(201);
        me.put(CATEGORIES + made.text("id"), json("description", "x")).expectInvalid("title");
        me.patch(CATEGORIES + made.text("id"), json("rooms", List.of(hidden))).expectInvalid("rooms");
    }

    @Test
    void titleIsUniquePerOwner() {
        var me = somebody();
        me.post(CATEGORIES, json("title", "Work")).expect(201);
        var other = me.post(CATEGORIES, json("title", "Play")).expect(201).text("id");
        me.post(CATEGORIES, json("title", " wORK\u3000")).expect(409, "conflict", null);
        me.patch(CATEGORIES + other, json("title", "WORK")).expect(409, "conflict", null);
        me.patch(CATEGORIES + other, json("title", "PLAY")).expect(200);
        somebody().post(CATEGORIES, json("title", "Work")).expect(201);
    }

    @Test
    void categoriesOfOthersAreNotFound() {
        var made = somebody().post(CATEGORIES, json("title", "Mine")).expect(201);
        var stranger = somebody();
        for (var id : new String[] {made.text("id"), UUID.randomUUID().toString(), "x", "%F0%9F%92%A9"}) {
            stranger.get(CATEGORIES + id).expect(404, "not_found", null);
            stranger.put(CATEGORIES + id, json("title", "x")).expect(404, "not_found", null);
            stranger.patch(CATEGORIES + id, json("title", "x")).expect(404, "not_found", null);
            stranger.delete(CATEGORIES + id).expect(404, "not_found", null);
        }
    }

    @Test
    void roomListsCategoriesOfViewer() {
        var me = somebody();
        var friend = somebody();
        var id = me.room(true, friend);
        var first = me.post(CATEGORIES, json("title", "1", "rooms", List.of(id)))
                .expect(201)
                .text("id");
        var second = me.post(CATEGORIES, json("title", "2", "rooms", List.of(id, me.room(false))))
                .expect(201)
                .text("id");
        var mine = Answer.text(List.of(first, second));
        assertThat(Answer.text(me.get(room(id)).get("categories"))).isEqualTo(mine);
        assertThat(Answer.text(me.patch(room(id), json("title", "x")).get("categories")))
                .isEqualTo(mine);
        assertThat(friend.get(room(id)).get("categories")).isEmpty();
        var listed = me.get(CHAT + "/rooms/?category=" + first).expect(200);
        assertThat(listed.results("id")).containsExactly(id);
        assertThat(Answer.text(listed.get("results").get(0).get("categories"))).isEqualTo(mine);
    }

    @Test
    void roomsAreFilteredByCategory() {
        var me = somebody();
        var inside = me.room(false);
        me.room(false);
        var category = me.post(CATEGORIES, json("title", "x", "rooms", List.of(inside)))
                .expect(201)
                .text("id");
        var list = CHAT + "/rooms/?category=";
        assertThat(me.get(list + category).expect(200).results("id")).containsExactly(inside);
        assertThat(me.get(list + category + "&mine=true&search=room").results("id"))
                .containsExactly(inside);
        assertThat(me.get(list + category + "&search=other").results("id")).isEmpty();
        assertThat(somebody().get(list + category).expect(200).get("count").intValue())
                .isZero();
        assertThat(me.get(list + UUID.randomUUID()).expect(200).get("count").intValue())
                .isZero();
        me.get(list + "x").expectInvalid("category");
        me.get(list).expectInvalid("category");
    }

    @Test
    void deletedRoomLeavesCategory() {
        var me = somebody();
        var owner = somebody();
        var kept = me.room(false);
        var left = owner.room(false, me);
        var deleted = me.room(false);
        var category = me.post(CATEGORIES, json("title", "x", "rooms", List.of(kept, left, deleted)))
                .expect(201)
                .text("id");
        me.post(room(left) + "leave/").expect(204);
        me.delete(room(deleted)).expect(204);
        assertThat(Answer.text(me.get(CATEGORIES + category).get("rooms"))).isEqualTo(Answer.text(List.of(kept)));
        assertThat(Answer.text(me.get(CATEGORIES).get("results").get(0).get("rooms")))
                .isEqualTo(Answer.text(List.of(kept)));
    }
}
