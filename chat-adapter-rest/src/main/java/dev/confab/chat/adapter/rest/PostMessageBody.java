package dev.confab.chat.adapter.rest;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.room.Body;
import dev.confab.chat.domain.room.ClientId;
import dev.confab.chat.domain.room.Draft;
import dev.confab.chat.domain.room.ImageId;
import dev.confab.chat.domain.room.MessageId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A message to post. The fields of a reaction are those of {@link ReactionRoutes}. */
record PostMessageBody(
        @FieldSpec(maxLength = Body.MAX_LENGTH, about = "Required unless there are images") @Nullable
        String body,

        @FieldSpec(about = "At most ten of your uploads that no message uses") @Nullable
        Set<ImageId> images,

        @Nullable MessageId parentId,

        @FieldSpec(maxLength = ClientId.MAX_LENGTH) @Nullable
        String clientId,

        boolean isReaction) {

    /** @param idempotencyKey the header of that name, which means the same as {@code client_id} */
    Draft toDraft(@Nullable String idempotencyKey) {
        var imageIds = images == null ? List.<ImageId>of() : List.copyOf(images);
        return new Draft(toBody(imageIds.isEmpty()), imageIds, parentId, clientId(clientId, idempotencyKey));
    }

    /** Some clients send an empty text together with images. */
    private @Nullable Body toBody(boolean isRequired) {
        if (body == null && isRequired) {
            throw new Refusal.Invalid("body", "This field is required.");
        }
        return body == null || (body.isEmpty() && !isRequired) ? null : new Body(body);
    }

    /** Returns the client id of the body or the header; both must be the same if both are present. */
    static @Nullable ClientId clientId(@Nullable String field, @Nullable String idempotencyKey) {
        if (field != null && idempotencyKey != null && !field.equals(idempotencyKey)) {
            throw new Refusal.Invalid(
                    "client_id", "Must be the same as the header " + MessageRoutes.IDEMPOTENCY_KEY + ".");
        }
        var id = field == null ? idempotencyKey : field;
        return id == null ? null : new ClientId(id);
    }
}
