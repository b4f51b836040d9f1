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
 * The JSON format of events between nodes: a header that can be read without knowing the event, then the event.
 *
 * <pre>{"v":2,"node":"…","room":"…","version":12,"kind":"MessageCreated","event":{…}}</pre>
 *
 * <p>{@code room} and {@code version} are present if the event has them. {@code kind} is the simple name of the event's
 * class, and the fields are the components of its record. A field that a newer node adds is ignored. A field that it omits
 * makes the event unreadable, and the receiver reads the room from the store. {@code v} grows when a field changes its
 * meaning.
 */
final class Codec {

    private static final int FORMAT = 2;
    private static final JsonMapper MAPPER = Mapping.mapper();
    private static final Map<String, Class<?>> KINDS = Stream.of(
                    RoomEvent.class, UserEvent.class, PresenceMessage.class)
            .flatMap(Codec::records)
            .collect(Collectors.toUnmodifiableMap(Class::getSimpleName, kind -> kind));

    private final String node;
    private final byte[] ownPrefix;

    /** @param node the name of this node, unique among all nodes and restarts */
    Codec(String node) {
        this.node = node;
        ownPrefix = prefix(node);
    }

    /**
     * A decoded message. What cannot be read is null.
     *
     * @param node the sender
     * @param room the room of the event, if it has one
     * @param version the version of the event; 0 for none
     * @param event the event itself
     */
    record DecodedEvent(
            @Nullable String node,
            @Nullable RoomId room,
            long version,
            @Nullable Object event) {}

    BrokerMessage encode(RoomEvent event) {
        return new BrokerMessage(event.room(), write(event.room(), version(event), event));
    }

    /** Encodes the room and version of an event that is too large. */
    BrokerMessage encodeHeader(RoomEvent event) {
        return new BrokerMessage(event.room(), write(event.room(), version(event), null));
    }

    private static long version(RoomEvent event) {
        return event instanceof RoomEvent.Versioned versioned ? versioned.version() : 0;
    }

    BrokerMessage encode(UserEvent event) {
        return new BrokerMessage(null, write(null, 0, event));
    }

    BrokerMessage encode(PresenceMessage message) {
        return new BrokerMessage(null, write(null, 0, message));
    }

    private byte[] write(@Nullable RoomId room, long version, @Nullable Object event) {
        var bytes = new ByteArrayOutputStream(1_024);
        try (var json = MAPPER.createGenerator(bytes)) {
            json.writeStartObject();
            writeHeader(json, room, version);
            if (event != null) {
                json.writeStringField("kind", event.getClass().getSimpleName());
                json.writePOJOField("event", event);
            }
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private void writeHeader(JsonGenerator json, @Nullable RoomId room, long version) throws IOException {
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
     * Decodes the readable part of a message.
     *
     * @param roomFilter which rooms to decode
     * @return empty if this node sent the message or the filter excludes its room
     */
    Optional<DecodedEvent> decode(byte[] payload, Predicate<RoomId> roomFilter) {
        if (Arrays.equals(ownPrefix, 0, ownPrefix.length, payload, 0, Math.min(ownPrefix.length, payload.length))) {
            return Optional.empty();
        }
        var reading = new Reading();
        try (var json = MAPPER.createParser(payload)) {
            reading.read(json, roomFilter);
        } catch (IOException | RuntimeException unreadable) {
            // The part before the error tells which room to read from the store.
        }
        return reading.isFiltered ? Optional.empty() : Optional.of(reading.result());
    }

    /** Returns the first bytes of each message of a node, which identify it without parsing. */
    private static byte[] prefix(String node) {
        return ("{\"v\":" + FORMAT + ",\"node\":\"" + node + "\",").getBytes(StandardCharsets.UTF_8);
    }

    private static Stream<Class<?>> records(Class<?> family) {
        return family.isSealed()
                ? Stream.of(family.getPermittedSubclasses()).flatMap(Codec::records)
                : Stream.of(family);
    }

    /** The state of a parse. The fields before an error are kept. */
    private static final class Reading {

        private @Nullable String node;
        private @Nullable RoomId room;
        private long version;
        private @Nullable Class<?> kind;
        private @Nullable Object event;
        private boolean isKnownFormat;
        private boolean isFiltered;

        void read(JsonParser json, Predicate<RoomId> roomFilter) throws IOException {
            json.nextToken();
            while (!isFiltered && json.nextToken() == JsonToken.FIELD_NAME) {
                var field = json.currentName();
                json.nextToken();
                read(field, json, roomFilter);
            }
        }

        private void read(String field, JsonParser json, Predicate<RoomId> roomFilter) throws IOException {
            switch (field) {
                case "v" -> isKnownFormat = json.getIntValue() == FORMAT;
                case "node" -> node = json.getText();
                case "room" -> readRoom(json.getText(), roomFilter);
                case "version" -> version = json.getLongValue();
                case "kind" -> kind = KINDS.get(json.getText());
                case "event" -> readEvent(json);
                default -> json.skipChildren();
            }
        }

        private void readRoom(String id, Predicate<RoomId> roomFilter) {
            room = new RoomId(UUID.fromString(id));
            isFiltered = !roomFilter.test(room);
        }

        private void readEvent(JsonParser json) throws IOException {
            if (kind == null || !isKnownFormat) {
                json.skipChildren();
            } else {
                event = MAPPER.readValue(json, kind);
            }
        }

        DecodedEvent result() {
            return new DecodedEvent(node, room, version, event);
        }
    }
}
