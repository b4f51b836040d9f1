package dev.confab.chat.adapter.persistence;

import dev.confab.chat.domain.room.Room;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.hibernate.StatelessSession;
import org.hibernate.query.MutationQuery;

/** The statements that write rooms, whose keys are unique. */
final class RoomStatements {

    private RoomStatements() {}

    /**
     * Inserts a room. Of two concurrent rooms with the same key, the second waits and is skipped if the first commits.
     *
     * @return false if the key is taken
     */
    static boolean insert(StatelessSession session, RoomRow row) {
        var insert = session.createMutationQuery("""
                insert into RoomRow (id, kind, roomKey, title, titleKey, description, imageId, open, membersCanInvite,
                    membersCanPin, creatorId, created, modified, lastActivity, version, messageSeq, memberCount,
                    pinnedCount)
                values (:id, :kind, :roomKey, :title, :titleKey, :description, :imageId, :open, :membersCanInvite,
                    :membersCanPin, :creatorId, :created, :modified, :lastActivity, :version, :messageSeq, :memberCount,
                    :pinnedCount)
                on conflict do nothing""");
        return filled(insert, row)
                        .setParameter("kind", row.kind)
                        .setParameter("created", row.created)
                        .executeUpdate()
                > 0;
    }

    /**
     * Updates a room, usually in one statement. A new key is set first, behind a savepoint, because PostgreSQL would
     * abort the whole transaction if the key is taken.
     *
     * @return false if the key is taken
     */
    static boolean update(StatelessSession session, RoomRow row) {
        if (updateKeepingKey(session, row)) {
            return true;
        }
        if (!session.doReturningWork(connection -> takesKey(connection, row))) {
            return false;
        }
        return updateKeepingKey(session, row);
    }

    private static boolean updateKeepingKey(StatelessSession session, RoomRow row) {
        var update = session.createMutationQuery("""
                update RoomRow r set r.title = :title, r.titleKey = :titleKey, r.description = :description,
                    r.imageId = :imageId, r.open = :open, r.membersCanInvite = :membersCanInvite, r.membersCanPin = :membersCanPin,
                    r.creatorId = :creatorId, r.modified = :modified, r.lastActivity = :lastActivity,
                    r.version = :version, r.messageSeq = :messageSeq, r.memberCount = :memberCount,
                    r.pinnedCount = :pinnedCount
                where r.id = :id and r.roomKey is not distinct from :roomKey""");
        return filled(update, row).executeUpdate() > 0;
    }

    /** Updates the counters of all rooms in one statement, which is the same for any number of rooms. */
    static void updateCounters(StatelessSession session, List<Room> rooms) {
        int updated = session.createNativeMutationQuery("""
                        merge into room r using (select * from unnest(
                            cast(:ids as uuid array), cast(:versions as bigint array), cast(:seqs as bigint array),
                            cast(:members as integer array), cast(:pinned as integer array),
                            cast(:activities as timestamp(3) with time zone array)))
                            as now (id, version, message_seq, member_count, pinned_count, last_activity)
                        on r.id = now.id
                        when matched then update set version = now.version, message_seq = now.message_seq,
                            member_count = now.member_count, pinned_count = now.pinned_count,
                            last_activity = now.last_activity""")
                .setParameter("ids", Queries.array(rooms, room -> room.id().value()))
                .setParameter("versions", rooms.stream().map(Room::version).toArray(Long[]::new))
                .setParameter("seqs", rooms.stream().map(Room::messageSeq).toArray(Long[]::new))
                .setParameter("members", rooms.stream().map(Room::memberCount).toArray(Integer[]::new))
                .setParameter("pinned", rooms.stream().map(Room::pinnedCount).toArray(Integer[]::new))
                .setParameter(
                        "activities", rooms.stream().map(Room::lastActivity).toArray(Instant[]::new))
                .executeUpdate();
        if (updated != rooms.size()) {
            throw new IllegalStateException("Only " + updated + " of " + rooms.size() + " rooms exist.");
        }
    }

    private static MutationQuery filled(MutationQuery query, RoomRow row) {
        return query.setParameter("id", row.id)
                .setParameter("roomKey", row.roomKey)
                .setParameter("title", row.title)
                .setParameter("titleKey", row.titleKey)
                .setParameter("description", row.description)
                .setParameter("imageId", row.imageId)
                .setParameter("open", row.open)
                .setParameter("membersCanInvite", row.membersCanInvite)
                .setParameter("membersCanPin", row.membersCanPin)
                .setParameter("creatorId", row.creatorId)
                .setParameter("modified", row.modified)
                .setParameter("lastActivity", row.lastActivity)
                .setParameter("version", row.version)
                .setParameter("messageSeq", row.messageSeq)
                .setParameter("memberCount", row.memberCount)
                .setParameter("pinnedCount", row.pinnedCount);
    }

    private static boolean takesKey(Connection connection, RoomRow row) throws SQLException {
        var before = connection.setSavepoint();
        try {
            setKey(connection, row);
            connection.releaseSavepoint(before);
            return true;
        } catch (SQLException failure) {
            if (!SqlErrors.isUniqueViolation(failure)) {
                throw failure;
            }
            connection.rollback(before);
            return false;
        }
    }

    private static void setKey(Connection connection, RoomRow row) throws SQLException {
        try (var update = connection.prepareStatement("update room set room_key = ? where id = ?")) {
            update.setString(1, row.roomKey);
            update.setObject(2, row.id);
            if (update.executeUpdate() == 0) {
                throw new IllegalStateException("Room " + row.id + " does not exist.");
            }
        }
    }
}
