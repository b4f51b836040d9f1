package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Client.CHAT;
import static dev.confab.chat.adapter.rest.Client.json;
import static dev.confab.chat.adapter.rest.Client.messages;
import static dev.confab.chat.adapter.rest.Client.room;
import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.port.InMemoryImageCodec;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A change without effect is 200 and keeps {@code version} and {@code modified}. */
class UnchangedTest extends RestTest {

    private static final Map<String, Object> UNKNOWN = json("nonsense", 1, "id", "x", "version", 17, "modified", null);

    private Client me;
    private Client bob;
    private String id;

    @BeforeEach
    void openARoom() {
        me = somebody();
        bob = somebody();
        id = me.room(false, bob);
        me.patch(room(id), json("description", "Leaves")).expect(200);
    }

    /** Sends the bodies a moment later and asserts that the object is unchanged. */
    private void assertLeftAlone(Client who, String path, String method, List<Map<String, Object>> bodies) {
        var before = who.get(path).expect(200).json();
        var ofRoom = me.get(room(id)).expect(200).json();
        server.clock.tick();
        for (var body : bodies) {
            assertThat(who.send(method, path, body).expect(200).json())
                    .as("%s %s", method, body)
                    .isEqualTo(before);
        }
        assertThat(who.get(path).expect(200).json()).isEqualTo(before);
        assertThat(me.get(room(id)).expect(200).json()).isEqualTo(ofRoom);
    }

    @Test
    void aRoom() {
        var same = json(
                "title", "Room", "description", "Leaves", "is_public", false, "members_can_pin", false, "image", null);
        assertLeftAlone(me, room(id), "PATCH", List.of(json(), UNKNOWN, json("title", "Room"), same));
        assertLeftAlone(me, room(id), "PUT", List.of(json("title", "Room"), same));
    }

    @Test
    void aMessageAndItsEdits() {
        var path = messages(id) + me.say(id, "Hello").text("id") + "/";
        assertLeftAlone(me, path, "PATCH", List.of(json(), UNKNOWN, json("body", "Hello")));
        assertLeftAlone(me, path, "PUT", List.of(json("body", "Hello", "parent_id", "x")));
        assertThat(me.get(path + "edits/").expect(200).json()).isEmpty();
        me.put(path, UNKNOWN).expectInvalid("body");
        me.patch(path, json("body", null)).expectInvalid("body");
        bob.patch(path, UNKNOWN).expect(403, "permission_denied", null);
    }

    @Test
    void aMember() {
        var path = room(id) + "users/" + bob.id() + "/";
        assertLeftAlone(me, path, "PATCH", List.of(json(), UNKNOWN, json("role", "member")));
        assertLeftAlone(me, path, "PUT", List.of(json("role", "member")));
    }

    @Test
    void anImage() {
        var image = new FormBody()
                .file("x.png", InMemoryImageCodec.image(1, 1, "x"))
                .send(me, "POST", CHAT + "/images/")
                .expect(201)
                .text("id");
        var path = CHAT + "/images/" + image + "/";
        Stream.of("PATCH", "PUT")
                .forEach(method ->
                        assertLeftAlone(me, path, method, List.of(json(), json("nonsense", 1), json("name", "x.png"))));
    }

    @Test
    void aCategory() {
        var path = CHAT + "/categories/" + me.category(id) + "/";
        var same = json("title", "Category", "description", "", "rooms", List.of(id));
        assertLeftAlone(me, path, "PATCH", List.of(json(), UNKNOWN, same));
        assertLeftAlone(me, path, "PUT", List.of(same));
    }

    @Test
    void anAccountAndItsRank() {
        var path = "/api/v1/auth/me/";
        me.patch(path, json("display_name", "Ann", "email", "ann@example.org")).expect(200);
        assertLeftAlone(
                me, path, "PATCH", List.of(json(), UNKNOWN, json("display_name", "Ann", "email", "ann@example.org")));
        var user = "/api/v1/admin/users/" + me.id() + "/";
        var boss = server.staff();
        var before = boss.patch(user, json()).expect(200).json();
        assertThat(boss.patch(user, json("is_active", true, "is_staff", false))
                        .expect(200)
                        .json())
                .isEqualTo(before);
    }

    @Test
    void aMuteAndWhatIsPushed() {
        var before = me.get(room(id)).json();
        me.post(room(id) + "unmute/").expect(201);
        me.put(room(id) + "push-level/", json("push_level", "all")).expect(204);
        assertThat(me.get(room(id)).json()).isEqualTo(before);
    }
}
