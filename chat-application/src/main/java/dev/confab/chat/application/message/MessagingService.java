package dev.confab.chat.application.message;

import dev.confab.chat.application.port.Environment;
import dev.confab.chat.application.room.RoomUpdate;
import dev.confab.chat.application.room.RoomUpdates;
import dev.confab.chat.application.view.MessageDetailsLoader;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.room.Body;
import dev.confab.chat.domain.room.ClientId;
import dev.confab.chat.domain.room.Draft;
import dev.confab.chat.domain.room.Image;
import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.MessageDetails;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.Room;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.Administrator;
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The writing half of {@link Messaging}. Every change goes through {@link RoomUpdates}. */
final class MessagingService extends MessageReader {

    private final RoomUpdates updates;
    private final Stores stores;
    private final MessageDetailsLoader details;
    private final Environment environment;

    MessagingService(RoomUpdates updates, Stores stores, MessageDetailsLoader details, Environment environment) {
        super(stores, details);
        this.updates = updates;
        this.stores = stores;
        this.details = details;
        this.environment = environment;
    }

    // --- posting ---------------------------------------------------------------------------------------------------

    @Override
    public PostResult post(PostMessage command) {
        var draft = command.draft();
        // Images are locked one by one, and two posts may compete for the same one, so they get their own transaction.
        return draft.images().isEmpty()
                ? updates.updateBatched(
                        command.room(), command.author(), draft.clientId(), update -> post(update, command))
                : updates.update(command.room(), update -> post(update, command));
    }

    private PostResult post(RoomUpdate update, PostMessage command) {
        var membership = update.membershipOf(command.author());
        update.room().requireVisibleTo(membership);
        var author = update.requireUser(command.author());
        return findRepeated(membership, command.draft(), update::messageSentAs)
                .map(earlier -> new PostResult(new MessageForViewer(earlier, membership), true))
                .orElseGet(() -> postNew(update, author, membership, command.draft()));
    }

    @Override
    public Optional<PostResult> findRepeated(PostMessage command) {
        return readVisible(
                command.author(),
                command.room(),
                (room, author) -> findRepeated(author, command.draft(), this::sentAs)
                        .map(earlier -> new PostResult(new MessageForViewer(earlier, author), true)));
    }

    private static Optional<MessageDetails> findRepeated(
            @Nullable Membership author,
            Draft draft,
            BiFunction<MembershipId, ClientId, Optional<MessageDetails>> messageSentAs) {
        if (author == null || draft.clientId() == null) {
            return Optional.empty();
        }
        var earlier = messageSentAs.apply(author.id(), draft.clientId());
        if (earlier.isPresent() && !draft.isRepeatOf(earlier.get().message())) {
            throw new Refusal.Conflict("This client_id was used for another message.");
        }
        return earlier;
    }

    private Optional<MessageDetails> sentAs(MembershipId author, ClientId clientId) {
        return stores.messages().findSent(author, clientId).map(details::of);
    }

    private PostResult postNew(RoomUpdate update, User author, @Nullable Membership membership, Draft draft) {
        var parent = parentOf(update, draft);
        var images = update.lockUnattached("images", draft.images(), author.id());
        var member = membership != null && membership.isActive() ? membership : join(update, membership, author);
        var posted = update.room().messages().post(member, draft, parent, newMessageId(), now());
        var created = update.recordPost(posted, author, attach(images, posted.message()));
        return new PostResult(new MessageForViewer(created, posted.author()), false);
    }

    private @Nullable Message parentOf(RoomUpdate update, Draft draft) {
        if (draft.parent() == null) {
            return null;
        }
        return update.message(draft.parent())
                .orElseThrow(() -> new Refusal.Invalid("parent_id", "Must be a message of the same room."));
    }

    private Membership join(RoomUpdate update, @Nullable Membership former, User user) {
        var joined = update.room().members().joinByPosting(former, user.id(), newMembershipId(), now());
        return update.recordJoin(joined, former, user).membership();
    }

    private static List<Image> attach(List<Image> images, Message message) {
        return IntStream.range(0, images.size())
                .mapToObj(position -> images.get(position).attachedTo(message, position))
                .toList();
    }

    @Override
    public PostResult postSystem(RoomId room, Body body, @Nullable ClientId clientId) {
        return updates.update(room, update -> {
            var system = stores.memberships().systemMember(room);
            return findRepeated(system.orElse(null), new Draft(body, null, clientId), this::sentAs)
                    .map(earlier -> new PostResult(new MessageForViewer(earlier, null), true))
                    .orElseGet(
                            () -> postSystem(update, system.orElseGet(() -> addSystemMember(update)), body, clientId));
        });
    }

    private PostResult postSystem(RoomUpdate update, Membership system, Body body, @Nullable ClientId clientId) {
        var posted = update.room().messages().postSystem(system, body, clientId, newMessageId(), now());
        return new PostResult(new MessageForViewer(update.recordPost(posted, null, List.of()), null), false);
    }

    private Membership addSystemMember(RoomUpdate update) {
        var system = update.room().members().systemMember(newMembershipId(), now());
        update.addSystemMember(system);
        return system;
    }

    // --- changing --------------------------------------------------------------------------------------------------

    @Override
    public MessageForViewer edit(UserId actor, RoomId room, MessageId id, @Nullable Body body) {
        return updates.update(room, update -> {
            var membership = requireVisible(update, actor);
            var message = require(room, id);
            update.room().messages().requireMayEdit(membership, message);
            if (body == null || message.body().equals(body.value())) {
                return new MessageForViewer(details.of(message), membership);
            }
            var edited = update.room().messages().edit(membership, message, body, now());
            var replaced = new Message.Revision(id, message.body(), now());
            return new MessageForViewer(update.recordEdit(edited, replaced), membership);
        });
    }

    @Override
    public void delete(UserId actor, RoomId room, MessageId id) {
        updates.update(room, update -> {
            var membership = requireVisible(update, actor);
            return delete(update, id, message -> update.room().messages().delete(membership, message, now()));
        });
    }

    @Override
    public void delete(Administrator administrator, MessageId id) {
        var room = stores.transactions()
                .read(() -> stores.messages().find(id))
                .map(Message::room)
                .orElseThrow(MessageReader::messageNotFound);
        updates.update(
                room,
                update ->
                        delete(update, id, message -> update.room().messages().delete(administrator, message, now())));
    }

    private MessageId delete(RoomUpdate update, MessageId id, Function<Message, Room.Change<Message>> toTombstone) {
        var message = require(update.room().id(), id);
        var deleted = toTombstone.apply(message);
        if (!message.isDeleted()) {
            update.recordTombstone(deleted, message);
        }
        return id;
    }

    @Override
    public PinResult pin(UserId actor, RoomId room, MessageId id) {
        return updates.update(room, update -> {
            var membership = requireVisible(update, actor);
            var message = require(room, id);
            var pinned = update.room().messages().pin(membership, message, now());
            return message.isPinned()
                    ? new PinResult(new MessageForViewer(details.of(message), membership), false)
                    : new PinResult(new MessageForViewer(update.recordPin(pinned), membership), true);
        });
    }

    @Override
    public void unpin(UserId actor, RoomId room, MessageId id) {
        updates.update(room, update -> {
            var membership = requireVisible(update, actor);
            var message = require(room, id);
            var unpinned = update.room().messages().unpin(membership, message);
            if (message.isPinned()) {
                update.recordPin(unpinned);
            }
            return id;
        });
    }

    private static @Nullable Membership requireVisible(RoomUpdate update, UserId actor) {
        var membership = update.membershipOf(actor);
        update.room().requireVisibleTo(membership);
        return membership;
    }

    private Instant now() {
        return environment.clock().instant();
    }

    private MessageId newMessageId() {
        return new MessageId(environment.ids().next());
    }

    private MembershipId newMembershipId() {
        return new MembershipId(environment.ids().next());
    }
}
