package dev.confab.chat.application.room;

import static java.util.stream.Collectors.toSet;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.ImageCatalog;
import dev.confab.chat.domain.port.MembershipStore;
import dev.confab.chat.domain.port.ReactionStore;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.room.Image;
import dev.confab.chat.domain.room.Member;
import dev.confab.chat.domain.room.MemberReaction;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.MessageDetails;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.Reaction;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Completes messages with all that a reader sees of them: one statement for all people in them, and one more for the
 * reactions and one for the images where there are any, however many messages. Call within a unit of work.
 */
public final class MessageDetailsLoader {

    private final MembershipStore memberships;
    private final ReactionStore reactions;
    private final ImageCatalog images;

    public MessageDetailsLoader(Stores stores) {
        this.memberships = stores.memberships();
        this.reactions = stores.reactions();
        this.images = stores.images();
    }

    /**
     * One message.
     *
     * @throws Refusal.NotFound if its room has been deleted since it was read
     */
    public MessageDetails of(Message message) {
        return of(List.of(message)).stream().findAny().orElseThrow(() -> new Refusal.NotFound("message"));
    }

    /** The messages in the same order, without those whose room has been deleted since they were read. */
    public List<MessageDetails> of(Collection<Message> messages) {
        var given = reactionsTo(messages);
        var shown = imagesOn(messages);
        var people = memberships.members(peopleIn(messages, given));
        return messages.stream()
                .flatMap(message -> authored(message, given, shown, people).stream())
                .toList();
    }

    private Map<MessageId, List<Reaction>> reactionsTo(Collection<Message> messages) {
        var ids = idsOf(messages, message -> message.counts().reactions() > 0);
        return ids.isEmpty() ? Map.of() : reactions.of(ids);
    }

    private Map<MessageId, List<Image>> imagesOn(Collection<Message> messages) {
        var ids = idsOf(messages, message -> message.counts().images() > 0);
        return ids.isEmpty() ? Map.of() : images.attachedTo(ids);
    }

    private static Set<MessageId> idsOf(Collection<Message> messages, Predicate<Message> condition) {
        return messages.stream().filter(condition).map(Message::id).collect(toSet());
    }

    private static Set<MembershipId> peopleIn(Collection<Message> messages, Map<MessageId, List<Reaction>> given) {
        var authors = messages.stream().map(Message::author);
        var reactors = given.values().stream().flatMap(List::stream).map(Reaction::member);
        return Stream.concat(authors, reactors).collect(toSet());
    }

    private static Optional<MessageDetails> authored(
            Message message,
            Map<MessageId, List<Reaction>> given,
            Map<MessageId, List<Image>> shown,
            Map<MembershipId, Member> people) {
        var reacted = given.getOrDefault(message.id(), List.of()).stream()
                .flatMap(reaction -> Optional.ofNullable(people.get(reaction.member())).stream()
                        .map(member -> new MemberReaction(reaction, member)))
                .toList();
        var images = shown.getOrDefault(message.id(), List.of());
        return Optional.ofNullable(people.get(message.author()))
                .map(author -> new MessageDetails(message, author, reacted, images));
    }
}
