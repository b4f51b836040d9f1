package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Client.json;
import static dev.confab.chat.adapter.rest.Client.room;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Muting a room. */
class MuteTest extends RestTest {

    @Test
    void muteIsPermanentOrTimedUntilUnmuted() {
        var me = somebody();
        var id = me.room(false);
        assertThat(me.post(room(id) + "mute/").expect(201).body()).isEmpty();
        me.post(room(id) + "mute/", json("until", null)).expect(201);
        assertThat(me.get(room(id)).get("is_muted").booleanValue()).isTrue();
        assertThat(me.get(room(id)).get("muted_until").isNull()).isTrue();
        assertThat(me.post(room(id) + "unmute/").expect(201).body()).isEmpty();
        assertThat(me.get(room(id)).get("is_muted").booleanValue()).isFalse();
        var end = server.clock.instant().plusSeconds(60);
        me.post(room(id) + "mute/", json("until", end.toString())).expect(201);
        assertThat(me.get(room(id)).text("muted_until")).isEqualTo(end.toString());
        server.clock.forward(Duration.ofSeconds(60));
        assertThat(me.get(room(id)).get("is_muted").booleanValue()).isFalse();
        assertThat(me.get(room(id)).get("muted_until").isNull()).isTrue();
    }

    @Test
    void muteUntilPastTimeHasNoEffect() {
        var me = somebody();
        var id = me.room(false);
        me.post(room(id) + "mute/").expect(201);
        var past = server.clock.instant().minusSeconds(1);
        me.post(room(id) + "mute/", json("until", past.toString())).expect(201);
        assertThat(me.get(room(id)).get("is_muted").booleanValue()).isFalse();
        assertThat(me.get(room(id)).get("muted_until").isNull()).isTrue();
    }

    @Test
    void muteTimeMustBeValid() {
        var me = somebody();
        var id = me.room(false);
        me.post(room(id) + "mute/", json("until", "2030-01-02T03:04:05.6789+02:00"))
                .expect(201);
        assertThat(me.get(room(id)).text("muted_until")).isEqualTo("2030-01-02T01:04:05.678Z");
        for (var until :
                new Object[] {"", "tomorrow", "2030-01-02", "+1000000000-12-31T23:59:59Z", 17, true, List.of()}) {
            me.post(room(id) + "mute/", json("until", until)).expectInvalid("until");
        }
    }

    @Test
    void strangerCannotMute() {
        var id = somebody().room(true);
        somebody().post(room(id) + "mute/").expect(403, "permission_denied", null);
        somebody().post(room(id) + "unmute/").expect(403, "permission_denied", null);
    }
}
