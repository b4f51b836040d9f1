package dev.confab.chat.adapter.persistence;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;

import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.port.ImageCatalog;
import dev.confab.chat.domain.room.Image;
import dev.confab.chat.domain.room.ImageId;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.room.UnattachedUploads;
import dev.confab.chat.domain.user.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.LockMode;
import org.hibernate.query.MutationQuery;
import org.hibernate.query.SelectionQuery;
import org.jspecify.annotations.Nullable;

/** The catalog of images in {@code image}. */
final class SqlImageCatalog implements ImageCatalog {

    private final HibernateTransactions units;

    SqlImageCatalog(HibernateTransactions units) {
        this.units = units;
    }

    @Override
    public void add(Image image) {
        units.writeSession().insert(new ImageRow().from(image));
    }

    @Override
    public Optional<Image> find(ImageId id) {
        return kept(units.readSession().get(ImageRow.class, id.value()));
    }

    @Override
    public Optional<Image> lock(ImageId id) {
        return kept(units.writeSession().get(ImageRow.class, id.value(), LockMode.PESSIMISTIC_WRITE));
    }

    private static Optional<Image> kept(@Nullable ImageRow row) {
        return Optional.ofNullable(row).filter(found -> !found.discarded).map(ImageRow::toDomain);
    }

    @Override
    public void update(Image image) {
        units.writeSession().update(new ImageRow().from(image));
    }

    @Override
    public Map<MessageId, List<Image>> attachedTo(Set<MessageId> messages) {
        if (messages.isEmpty()) {
            return Map.of();
        }
        return units.readSession()
                .createNativeQuery("""
                        select * from image where message_id = any(:messages) and not discarded
                        order by place, id""", ImageRow.class)
                .setParameter("messages", Queries.array(messages, MessageId::value))
                .getResultStream()
                .map(ImageRow::toDomain)
                .collect(groupingBy(image -> requireNonNull(image.message())));
    }

    @Override
    public Page<Image> uploadedBy(UserId uploader, Page.Window window) {
        var total = units.readSession()
                .createSelectionQuery(
                        "select count(*) from ImageRow i where i.uploaderId = :uploader and not i.discarded",
                        Long.class)
                .setParameter("uploader", uploader.value())
                .getSingleResult();
        SelectionQuery<ImageRow> images = units.readSession()
                .createSelectionQuery("""
                        from ImageRow i where i.uploaderId = :uploader and not i.discarded
                        order by i.created desc, i.id desc""", ImageRow.class)
                .setParameter("uploader", uploader.value());
        return new Page<>(total, Queries.list(Queries.within(images, window), ImageRow::toDomain));
    }

    @Override
    public UnattachedUploads unattached(UserId uploader) {
        return units.readSession()
                .createSelectionQuery("""
                        select new dev.confab.chat.domain.room.UnattachedUploads(count(*), coalesce(sum(i.size), 0L))
                        from ImageRow i where i.uploaderId = :uploader and i.roomId is null and not i.discarded""", UnattachedUploads.class)
                .setParameter("uploader", uploader.value())
                .getSingleResult();
    }

    @Override
    public void discard(Collection<ImageId> ids) {
        if (!ids.isEmpty()) {
            discardWhere("i.id in :ids").setParameter("ids", values(ids)).executeUpdate();
        }
    }

    @Override
    public void discardOn(MessageId message) {
        discardWhere("i.messageId = :message")
                .setParameter("message", message.value())
                .executeUpdate();
    }

    @Override
    public void discardOf(RoomId room) {
        discardWhere("i.roomId = :room").setParameter("room", room.value()).executeUpdate();
    }

    @Override
    public int discardUnattached(Instant time, int limit) {
        return units.writeSession()
                .createNativeMutationQuery("""
                        update image set discarded = true where id in (
                            select id from image where room_id is null and created < :time and not discarded
                            fetch first :limit rows only)""")
                .setParameter("time", time)
                .setParameter("limit", limit)
                .executeUpdate();
    }

    private MutationQuery discardWhere(String condition) {
        return units.writeSession()
                .createMutationQuery(
                        "update ImageRow i set i.discarded = true, i.roomId = null, i.messageId = null where "
                                + condition);
    }

    @Override
    public List<ImageId> discarded(int limit) {
        return units
                .readSession()
                .createSelectionQuery("select i.id from ImageRow i where i.discarded", UUID.class)
                .setMaxResults(limit)
                .getResultList()
                .stream()
                .map(ImageId::new)
                .toList();
    }

    @Override
    public void forget(Collection<ImageId> ids) {
        if (!ids.isEmpty()) {
            units.writeSession()
                    .createMutationQuery("delete from ImageRow i where i.discarded and i.id in :ids")
                    .setParameter("ids", values(ids))
                    .executeUpdate();
        }
    }

    @Override
    public Set<ImageId> existing(Collection<ImageId> ids) {
        var known = new HashSet<ImageId>();
        if (!ids.isEmpty()) {
            units.readSession()
                    .createSelectionQuery("select i.id from ImageRow i where i.id in :ids", UUID.class)
                    .setParameter("ids", values(ids))
                    .getResultList()
                    .forEach(id -> known.add(new ImageId(id)));
        }
        return known;
    }

    private static List<UUID> values(Collection<ImageId> ids) {
        return ids.stream().map(ImageId::value).toList();
    }
}
