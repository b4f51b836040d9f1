package dev.confab.chat.domain.room;

import java.util.List;

/**
 * A message, who wrote it, and what hangs on it.
 *
 * @param reactions the earliest first
 * @param images in the order in which they are shown
 */
public record Authored(Message message, Member author, List<Reacted> reactions, List<Image> images) {

    public Authored {
        reactions = List.copyOf(reactions);
        images = List.copyOf(images);
    }

    /** A message on which nothing hangs. */
    public Authored(Message message, Member author) {
        this(message, author, List.of(), List.of());
    }
}
