package dev.confab.chat.adapter.rest;

import dev.confab.chat.domain.Refusal;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;

/**
 * A record that a request body is bound to. The components of the record are the fields: their names in snake_case, their
 * types and {@link FieldSpec} decide how they are read and how OpenAPI describes them. A component is required unless it
 * is nullable, a {@code boolean} (then false) or a {@link PatchField}. Fields of other names are ignored. Fields are read
 * in the order of the components, and the first invalid one is reported as {@link Refusal.Invalid}.
 */
final class BodyType<T extends Record> {

    private static final ClassValue<BodyType<?>> TYPES = new ClassValue<>() {
        @Override
        protected BodyType<?> computeValue(Class<?> type) {
            return new BodyType<>(type.asSubclass(Record.class));
        }
    };

    private final Class<T> type;
    private final List<BodyField> fields;
    private final MethodHandle constructor;

    private BodyType(Class<T> type) {
        this.type = type;
        this.fields =
                Arrays.stream(type.getRecordComponents()).map(BodyField::of).toList();
        this.constructor = constructor(type);
    }

    /** @param type a record whose components have types that {@link BodyField} knows */
    @SuppressWarnings("unchecked") // the value of a class is made from that class
    static <T extends Record> BodyType<T> of(Class<T> type) {
        return (BodyType<T>) TYPES.get(type);
    }

    private static MethodHandle constructor(Class<?> type) {
        try {
            var parameters = Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            var lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
            return lookup.unreflectConstructor(type.getDeclaredConstructor(parameters));
        } catch (ReflectiveOperationException everyRecordHasIt) {
            throw new LinkageError(type.getName(), everyRecordHasIt);
        }
    }

    /** Whether one of the fields is a file. */
    boolean hasFile() {
        return fields.stream().anyMatch(BodyField::isFile);
    }

    /** Binds the body of a POST or PUT. */
    T read(RequestBody body) {
        return create(fields.stream().map(field -> field.read(body)).toArray());
    }

    /** Binds the body of a PATCH, where fields that are otherwise required may be absent. */
    T readPatch(RequestBody body) {
        return create(fields.stream().map(field -> field.readPatch(body)).toArray());
    }

    private T create(Object[] values) {
        try {
            return type.cast(constructor.invokeWithArguments(values));
        } catch (RuntimeException | Error refusal) {
            throw refusal;
        } catch (Throwable checked) {
            throw new AssertionError(checked);
        }
    }

    /** Returns the descriptions of the fields in a POST or PUT. */
    List<Param> params() {
        return fields.stream().map(BodyField::param).toList();
    }

    /** Returns the descriptions of the fields in a PATCH. */
    List<Param> patchParams() {
        return fields.stream().map(BodyField::patchParam).toList();
    }
}
