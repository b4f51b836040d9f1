package dev.confab.chat.domain.port;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;
import static java.util.stream.Collectors.toMap;

import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.room.ClientId;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.RoomId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Messages in a map. */
public final class InMemoryMessageStore implements MessageStore {

    private static final Comparator<Message> OLDEST_FIRST = comparingLong(Message::seq);

    private final InMemoryTransactions transactions;

    public InMemoryMessageStore(InMemoryTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void append(List<Message> messages) {
        messages.forEach(this::append);
    }

    private void append(Message message) {
        var stored = transactions.writing().messages;
        var sentAs = message.idempotencyKey();
        if (sentAs != null && findSent(message.author(), sentAs.clientId()).isPresent()) {
            throw new IllegalStateException("client id " + sentAs.clientId() + " was used before");
        }
        stored.put(message.id(), message);
    }

    @Override
    public void update(Message message) {
        transactions.writing().messages.replace(message.id(), message);
    }

    @Override
    public Optional<Message> find(MessageId id) {
        return Optional.ofNullable(transactions.reading().messages.get(id));
    }

    @Override
    public List<Message> findAll(RoomId room, Set<MessageId> ids) {
        return in(room).filter(message -> ids.contains(message.id())).toList();
    }

    @Override
    public Optional<Message> findSent(MembershipId author, ClientId clientId) {
        return all(message -> message.author().equals(author)
                        && message.idempotencyKey() != null
                        && message.idempotencyKey().clientId().equals(clientId))
                .findAny();
    }

    @Override
    public Map<ClientMessageKey, Message> findSent(Set<ClientMessageKey> sendings) {
        var found = new HashMap<ClientMessageKey, Message>();
        sendings.forEach(sending ->
                findSent(sending.author(), sending.clientId()).ifPresent(message -> found.put(sending, message)));
        return found;
    }

    @Override
    public List<Message> before(RoomId room, long seq, int limit) {
        return in(room).filter(message -> message.seq() < seq)
                .sorted(OLDEST_FIRST.reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public List<Message> after(RoomId room, long seq, int limit) {
        return in(room).filter(message -> message.seq() > seq)
                .sorted(OLDEST_FIRST)
                .limit(limit)
                .toList();
    }

    @Override
    public List<Message> changedSince(RoomId room, long version, int limit) {
        return in(room).filter(message -> message.version() > version)
                .sorted(comparingLong(Message::version))
                .limit(limit)
                .toList();
    }

    @Override
    public Page<Message> replies(MessageId parent, Page.Window window) {
        var replies = all(message -> parent.equals(message.parent())).sorted(OLDEST_FIRST);
        return Pages.cut(replies.toList(), window);
    }

    @Override
    public Map<RoomId, Message> lastOf(Set<RoomId> rooms) {
        return all(message -> rooms.contains(message.room()))
                .collect(toMap(Message::room, Function.identity(), BinaryOperator.maxBy(OLDEST_FIRST)));
    }

    @Override
    public void addEdit(Message.Revision edit) {
        transactions.writing().edits.add(edit);
        var all = edits(edit.message());
        if (all.size() > Message.Revision.MAX_OF_MESSAGE) {
            transactions.writing().edits.remove(all.get(1));
        }
    }

    @Override
    public List<Message.Revision> edits(MessageId id) {
        return transactions.reading().edits.stream()
                .filter(edit -> edit.message().equals(id))
                .sorted(comparing(Message.Revision::replaced))
                .toList();
    }

    private Stream<Message> in(RoomId room) {
        return all(message -> message.room().equals(room));
    }

    private Stream<Message> all(Predicate<Message> condition) {
        return transactions.reading().messages.values().stream().filter(condition);
    }
}
