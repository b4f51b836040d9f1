package dev.confab.chat.adapter.persistence;

import static java.util.Objects.requireNonNull;

import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.port.MessageStore;
import dev.confab.chat.domain.room.ClientId;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.RoomId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.query.SelectionQuery;

/** The store of messages in {@code message} and their earlier versions in {@code message_edit}. */
final class SqlMessageStore implements MessageStore {

    private final HibernateTransactions units;

    SqlMessageStore(HibernateTransactions units) {
        this.units = units;
    }

    @Override
    public void append(List<Message> messages) {
        var session = units.writeSession();
        if (messages.size() == 1) {
            session.insert(new MessageRow().from(messages.get(0)));
        } else {
            session.insertMultiple(messages.stream()
                    .map(message -> new MessageRow().from(message))
                    .toList());
        }
    }

    @Override
    public void update(Message message) {
        units.writeSession().update(new MessageRow().from(message));
    }

    @Override
    public Optional<Message> find(MessageId id) {
        return Optional.ofNullable(units.readSession().get(MessageRow.class, id.value()))
                .map(MessageRow::toDomain);
    }

    @Override
    public List<Message> findAll(RoomId room, Set<MessageId> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        var found = units.readSession()
                .createNativeQuery("select * from message where id = any(:ids) and room_id = :room", MessageRow.class)
                .setParameter("ids", Queries.array(ids, MessageId::value))
                .setParameter("room", room.value());
        return Queries.list(found, MessageRow::toDomain);
    }

    @Override
    public Optional<Message> findSent(MembershipId author, ClientId clientId) {
        return query("where m.authorId = :author and m.clientId = :clientId")
                .setParameter("author", author.value())
                .setParameter("clientId", clientId.value())
                .uniqueResultOptional()
                .map(MessageRow::toDomain);
    }

    /** Looks each key up by index, independently of the planner. */
    @Override
    public Map<ClientMessageKey, Message> findSent(Set<ClientMessageKey> sendings) {
        if (sendings.isEmpty()) {
            return Map.of();
        }
        var all = List.copyOf(sendings);
        return units.readSession()
                .createNativeQuery("""
                        select * from message where id = any(array(
                            select (select m.id from message m
                                where m.author_id = sending.author_id and m.client_id = sending.client_id)
                            from unnest(cast(:authors as uuid array), cast(:clientIds as varchar array))
                                as sending (author_id, client_id)))""", MessageRow.class)
                .setParameter(
                        "authors",
                        Queries.array(all, sending -> sending.author().value()))
                .setParameter(
                        "clientIds",
                        all.stream().map(sending -> sending.clientId().value()).toArray(String[]::new))
                .getResultStream()
                .map(MessageRow::toDomain)
                .collect(Collectors.toMap(SqlMessageStore::sending, Function.identity()));
    }

    private static ClientMessageKey sending(Message message) {
        return new ClientMessageKey(
                message.author(), requireNonNull(message.idempotencyKey()).clientId());
    }

    @Override
    public List<Message> before(RoomId room, long seq, int limit) {
        var messages = query("where m.roomId = :room and m.seq < :seq order by m.seq desc")
                .setParameter("room", room.value())
                .setParameter("seq", seq)
                .setMaxResults(limit);
        return Queries.list(messages, MessageRow::toDomain);
    }

    @Override
    public List<Message> after(RoomId room, long seq, int limit) {
        var messages = query("where m.roomId = :room and m.seq > :seq order by m.seq")
                .setParameter("room", room.value())
                .setParameter("seq", seq)
                .setMaxResults(limit);
        return Queries.list(messages, MessageRow::toDomain);
    }

    @Override
    public List<Message> changedSince(RoomId room, long version, int limit) {
        var messages = query("where m.roomId = :room and m.version > :version order by m.version")
                .setParameter("room", room.value())
                .setParameter("version", version)
                .setMaxResults(limit);
        return Queries.list(messages, MessageRow::toDomain);
    }

    @Override
    public Page<Message> replies(MessageId parent, Page.Window window) {
        var total = units.readSession()
                .createSelectionQuery("select count(*) from MessageRow m where m.parentId = :parent", Long.class)
                .setParameter("parent", parent.value())
                .getSingleResult();
        var replies = query("where m.parentId = :parent order by m.seq").setParameter("parent", parent.value());
        return new Page<>(total, Queries.list(Queries.within(replies, window), MessageRow::toDomain));
    }

    /** Reads only the end of each room's index of seqs. */
    @Override
    public Map<RoomId, Message> lastOf(Set<RoomId> rooms) {
        if (rooms.isEmpty()) {
            return Map.of();
        }
        return units.readSession()
                .createNativeQuery("""
                        select m.* from room r join message m on m.room_id = r.id
                            and m.seq = (select max(x.seq) from message x where x.room_id = r.id)
                        where r.id = any(:rooms)""", MessageRow.class)
                .setParameter("rooms", Queries.array(rooms, RoomId::value))
                .getResultStream()
                .map(MessageRow::toDomain)
                .collect(Collectors.toMap(Message::room, Function.identity()));
    }

    @Override
    public void addEdit(Message.Revision edit) {
        units.writeSession().insert(new EditRow().from(edit));
        units.writeSession()
                .createNativeMutationQuery("""
                        delete from message_edit where message_id = :message
                            and id > (select min(id) from message_edit where message_id = :message)
                            and id <= (select id from message_edit where message_id = :message order by id desc
                                offset :latest rows fetch first 1 row only)""")
                .setParameter("message", edit.message().value())
                .setParameter("latest", Message.Revision.MAX_OF_MESSAGE - 1)
                .executeUpdate();
    }

    @Override
    public List<Message.Revision> edits(MessageId id) {
        var edits = units.readSession()
                .createSelectionQuery("from EditRow e where e.messageId = :id order by e.id", EditRow.class)
                .setParameter("id", id.value());
        return Queries.list(edits, EditRow::toDomain);
    }

    private SelectionQuery<MessageRow> query(String whereAndOrder) {
        return units.readSession().createSelectionQuery("from MessageRow m " + whereAndOrder, MessageRow.class);
    }
}
