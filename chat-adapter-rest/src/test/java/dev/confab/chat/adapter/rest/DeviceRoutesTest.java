package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Client.CHAT;
import static dev.confab.chat.adapter.rest.Client.json;
import static dev.confab.chat.adapter.rest.Client.room;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeviceRoutesTest extends RestTest {

    private static final String DEVICES = CHAT + "/devices/";

    @Test
    void deviceIsRegisteredListedAndDeleted() {
        var me = somebody();
        var made = me.post(
                        DEVICES, json("registration_id", "t-1", "type", "android", "name", "Phone", "device_id", "x"))
                .expect(201);
        assertThat(made.names())
                .containsExactly("id", "type", "registration_id", "name", "device_id", "created", "modified", "secret");
        assertThat(made.text("type")).isEqualTo("android");
        assertThat(made.get("secret").isNull()).isTrue();
        var list = me.get(DEVICES).expect(200);
        assertThat(list.names()).containsExactly("count", "next", "previous", "results");
        assertThat(list.results("id")).containsExactly(made.text("id"));
        assertThat(list.results("registration_id")).containsExactly("t-1");
        me.delete(DEVICES + made.text("id") + "/").expect(204);
        me.delete(DEVICES + made.text("id") + "/").expect(404, "not_found", null);
        assertThat(me.get(DEVICES).results("id")).isEmpty();
    }

    @Test
    void knownTokenMovesDevice() {
        var me = somebody();
        var other = somebody();
        var wish = json("registration_id", "shared", "type", "ios");
        var mine = me.post(DEVICES, wish).expect(201).text("id");
        assertThat(me.post(DEVICES, wish).expect(200).text("id")).isEqualTo(mine);
        assertThat(other.post(DEVICES, wish).expect(200).text("id")).isEqualTo(mine);
        assertThat(me.get(DEVICES).results("id")).isEmpty();
        me.delete(DEVICES + mine + "/").expect(404, "not_found", null);
        assertThat(other.get(DEVICES).results("id")).containsExactly(mine);
    }

    @Test
    void invalidDeviceIsRefused() {
        var me = somebody();
        me.post(DEVICES, json("type", "ios")).expectInvalid("registration_id");
        me.post(DEVICES, json("registration_id", " ", "type", "ios")).expectInvalid("registration_id");
        me.post(DEVICES, json("registration_id", "t")).expectInvalid("type");
        me.post(DEVICES, json("registration_id", "t", "type", "IOS")).expectInvalid("type");
        me.post(DEVICES, json("registration_id", "t", "type", "ios", "name", "x".repeat(101)))
                .expectInvalid("name");
        me.post(DEVICES, json("registration_id", "t", "type", "ios", "device_id", ""))
                .expectInvalid("device_id");
        me.post(DEVICES, json("registration_id", "t", "type", "webhook")).expectInvalid("registration_id");
        me.post(DEVICES, json("registration_id", "a@example.org", "type", "email"))
                .expectInvalid("registration_id");
        me.delete(DEVICES + UUID.randomUUID() + "/").expect(404, "not_found", null);
        me.delete(DEVICES + "x/").expect(404, "not_found", null);
    }

    @Test
    void pushLevelIsSetPerRoom() {
        var me = somebody();
        var id = me.room(true);
        assertThat(me.get(room(id)).text("push_level")).isEqualTo("all");
        for (var level : new String[] {"mentions", "nothing", "all"}) {
            me.put(room(id) + "push-level/", json("push_level", level)).expect(204);
            assertThat(me.get(room(id)).text("push_level")).isEqualTo(level);
        }
        me.put(room(id) + "push-level/", json("push_level", "some")).expectInvalid("push_level");
        me.put(room(id) + "push-level/", json()).expectInvalid("push_level");
        var stranger = somebody();
        assertThat(stranger.get(room(id)).get("push_level").isNull()).isTrue();
        stranger.put(room(id) + "push-level/", json("push_level", "all")).expect(403, "permission_denied", null);
    }
}
