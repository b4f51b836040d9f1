package dev.confab.chat.domain.room;

import java.util.List;
import java.util.stream.Stream;

/**
 * A message, who wrote it, and what hangs on it.
 *
 * @param reactions the earliest first
 * @param images in the order in which they are shown
 */
public record MessageDetails(Message message, Member author, List<MemberReaction> reactions, List<Image> images) {

    public MessageDetails {
        reactions = List.copyOf(reactions);
        images = List.copyOf(images);
    }

    /** The message as it is {@code now}, after somebody reacted. */
    public MessageDetails withReaction(Message now, MemberReaction added) {
        return new MessageDetails(
                now, author, Stream.concat(reactions.stream(), Stream.of(added)).toList(), images);
    }

    /** The message as it is {@code now}, after somebody took a reaction back. */
    public MessageDetails withoutReaction(Message now, MemberReaction removed) {
        var rest = reactions.stream()
                .filter(reacted ->
                        !reacted.reaction().id().equals(removed.reaction().id()))
                .toList();
        return new MessageDetails(now, author, rest, images);
    }

    /** A message on which nothing hangs. */
    public MessageDetails(Message message, Member author) {
        this(message, author, List.of(), List.of());
    }
}
