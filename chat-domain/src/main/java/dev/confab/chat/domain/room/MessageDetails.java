package dev.confab.chat.domain.room;

import java.util.List;
import java.util.stream.Stream;

/**
 * A message with its author, reactions and images.
 *
 * @param reactions in the order in which they were given
 * @param images in the order in which they are shown
 */
public record MessageDetails(Message message, Member author, List<MemberReaction> reactions, List<Image> images) {

    public MessageDetails {
        reactions = List.copyOf(reactions);
        images = List.copyOf(images);
    }

    /** Creates the details of a message without reactions and images. */
    public MessageDetails(Message message, Member author) {
        this(message, author, List.of(), List.of());
    }

    /** A reaction with the member who gave it. */
    public record MemberReaction(Reaction reaction, Member member) {}

    /** Returns the details after a reaction was added, which changed the message to {@code updated}. */
    public MessageDetails withReaction(Message updated, MemberReaction added) {
        var all = Stream.concat(reactions.stream(), Stream.of(added)).toList();
        return new MessageDetails(updated, author, all, images);
    }

    /** Returns the details after a reaction was removed, which changed the message to {@code updated}. */
    public MessageDetails withoutReaction(Message updated, MemberReaction removed) {
        var removedId = removed.reaction().id();
        var remaining = reactions.stream()
                .filter(reaction -> !reaction.reaction().id().equals(removedId))
                .toList();
        return new MessageDetails(updated, author, remaining, images);
    }
}
