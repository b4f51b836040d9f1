package dev.confab.chat.adapter.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.adapter.fanout.Codec.DecodedEvent;
import dev.confab.chat.domain.port.Samples;
import dev.confab.chat.domain.room.RoomEvent;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.LoginId;
import dev.confab.chat.domain.user.UserEvent;
import dev.confab.chat.domain.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodecTest {

    static final List<RoomEvent> SAMPLES = Samples.roomEvents();

    private final Codec here = new Codec("here");
    private final Codec there = new Codec("there");

    @ParameterizedTest
    @FieldSource("SAMPLES")
    void roomEventIsDecodedUnchanged(RoomEvent event) {
        long version = event instanceof RoomEvent.Versioned versioned ? versioned.version() : 0;

        assertThat(sent(event)).contains(new DecodedEvent("here", event.room(), version, event));
    }

    @Test
    void userEventIsDecodedUnchangedAndAddressedToAllNodes() {
        var user = new UserId(UUID.randomUUID());
        for (var event : List.of(
                new UserEvent.Deactivated(user),
                new UserEvent.Reactivated(user),
                new UserEvent.ConnectionsClosed(user),
                new UserEvent.LoginEnded(user, new LoginId(UUID.randomUUID())))) {
            var message = here.encode(event);

            assertThat(message.room()).isNull();
            assertThat(there.decode(message.payload(), room -> false))
                    .contains(new DecodedEvent("here", null, 0, event));
        }
    }

    @Test
    void presenceMessageIsDecodedUnchangedAndAddressedToAllNodes() {
        var user = new UserId(UUID.randomUUID());
        for (var presence : List.of(
                new PresenceMessage.Heartbeat(7, true),
                new PresenceMessage.Changes(8, List.of(new PresenceMessage.Change(user, true, false))),
                new PresenceMessage.SnapshotRequest("here"),
                new PresenceMessage.SnapshotPart(9, 1, 2, List.of(user)),
                new PresenceMessage.Leave())) {
            var message = here.encode(presence);

            assertThat(message.room()).isNull();
            assertThat(there.decode(message.payload(), room -> false))
                    .contains(new DecodedEvent("here", null, 0, presence));
        }
    }

    @Test
    void ownEventIsNotDecoded() {
        assertThat(here.decode(here.encode(SAMPLES.get(0)).payload(), room -> true))
                .isEmpty();
        assertThat(new Codec("her").decode(here.encode(SAMPLES.get(0)).payload(), room -> true))
                .isPresent();
    }

    @Test
    void eventOfAFilteredRoomIsNotDecoded() {
        assertThat(there.decode(here.encode(SAMPLES.get(0)).payload(), room -> false))
                .isEmpty();
    }

    @Test
    void unknownFieldIsIgnored() {
        var changed = text(deleted())
                .replace("\"event\":{", "\"event\":{\"new\":{\"a\":[1]},")
                .replace("\"kind\"", "\"other\":[{}],\"kind\"");

        assertThat(read(changed)).contains(new DecodedEvent("here", deleted().room(), 5, deleted()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"v\":2|\"v\":3", "RoomDeleted|RoomPainted", "\"event\":{\"room\"|\"event\":{\"place\"", "}}|"})
    void unreadableEventKeepsRoomAndVersion(String change) {
        var parts = change.split("\\|", 2);

        assertThat(read(text(deleted()).replace(parts[0], parts[1])))
                .contains(new DecodedEvent("here", deleted().room(), 5, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no JSON", "[]", "7", "{\"v\":2,\"room\":\"nowhere\"}", "{\"v\":\"x\"}"})
    void malformedMessageDecodesToNothing(String junk) {
        assertThat(read(junk)).contains(new DecodedEvent(null, null, 0, null));
    }

    private static RoomEvent.RoomDeleted deleted() {
        return new RoomEvent.RoomDeleted(new RoomId(new UUID(1, 2)), 5);
    }

    private Optional<DecodedEvent> sent(RoomEvent event) {
        return there.decode(here.encode(event).payload(), event.room()::equals);
    }

    private String text(RoomEvent event) {
        return new String(here.encode(event).payload(), UTF_8);
    }

    private Optional<DecodedEvent> read(String text) {
        return there.decode(text.getBytes(UTF_8), room -> true);
    }
}
