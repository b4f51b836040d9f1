package dev.confab.chat.adapter.rest;

import dev.confab.chat.adapter.wire.Fields;
import dev.confab.chat.application.image.Upload;
import dev.confab.chat.domain.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * The body of one request, read and not yet bound to a record.
 *
 * @param fields of the JSON object or the form
 * @param file null if the body is JSON or a form without a file
 */
record RequestBody(Fields fields, @Nullable Upload file) {

    /** The one name that a file may have in a form. */
    static final String FILE = "image";

    /** Binds the body to a record; fields that are {@link FieldSpec#requiredUnlessPatch} must be present. */
    <T extends Record> T as(Class<T> type) {
        return BodyType.of(type).read(this);
    }

    Upload requireFile() {
        if (file == null) {
            throw new Refusal.Invalid(FILE, "This field is required, with a file.");
        }
        return file;
    }
}
