package dev.confab.chat.adapter.rest;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import dev.confab.chat.application.image.Upload;
import dev.confab.chat.domain.Refusal;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** One component of a record that a request body is bound to. */
final class BodyField {

    private final String name;
    private final FieldType type;
    private final boolean isNullable;
    private final boolean isPatchField;
    private final boolean isRequiredUnlessPatch;
    private final Param patchParam;

    private BodyField(RecordComponent component) {
        var spec = component.getAnnotation(FieldSpec.class);
        var declared = component.getAnnotatedType();
        this.name = SnakeCaseStrategy.INSTANCE.translate(component.getName());
        this.isPatchField = component.getType() == PatchField.class;
        this.isNullable = declared.isAnnotationPresent(Nullable.class) || component.getType() == boolean.class;
        this.type = FieldType.of(isPatchField ? argument(declared) : declared.getType(), spec);
        this.isRequiredUnlessPatch = spec != null && spec.requiredUnlessPatch();
        var param = spec == null || spec.about().isEmpty()
                ? type.schema().apply(name)
                : type.schema().apply(name).about(spec.about());
        this.patchParam = isNullable || isPatchField ? param : param.required();
    }

    private static Type argument(AnnotatedType declared) {
        return ((AnnotatedParameterizedType) declared).getAnnotatedActualTypeArguments()[0].getType();
    }

    static BodyField of(RecordComponent component) {
        return new BodyField(component);
    }

    boolean isFile() {
        return type.java() == Upload.class;
    }

    @Nullable
    Object read(RequestBody body) {
        if (!isRequiredUnlessPatch) {
            return readPatch(body);
        }
        if (!isPatchField) {
            return type.required().read(body, name);
        }
        if (!body.fields().has(name)) {
            throw new Refusal.Invalid(name, "This field is required.");
        }
        return PatchField.of(type.optional().read(body, name));
    }

    @Nullable
    Object readPatch(RequestBody body) {
        if (isPatchField) {
            return isPresent(body) ? PatchField.of(type.optional().read(body, name)) : PatchField.absent();
        }
        return isNullable ? type.optional().read(body, name) : type.required().read(body, name);
    }

    private boolean isPresent(RequestBody body) {
        return body.fields().has(name) || (isFile() && body.file() != null);
    }

    Param param() {
        if (!isRequiredUnlessPatch) {
            return patchParam;
        }
        return isPatchField ? patchParam.required().orNull() : patchParam.required();
    }

    Param patchParam() {
        return patchParam;
    }
}
