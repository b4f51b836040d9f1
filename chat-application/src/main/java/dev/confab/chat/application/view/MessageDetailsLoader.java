package dev.confab.chat.application.view;

import static java.util.stream.Collectors.toSet;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.ImageCatalog;
import dev.confab.chat.domain.port.MembershipStore;
import dev.confab.chat.domain.port.ReactionStore;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.room.Image;
import dev.confab.chat.domain.room.Member;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.MessageDetails;
import dev.confab.chat.domain.room.MessageDetails.MemberReaction;
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
 * Loads the authors, reactions and images of messages. Needs one statement for all members, one for all reactions and one
 * for all images, whatever the number of messages. Must be called in a transaction.
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
     * Returns the details of one message.
     *
     * @throws Refusal.NotFound if the room was deleted after the message was read
     */
    public MessageDetails of(Message message) {
        return of(List.of(message)).stream().findAny().orElseThrow(() -> new Refusal.NotFound("message"));
    }

    /** Returns the details of {@code messages} in the same order, except messages whose room was deleted meanwhile. */
    public List<MessageDetails> of(Collection<Message> messages) {
        var reactionsByMessage = reactionsTo(messages);
        var imagesByMessage = imagesOn(messages);
        var members = memberships.members(memberIds(messages, reactionsByMessage));
        return messages.stream()
                .flatMap(message -> details(message, reactionsByMessage, imagesByMessage, members).stream())
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

    private static Set<MembershipId> memberIds(
            Collection<Message> messages, Map<MessageId, List<Reaction>> reactionsByMessage) {
        var authors = messages.stream().map(Message::author);
        var reactors =
                reactionsByMessage.values().stream().flatMap(List::stream).map(Reaction::member);
        return Stream.concat(authors, reactors).collect(toSet());
    }

    private static Optional<MessageDetails> details(
            Message message,
            Map<MessageId, List<Reaction>> reactionsByMessage,
            Map<MessageId, List<Image>> imagesByMessage,
            Map<MembershipId, Member> members) {
        var reactions = reactionsByMessage.getOrDefault(message.id(), List.of()).stream()
                .flatMap(reaction -> Optional.ofNullable(members.get(reaction.member())).stream()
                        .map(member -> new MemberReaction(reaction, member)))
                .toList();
        var images = imagesByMessage.getOrDefault(message.id(), List.of());
        return Optional.ofNullable(members.get(message.author()))
                .map(author -> new MessageDetails(message, author, reactions, images));
    }
}
