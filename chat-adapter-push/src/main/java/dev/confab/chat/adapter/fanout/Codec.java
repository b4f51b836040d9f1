package dev.confab.chat.adapter.fanout;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.confab.chat.domain.room.RoomEvent;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.UserEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The form in which events travel: one JSON object, first what can be read without knowing the event, then the event.
 *
 * <pre>{"v":2,"node":"…","room":"…","version":12,"kind":"MessageCreated","event":{…}}</pre>
 *
 * <p>{@code room} and {@code version} stand there where the event has them. A field that a newer node adds is ignored, one
 * that it leaves out makes the event unreadable, so that whoever gets it asks the store. {@code v} grows when a field
 * changes its meaning.
 */
final class Codec {

    private static final int FORMAT = 2;
    private static final JsonMapper MAPPER = Mapping.mapper();
    private static final Map<String, Class<?>> KINDS = Stream.of(
                    RoomEvent.class, UserEvent.class, PresenceMessage.class)
            .flatMap(Codec::records)
            .collect(Collectors.toUnmodifiableMap(Class::getSimpleName, kind -> kind));

    private final String node;
    private final byte[] beginning;

    /** @param node the name of this node, which no other has or had */
    Codec(String node) {
        this.node = node;
        beginning = beginning(node);
    }

    /**
     * What came in.
     *
     * @param node who sent it; null if that cannot be read
     * @param room what it is about; null for no room, or if that cannot be read
     * @param version 0 for none
     * @param event null if it cannot be read
     */
    record Envelope(
            @Nullable String node,
            @Nullable RoomId room,
            long version,
            @Nullable Object event) {}

    BrokerMessage encode(RoomEvent event) {
        return new BrokerMessage(event.room(), write(event.room(), version(event), event));
    }

    /** What remains of an event that is too large: which room's it is, and the version. */
    BrokerMessage encodeHead(RoomEvent event) {
        return new BrokerMessage(event.room(), write(event.room(), version(event), null));
    }

    private static long version(RoomEvent event) {
        return event instanceof RoomEvent.Versioned versioned ? versioned.version() : 0;
    }

    BrokerMessage encode(UserEvent event) {
        return new BrokerMessage(null, write(null, 0, event));
    }

    BrokerMessage encode(PresenceMessage note) {
        return new BrokerMessage(null, write(null, 0, note));
    }

    private byte[] write(@Nullable RoomId room, long version, @Nullable Object event) {
        var bytes = new ByteArrayOutputStream(1_024);
        try (var json = MAPPER.createGenerator(bytes)) {
            json.writeStartObject();
            writeHead(json, room, version);
            if (event != null) {
                json.writeStringField("kind", event.getClass().getSimpleName());
                json.writePOJOField("event", event);
            }
            json.writeEndObject();
        } catch (IOException ours) {
            throw new UncheckedIOException(ours);
        }
        return bytes.toByteArray();
    }

    private void writeHead(JsonGenerator json, @Nullable RoomId room, long version) throws IOException {
        json.writeNumberField("v", FORMAT);
        json.writeStringField("node", node);
        if (room != null) {
            json.writeStringField("room", room.toString());
        }
        if (version != 0) {
            json.writeNumberField("version", version);
        }
    }

    /**
     * Reads what came in, as far as it can be read.
     *
     * @param wanted which rooms are of interest
     * @return empty if it came from this node or is of no interest
     */
    Optional<Envelope> decode(byte[] payload, Predicate<RoomId> wanted) {
        if (Arrays.equals(beginning, 0, beginning.length, payload, 0, Math.min(beginning.length, payload.length))) {
            return Optional.empty();
        }
        var reading = new Reading();
        try (var json = MAPPER.createParser(payload)) {
            reading.read(json, wanted);
        } catch (IOException | RuntimeException unreadable) {
            // what was read before tells which room to look after
        }
        return reading.isUnwanted ? Optional.empty() : Optional.of(reading.result());
    }

    /** With what everything begins that a node sends; it need not be parsed to be known. */
    private static byte[] beginning(String node) {
        return ("{\"v\":" + FORMAT + ",\"node\":\"" + node + "\",").getBytes(StandardCharsets.UTF_8);
    }

    private static Stream<Class<?>> records(Class<?> family) {
        return family.isSealed()
                ? Stream.of(family.getPermittedSubclasses()).flatMap(Codec::records)
                : Stream.of(family);
    }

    /** An object that is being read, field by field: what came before a fault stays known. */
    private static final class Reading {

        private @Nullable String node;
        private @Nullable RoomId room;
        private long version;
        private @Nullable Class<?> kind;
        private @Nullable Object event;
        private boolean isKnownFormat;
        private boolean isUnwanted;

        void read(JsonParser json, Predicate<RoomId> wanted) throws IOException {
            json.nextToken();
            while (!isUnwanted && json.nextToken() == JsonToken.FIELD_NAME) {
                var field = json.currentName();
                json.nextToken();
                read(field, json, wanted);
            }
        }

        private void read(String field, JsonParser json, Predicate<RoomId> wanted) throws IOException {
            switch (field) {
                case "v" -> isKnownFormat = json.getIntValue() == FORMAT;
                case "node" -> node = json.getText();
                case "room" -> readRoom(json.getText(), wanted);
                case "version" -> version = json.getLongValue();
                case "kind" -> kind = KINDS.get(json.getText());
                case "event" -> readEvent(json);
                default -> json.skipChildren();
            }
        }

        private void readRoom(String id, Predicate<RoomId> wanted) {
            room = new RoomId(UUID.fromString(id));
            isUnwanted = !wanted.test(room);
        }

        private void readEvent(JsonParser json) throws IOException {
            if (kind == null || !isKnownFormat) {
                json.skipChildren();
            } else {
                event = MAPPER.readValue(json, kind);
            }
        }

        Envelope result() {
            return new Envelope(node, room, version, event);
        }
    }
}
