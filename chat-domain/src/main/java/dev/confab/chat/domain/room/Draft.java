package dev.confab.chat.domain.room;

import dev.confab.chat.domain.Digest;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.room.Message.IdempotencyKey;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to say, in words or images or both.
 *
 * @param body null for images alone
 * @param images at most {@value Image#MAX_PER_MESSAGE} different ones, in the order in which they are shown
 * @param parent the message it replies to; null outside a thread
 * @param clientId the client's name for it; null gives up the protection against sending twice
 * @param upload a digest of the file that was sent along, by which a repeat is known; null where images are named
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
            throw new Refusal.Invalid("body", "Either a text or images are required.");
        }
        if (images.size() > Image.MAX_PER_MESSAGE || Set.copyOf(images).size() < images.size()) {
            throw new Refusal.Invalid("images", "At most " + Image.MAX_PER_MESSAGE + " different images.");
        }
    }

    public Draft(@Nullable Body body, List<ImageId> images, @Nullable MessageId parent, @Nullable ClientId clientId) {
        this(body, images, parent, clientId, null);
    }

    /** An image alone, whose file was sent along. */
    public static Draft ofUpload(ImageId image, @Nullable ClientId clientId, @Nullable String digest) {
        return new Draft(null, List.of(image), null, clientId, digest);
    }

    /** What is said in words alone. */
    public Draft(Body body, @Nullable MessageId parent, @Nullable ClientId clientId) {
        this(body, List.of(), parent, clientId);
    }

    /** The words; empty for images alone. */
    String text() {
        return body == null ? "" : body.value();
    }

    /** The client's name for this draft, with a digest of all its content; null when it gave none. */
    @Nullable
    IdempotencyKey idempotencyKey() {
        return clientId == null ? null : new IdempotencyKey(clientId, digest());
    }

    /** Was {@code earlier}, sent under the same client id, sent with this very content? */
    public boolean isRepeatOf(Message earlier) {
        return earlier.idempotencyKey() != null
                && earlier.idempotencyKey().digest().equals(digest());
    }

    /** A body holds no NUL, so nothing but images can follow one. */
    private String digest() {
        var names = images.stream().map(image -> "\0" + image).collect(Collectors.joining());
        return Digest.of(parent + "\n" + text() + (upload == null ? names : "\0" + upload));
    }
}
