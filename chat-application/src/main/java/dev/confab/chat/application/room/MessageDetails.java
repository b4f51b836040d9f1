package dev.confab.chat.application.room;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.MembershipStore;
import dev.confab.chat.domain.room.Authored;
import dev.confab.chat.domain.room.Member;
import dev.confab.chat.domain.room.Message;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Completes messages with all that a reader sees of them; a constant number of statements, however many they are. Call
 * within a unit of work.
 */
public final class MessageDetails {

    private final MembershipStore memberships;

    public MessageDetails(MembershipStore memberships) {
        this.memberships = memberships;
    }

    /**
     * One message.
     *
     * @throws Refusal.NotFound if its room has been deleted since it was read
     */
    public Authored of(Message message) {
        return of(List.of(message)).stream().findAny().orElseThrow(() -> new Refusal.NotFound("message"));
    }

    /** The messages in the same order, without those whose room has been deleted since they were read. */
    public List<Authored> of(Collection<Message> messages) {
        var authors = memberships.members(messages.stream().map(Message::author).collect(Collectors.toSet()));
        return messages.stream()
                .flatMap(message -> authored(message, authors.get(message.author())).stream())
                .toList();
    }

    private static Optional<Authored> authored(Message message, @Nullable Member author) {
        return Optional.ofNullable(author).map(by -> new Authored(message, by));
    }
}
