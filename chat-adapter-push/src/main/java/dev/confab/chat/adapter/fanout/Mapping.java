package dev.confab.chat.adapter.fanout;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import dev.confab.chat.domain.room.ClientId;
import dev.confab.chat.domain.room.ImageId;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.Mute;
import dev.confab.chat.domain.room.ReactionId;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.room.RoomKey;
import dev.confab.chat.domain.user.Email;
import dev.confab.chat.domain.user.LoginId;
import dev.confab.chat.domain.user.UserId;
import dev.confab.chat.domain.user.Username;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;

/** The JSON mapping of domain records: component by component, and records of one value as a string. */
final class Mapping {

    private static final String OFF = "off";
    private static final String FOREVER = "forever";

    private Mapping() {}

    static JsonMapper mapper() {
        return JsonMapper.builder()
                .visibility(PropertyAccessor.GETTER, Visibility.NONE)
                .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
                .visibility(PropertyAccessor.FIELD, Visibility.ANY)
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .addModule(texts())
                .build();
    }

    private static SimpleModule texts() {
        var module = new SimpleModule();
        id(module, RoomId.class, RoomId::new);
        id(module, MembershipId.class, MembershipId::new);
        id(module, MessageId.class, MessageId::new);
        id(module, ImageId.class, ImageId::new);
        id(module, ReactionId.class, ReactionId::new);
        id(module, UserId.class, UserId::new);
        id(module, LoginId.class, LoginId::new);
        text(module, ClientId.class, ClientId::value, ClientId::new);
        text(module, RoomKey.class, RoomKey::value, RoomKey::new);
        text(module, Username.class, Username::value, Username::new);
        text(module, Email.class, Email::value, Email::new);
        text(module, Instant.class, Instant::toString, Instant::parse);
        text(module, Mute.class, Mapping::write, Mapping::readMute);
        return module;
    }

    private static String write(Mute mute) {
        return switch (mute) {
            case Mute.Off off -> OFF;
            case Mute.Forever forever -> FOREVER;
            case Mute.Until until -> until.end().toString();
        };
    }

    private static Mute readMute(String text) {
        return switch (text) {
            case OFF -> Mute.OFF;
            case FOREVER -> Mute.FOREVER;
            default -> Mute.until(Instant.parse(text));
        };
    }

    private static <T> void id(SimpleModule module, Class<T> type, Function<UUID, T> read) {
        text(module, type, Object::toString, text -> read.apply(UUID.fromString(text)));
    }

    private static <T> void text(
            SimpleModule module, Class<T> type, Function<T, String> write, Function<String, T> read) {
        module.addSerializer(type, new Writer<>(type, write));
        module.addDeserializer(type, new Reader<>(type, read));
    }

    @SuppressWarnings("serial") // never serialized
    private static final class Writer<T> extends StdScalarSerializer<T> {

        private final transient Function<T, String> write;

        Writer(Class<T> type, Function<T, String> write) {
            super(type);
            this.write = write;
        }

        @Override
        public void serialize(T value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(write.apply(value));
        }
    }

    @SuppressWarnings("serial") // never serialized
    private static final class Reader<T> extends StdScalarDeserializer<T> {

        private final transient Function<String, T> read;

        Reader(Class<T> type, Function<String, T> read) {
            super(type);
            this.read = read;
        }

        @Override
        public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return read.apply(json.getText());
        }
    }
}
