package dev.confab.chat.adapter.rest;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.CustomDefinition.AttributeInclusion;
import com.github.victools.jsonschema.generator.CustomDefinition.DefinitionType;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.MemberScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaBuilder;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfig;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import dev.confab.chat.adapter.wire.FileLink;
import dev.confab.chat.adapter.wire.Json;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** JSON Schemas (2020-12) of the records that {@link Json} writes. Not thread-safe. */
final class Schemas {

    private static final String PLACE = "components/schemas";
    private static final Comparator<MemberScope<?, ?>> AS_DECLARED = Comparator.comparing(member -> "");

    private final SchemaBuilder builder = new SchemaGenerator(config()).buildMultipleSchemaDefinitions();

    /** Returns a reference to the schema of {@code type}; {@link #all} must be called later. */
    Object of(Class<?> type, Class<?>... parameters) {
        return builder.createSchemaReference(type, parameters);
    }

    /** Returns all schemas that were referred to, by name. */
    JsonNode all() {
        return builder.collectDefinitions(PLACE);
    }

    private static SchemaGeneratorConfig config() {
        var config = new SchemaGeneratorConfigBuilder(SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(
                        Option.DEFINITIONS_FOR_ALL_OBJECTS,
                        Option.EXTRA_OPEN_API_FORMAT_VALUES,
                        Option.INLINE_NULLABLE_SCHEMAS);
        config.forFields()
                .withPropertyNameOverrideResolver(
                        field -> SnakeCaseStrategy.INSTANCE.translate(field.getDeclaredName()))
                .withNullableCheck(field -> isNullable(field) && !isOmittedIfNull(field))
                .withRequiredCheck(field -> !isOmittedIfNull(field));
        config.forTypesInGeneral()
                .withPropertySorter(AS_DECLARED)
                .withCustomDefinitionProvider(Schemas::value)
                .withDefinitionNamingStrategy((key, context) -> name(key.getType()));
        return config.build();
    }

    private static boolean isNullable(FieldScope field) {
        return field.getRawMember().getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static boolean isOmittedIfNull(FieldScope field) {
        var inclusion = field.getAnnotationConsideringFieldAndGetter(JsonInclude.class);
        return inclusion != null && inclusion.value() == JsonInclude.Include.NON_NULL;
    }

    /** Single values are written as text. */
    private static @Nullable CustomDefinition value(ResolvedType type, SchemaGenerationContext context) {
        var java = type.getErasedType();
        var text = context.getGeneratorConfig().createObjectNode().put("type", "string");
        if (java == Instant.class) {
            return inline(text.put("format", "date-time"));
        }
        if (java == FileLink.class) {
            return inline(text.put("format", "uri"));
        }
        if (isId(java)) {
            return inline(text.put("format", "uuid"));
        }
        if (java.isEnum()) {
            var names = text.putArray("enum");
            Arrays.stream(java.getEnumConstants())
                    .forEach(constant -> names.add(((Enum<?>) constant).name().toLowerCase(Locale.ROOT)));
            return inline(text);
        }
        return null;
    }

    private static boolean isId(Class<?> java) {
        var components = java.getRecordComponents();
        return components != null && components.length == 1 && components[0].getType() == UUID.class;
    }

    private static CustomDefinition inline(ObjectNode schema) {
        return new CustomDefinition(schema, DefinitionType.INLINE, AttributeInclusion.YES);
    }

    /** Omits the suffix of our classes: {@code RoomJson} becomes Room, and a page of it RoomPage. */
    private static String name(ResolvedType type) {
        var own = type.getErasedType().getSimpleName().replaceFirst("Json$", "");
        if (!type.getTypeParameters().isEmpty()) {
            return name(type.getTypeParameters().get(0)) + own;
        }
        var outer = type.getErasedType().getDeclaringClass();
        boolean isPart = outer != null && outer.getSimpleName().endsWith("Json");
        return isPart ? outer.getSimpleName().replaceFirst("Json$", "") + own : own;
    }
}
