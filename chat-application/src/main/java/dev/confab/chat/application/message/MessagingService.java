package dev.confab.chat.application.message;

import dev.confab.chat.application.port.Environment;
import dev.confab.chat.application.room.MessageDetailsLoader;
import dev.confab.chat.application.room.PrefetchRequest;
import dev.confab.chat.application.room.RoomUpdate;
import dev.confab.chat.application.room.RoomUpdates;
import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.IdSource;
import dev.confab.chat.domain.port.MembershipStore;
import dev.confab.chat.domain.port.MessageSearch;
import dev.confab.chat.domain.port.MessageStore;
import dev.confab.chat.domain.port.RoomStore;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.port.Transactions;
import dev.confab.chat.domain.room.Body;
import dev.confab.chat.domain.room.ClientId;
import dev.confab.chat.domain.room.Draft;
import dev.confab.chat.domain.room.Image;
import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.MessageDetails;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.MessageRevision;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.room.RoomTransition;
import dev.confab.chat.domain.user.Administrator;
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.UserId;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

final class MessagingService implements Messaging {

    private final RoomUpdates changes;
    private final Transactions transactions;
    private final RoomStore rooms;
    private final MembershipStore memberships;
    private final MessageStore messages;
    private final MessageDetailsLoader details;
    private final MessageReader histories;
    private final IdSource ids;
    private final InstantSource clock;

    MessagingService(RoomUpdates changes, Stores stores, MessageDetailsLoader details, Environment environment) {
        this.changes = changes;
        this.transactions = stores.transactions();
        this.rooms = stores.rooms();
        this.memberships = stores.memberships();
        this.messages = stores.messages();
        this.details = details;
        this.histories = new MessageReader(stores, details);
        this.ids = environment.ids();
        this.clock = environment.clock();
    }

    @Override
    public PostResult post(PostMessage command) {
        // Images are locked one by one and may be wanted for two messages at once, so a message with some goes alone.
        return command.draft().images().isEmpty()
                ? changes.updateBatched(foreseen(command), change -> post(change, command))
                : changes.update(command.room(), change -> post(change, command));
    }

    private static PrefetchRequest foreseen(PostMessage command) {
        return new PrefetchRequest(
                command.room(), command.author(), command.draft().clientId());
    }

    private PostResult post(RoomUpdate change, PostMessage command) {
        var past = change.membershipOf(command.author());
        change.room().requireVisibleTo(past);
        var user = change.require(command.author());
        return repeated(past, command.draft(), change::sent)
                .map(earlier -> new PostResult(new MessageForViewer(earlier, past), true))
                .orElseGet(() -> post(change, past, user, command.draft()));
    }

    @Override
    public Optional<PostResult> repeated(PostMessage command) {
        return transactions.read(() -> {
            var viewed =
                    rooms.findFor(command.room(), command.author()).orElseThrow(() -> new Refusal.NotFound("room"));
            var author = viewed.viewer();
            viewed.room().requireVisibleTo(author);
            return repeated(author, command.draft(), this::sent)
                    .map(earlier -> new PostResult(new MessageForViewer(earlier, author), true));
        });
    }

    private Optional<MessageDetails> sent(MembershipId author, ClientId clientId) {
        return messages.findSent(author, clientId).map(details::of);
    }

    private static Optional<MessageDetails> repeated(
            @Nullable Membership author,
            Draft draft,
            BiFunction<MembershipId, ClientId, Optional<MessageDetails>> earlierSent) {
        if (author == null || draft.clientId() == null) {
            return Optional.empty();
        }
        var sent = earlierSent.apply(author.id(), draft.clientId());
        if (sent.isPresent() && !draft.isRepeatOf(sent.get().message())) {
            throw new Refusal.Conflict("This client_id was used for another message.");
        }
        return sent;
    }

    private PostResult post(RoomUpdate change, @Nullable Membership past, User user, Draft draft) {
        var parent = parentOf(change, draft);
        var images = change.requireLoose("images", draft.images(), user.id());
        var author = past != null && past.isActive() ? past : join(change, past, user);
        var posted = change.room().post(author, draft, parent, new MessageId(ids.next()), clock.instant());
        var authored = change.posted(posted, user, placed(images, posted.message()));
        return new PostResult(new MessageForViewer(authored, posted.author()), false);
    }

    private static List<Image> placed(List<Image> images, Message on) {
        return IntStream.range(0, images.size())
                .mapToObj(place -> images.get(place).attachedTo(on, place))
                .toList();
    }

    private Membership join(RoomUpdate change, @Nullable Membership past, User user) {
        var fresh = new MembershipId(ids.next());
        var joined = change.room().joinByPosting(past, user.id(), fresh, clock.instant());
        return change.joined(joined, past, user).membership();
    }

    private @Nullable Message parentOf(RoomUpdate change, Draft draft) {
        if (draft.parent() == null) {
            return null;
        }
        return change.message(draft.parent())
                .orElseThrow(() -> new Refusal.Invalid("parent_id", "Must be a message of the same room."));
    }

    @Override
    public PostResult postSystem(RoomId room, Body body, @Nullable ClientId clientId) {
        return changes.update(room, change -> {
            var system = memberships.systemMember(room);
            return repeated(system.orElse(null), new Draft(body, null, clientId), this::sent)
                    .map(earlier -> new PostResult(new MessageForViewer(earlier, null), true))
                    .orElseGet(
                            () -> postSystem(change, system.orElseGet(() -> addSystemMember(change)), body, clientId));
        });
    }

    private PostResult postSystem(RoomUpdate change, Membership system, Body body, @Nullable ClientId clientId) {
        var posted = change.room().postSystem(system, body, clientId, new MessageId(ids.next()), clock.instant());
        return new PostResult(new MessageForViewer(change.posted(posted, null, List.of()), null), false);
    }

    private Membership addSystemMember(RoomUpdate change) {
        var system = change.room().systemMember(new MembershipId(ids.next()), clock.instant());
        change.addSystemMember(system);
        return system;
    }

    @Override
    public MessageForViewer edit(UserId actor, RoomId room, MessageId id, @Nullable Body body) {
        return changes.update(room, change -> {
            var editing = change.membershipOf(actor);
            change.room().requireVisibleTo(editing);
            var message = histories.require(room, id);
            change.room().requireMayEdit(editing, message);
            if (body == null || message.body().equals(body.value())) {
                return new MessageForViewer(details.of(message), editing);
            }
            var edited = change.room().edit(editing, message, body, clock.instant());
            var earlier = new MessageRevision(id, message.body(), clock.instant());
            return new MessageForViewer(change.edited(edited, earlier), editing);
        });
    }

    @Override
    public void delete(UserId actor, RoomId room, MessageId id) {
        changes.update(room, change -> {
            var deleting = change.membershipOf(actor);
            change.room().requireVisibleTo(deleting);
            return delete(change, id, message -> change.room().delete(deleting, message, clock.instant()));
        });
    }

    @Override
    public void delete(Administrator by, MessageId id) {
        var room = transactions
                .read(() -> messages.find(id))
                .map(Message::room)
                .orElseThrow(() -> new Refusal.NotFound("message"));
        changes.update(
                room, change -> delete(change, id, message -> change.room().delete(by, message, clock.instant())));
    }

    private MessageId delete(RoomUpdate change, MessageId id, Function<Message, RoomTransition<Message>> burial) {
        var message = histories.require(change.room().id(), id);
        var deleted = burial.apply(message);
        if (!message.isDeleted()) {
            change.deleted(deleted, message);
        }
        return id;
    }

    @Override
    public PinResult pin(UserId actor, RoomId room, MessageId id) {
        return changes.update(room, change -> {
            var pinning = change.membershipOf(actor);
            change.room().requireVisibleTo(pinning);
            var message = histories.require(room, id);
            var pinned = change.room().pin(pinning, message, clock.instant());
            return message.isPinned()
                    ? new PinResult(new MessageForViewer(details.of(message), pinning), false)
                    : new PinResult(new MessageForViewer(change.pinned(pinned), pinning), true);
        });
    }

    @Override
    public void unpin(UserId actor, RoomId room, MessageId id) {
        changes.update(room, change -> {
            var unpinning = change.membershipOf(actor);
            change.room().requireVisibleTo(unpinning);
            var message = histories.require(room, id);
            var unpinned = change.room().unpin(unpinning, message);
            if (message.isPinned()) {
                change.pinned(unpinned);
            }
            return id;
        });
    }

    @Override
    public SearchPage search(UserId reader, RoomId room, MessageSearch.Filter filter, HistoryRange place, int limit) {
        return histories.search(reader, room, filter, place, limit);
    }

    @Override
    public RoomId roomOf(UserId reader, MessageId message) {
        return histories.roomOf(reader, message);
    }

    @Override
    public HistoryPage history(UserId reader, RoomId room, HistoryRange span, int limit) {
        return histories.history(reader, room, span, limit);
    }

    @Override
    public HistoryPage replies(UserId reader, RoomId room, MessageId parent, Page.Window window) {
        return histories.replies(reader, room, parent, window);
    }

    @Override
    public MessageForViewer find(UserId reader, RoomId room, MessageId message) {
        return histories.find(reader, room, message);
    }

    @Override
    public List<MessageRevision> edits(UserId actor, RoomId room, MessageId message) {
        return histories.edits(actor, room, message);
    }
}
