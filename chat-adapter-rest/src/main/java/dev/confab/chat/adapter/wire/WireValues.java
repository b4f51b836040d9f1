package dev.confab.chat.adapter.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import dev.confab.chat.domain.category.CategoryId;
import dev.confab.chat.domain.device.DeviceId;
import dev.confab.chat.domain.device.DeviceType;
import dev.confab.chat.domain.room.ImageId;
import dev.confab.chat.domain.room.Membership.PushLevel;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.Role;
import dev.confab.chat.domain.room.Room;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.UserId;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.function.Function;

/** The serializers of the domain's single values. */
final class WireValues extends SimpleModule {

    private static final long serialVersionUID = 1L;

    /** Three times as fast as a pattern; a page of messages contains about a hundred times. */
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    WireValues() {
        super("wire");
        addSerializer(UserId.class, ToStringSerializer.instance);
        addSerializer(CategoryId.class, ToStringSerializer.instance);
        addSerializer(RoomId.class, ToStringSerializer.instance);
        addSerializer(MembershipId.class, ToStringSerializer.instance);
        addSerializer(ImageId.class, ToStringSerializer.instance);
        addSerializer(MessageId.class, ToStringSerializer.instance);
        addSerializer(DeviceId.class, ToStringSerializer.instance);
        addSerializer(FileLink.class, slot());
        addSerializer(Instant.class, as(TIME::format));
        addSerializer(Role.class, as(WireValues::lowerCase));
        addSerializer(Room.Kind.class, as(WireValues::lowerCase));
        addSerializer(PushLevel.class, as(WireValues::lowerCase));
        addSerializer(DeviceType.class, as(WireValues::lowerCase));
    }

    private static String lowerCase(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static JsonSerializer<FileLink> slot() {
        return new JsonSerializer<>() {
            @Override
            public void serialize(FileLink value, JsonGenerator json, SerializerProvider provider) throws IOException {
                json.writeRawValue(FileUrls.slot(value));
            }
        };
    }

    private static <T> JsonSerializer<T> as(Function<? super T, String> text) {
        return new JsonSerializer<>() {
            @Override
            public void serialize(T value, JsonGenerator json, SerializerProvider provider) throws IOException {
                json.writeString(text.apply(value));
            }
        };
    }
}
