package dev.confab.chat.domain.room;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.Sha256;
import dev.confab.chat.domain.room.Message.IdempotencyKey;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The content of a message before it is posted: a text, images or both.
 *
 * @param body null for images alone
 * @param images at most {@value Image#MAX_PER_MESSAGE} distinct images, in the order in which they are shown
 * @param parent the message that the draft replies to; null outside a thread
 * @param clientId null if repeating the request may post the message again
 * @param upload the digest of the file uploaded with the request, which identifies a repeat; null without such a file
 */
public record Draft(
        @Nullable Body body,
        List<ImageId> images,
        @Nullable MessageId parent,
        @Nullable ClientId clientId,
        @Nullable String upload) {

    public Draft {
        images = List.copyOf(images);
        if (body == null && images.isEmpty()) {
            throw new Refusal.Invalid("body", "Must not be blank unless there are images.");
        }
        if (images.size() > Image.MAX_PER_MESSAGE || Set.copyOf(images).size() < images.size()) {
            throw new Refusal.Invalid("images", "Must be at most " + Image.MAX_PER_MESSAGE + " distinct images.");
        }
    }

    public Draft(@Nullable Body body, List<ImageId> images, @Nullable MessageId parent, @Nullable ClientId clientId) {
        this(body, images, parent, clientId, null);
    }

    /** Returns a draft of one image, whose file was uploaded with the request. */
    public static Draft ofUpload(ImageId image, @Nullable ClientId clientId, @Nullable String digest) {
        return new Draft(null, List.of(image), null, clientId, digest);
    }

    /** Creates a draft of text alone. */
    public Draft(Body body, @Nullable MessageId parent, @Nullable ClientId clientId) {
        this(body, List.of(), parent, clientId);
    }

    /** Returns the text, which is empty for images alone. */
    String text() {
        return body == null ? "" : body.value();
    }

    /** Returns the client id with a digest of the whole content, or null if there is no client id. */
    @Nullable
    IdempotencyKey idempotencyKey() {
        return clientId == null ? null : new IdempotencyKey(clientId, digest());
    }

    /** Whether {@code earlier}, a message with the same client id, was first sent with the same content. */
    public boolean isRepeatOf(Message earlier) {
        return earlier.idempotencyKey() != null
                && earlier.idempotencyKey().digest().equals(digest());
    }

    /** Returns the digest of the content. NUL separates the images from the text, which cannot contain one. */
    private String digest() {
        var imageIds = images.stream().map(image -> "\0" + image).collect(Collectors.joining());
        return Sha256.hex(parent + "\n" + text() + (upload == null ? imageIds : "\0" + upload));
    }
}
