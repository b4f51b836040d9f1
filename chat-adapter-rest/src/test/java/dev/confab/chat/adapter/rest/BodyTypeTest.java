package dev.confab.chat.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.adapter.wire.Fields;
import dev.confab.chat.adapter.wire.Json;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.room.Membership.PushLevel;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The binding of request bodies to records, and the schemas of these. */
class BodyTypeTest {

    private static final String ID = "0190a5c4-7b1e-7abc-8def-0123456789ab";

    private record Everything(
            @FieldSpec(maxLength = 5, about = "A name") String someName,
            @Nullable String optionalText,
            @Nullable UserId userId,
            @Nullable Set<RoomId> rooms,
            boolean isFlag,
            @Nullable Boolean optionalFlag,
            @FieldSpec(min = 1) @Nullable Long count,
            @Nullable Instant until,
            @Nullable PushLevel level) {}

    private record Patchable(
            @FieldSpec(requiredUnlessPatch = true) PatchField<String> title,
            @FieldSpec(requiredUnlessPatch = true) @Nullable PushLevel level) {}

    private record Unsupported(StringBuilder text) {}

    private static <T extends Record> T read(Class<T> type, String json) {
        return BodyType.of(type).read(body(json));
    }

    private static <T extends Record> T patch(Class<T> type, String json) {
        return BodyType.of(type).readPatch(body(json));
    }

    private static RequestBody body(String json) {
        return new RequestBody(Json.read(json.replace('\'', '"')), null);
    }

    private static void assertInvalid(Runnable reading, String field) {
        assertThatThrownBy(reading::run)
                .isInstanceOfSatisfying(
                        Refusal.Invalid.class,
                        invalid -> assertThat(invalid.field()).isEqualTo(field));
    }

    @Test
    void componentsAreReadFromFieldsInSnakeCase() {
        var all = read(
                Everything.class,
                "{'some_name':'x','optional_text':'','user_id':'%s','rooms':['%s'],'is_flag':true,'optional_flag':false,"
                                .formatted(ID, ID)
                        + "'count':3,'until':'2030-01-01T00:00:00Z','level':'mentions','unknown':[]}");

        var id = UUID.fromString(ID);
        assertThat(all)
                .isEqualTo(new Everything(
                        "x",
                        "",
                        new UserId(id),
                        Set.of(new RoomId(id)),
                        true,
                        false,
                        3L,
                        Instant.parse("2030-01-01T00:00:00Z"),
                        PushLevel.MENTIONS));
    }

    @Test
    void absentFieldsAreNullOrFalse() {
        assertThat(read(Everything.class, "{'some_name':'x'}"))
                .isEqualTo(new Everything("x", null, null, null, false, null, null, null, null));
    }

    @Test
    void firstInvalidComponentIsNamed() {
        assertInvalid(() -> read(Everything.class, "{'level':'x','user_id':7}"), "some_name");
        assertInvalid(() -> read(Everything.class, "{'level':'x','user_id':7,'some_name':'x'}"), "user_id");
        assertInvalid(() -> read(Everything.class, "{'level':'ALL','some_name':'x'}"), "level");
        assertInvalid(() -> read(Everything.class, "{'is_flag':null,'some_name':'x'}"), "is_flag");
    }

    @Test
    void patchDistinguishesNullFromAbsence() {
        assertThat(patch(Patchable.class, "{}").title()).isEqualTo(PatchField.absent());
        assertThat(patch(Patchable.class, "{'title':null}").title()).isEqualTo(PatchField.of(null));
        assertThat(patch(Patchable.class, "{'title':'x'}").title().orCurrent("y"))
                .isEqualTo("x");
        assertThat(PatchField.<String>absent().orCurrent("y")).isEqualTo("y");
    }

    @Test
    void fieldsThatOnlyPatchMayOmitAreRequiredOtherwise() {
        assertInvalid(() -> read(Patchable.class, "{'level':'all'}"), "title");
        assertInvalid(() -> read(Patchable.class, "{'title':'x','level':null}"), "level");
        assertThat(read(Patchable.class, "{'title':null,'level':'all'}"))
                .isEqualTo(new Patchable(PatchField.of(null), PushLevel.ALL));
    }

    @Test
    void formsAreConverted() {
        var form = Fields.ofForm(Map.of(
                "some_name", List.of("x"), "is_flag", List.of("on"), "rooms", List.of(ID), "count", List.of("")));

        assertThat(BodyType.of(Everything.class).read(new RequestBody(form, null)))
                .isEqualTo(new Everything(
                        "x", null, null, Set.of(new RoomId(UUID.fromString(ID))), true, null, null, null, null));
    }

    @Test
    void schemaComesFromTheComponents() {
        var schema = Json.write(Param.object(BodyType.of(Everything.class).params()));

        assertThat(schema)
                .contains("\"required\":[\"some_name\"]")
                .contains("\"optional_flag\":{\"type\":\"boolean\"}")
                .contains("\"mentions\"");
        assertThat(BodyType.of(Patchable.class).params()).allMatch(Param::isRequired);
        assertThat(BodyType.of(Patchable.class).patchParams()).noneMatch(Param::isRequired);
    }

    @Test
    void unsupportedTypeIsRefused() {
        assertThatThrownBy(() -> BodyType.of(Unsupported.class)).isInstanceOf(IllegalArgumentException.class);
    }
}
