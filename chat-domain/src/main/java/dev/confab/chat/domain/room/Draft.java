package dev.confab.chat.domain.room;

import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to say.
 *
 * @param parent the message it replies to; null outside a thread
 * @param clientId the client's name for it; null gives up the protection against sending twice
 */
public record Draft(
        Body body, @Nullable MessageId parent, @Nullable ClientId clientId) {

    /** The client's name for this draft, with a digest of all its content; null when it gave none. */
    @Nullable
    SentAs sentAs() {
        return clientId == null ? null : new SentAs(clientId, digest());
    }

    /** Was {@code earlier}, sent under the same client id, sent with this very content? */
    public boolean isRepeatOf(Message earlier) {
        return earlier.sentAs() != null && earlier.sentAs().digest().equals(digest());
    }

    private String digest() {
        return Digest.of(parent + "\n" + body.value());
    }
}
