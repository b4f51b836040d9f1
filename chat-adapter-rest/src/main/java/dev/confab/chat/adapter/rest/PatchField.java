package dev.confab.chat.adapter.rest;

import org.jspecify.annotations.Nullable;

/**
 * A field that distinguishes null from absence: absent leaves a value as it is, null clears it.
 *
 * @param value null if the field is absent or null
 */
record PatchField<T>(boolean isPresent, @Nullable T value) {

    static <T> PatchField<T> absent() {
        return new PatchField<>(false, null);
    }

    static <T> PatchField<T> of(@Nullable T value) {
        return new PatchField<>(true, value);
    }

    /** Returns the value, which may be null, or {@code current} if the field is absent. */
    @Nullable
    T orCurrent(@Nullable T current) {
        return isPresent ? value : current;
    }
}
