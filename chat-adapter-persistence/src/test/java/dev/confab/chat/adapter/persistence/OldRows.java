package dev.confab.chat.adapter.persistence;

import dev.confab.chat.domain.Sha256;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.UserId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows as they were before migration 11, with the old folding. */
final class OldRows {

    /** More than one batch. */
    static final int MESSAGES = 1_100;

    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    /** Folds as the persistence adapter did. */
    static String shallow(String text) {
        return text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    /** Folds as the domain did. */
    static String deep(String text) {
        return shallow(text.toLowerCase(Locale.ROOT));
    }

    static void addUser(Connection connection, UserId id, String name, String shown, int second) throws SQLException {
        execute(
                connection,
                "insert into app_user (id, username, name_key, display_name, display_key, active, staff, created,"
                        + " password_hash) values (?, ?, ?, ?, ?, true, false, ?, 'hash')",
                id.value(),
                name,
                deep(name),
                shown,
                shallow(shown),
                NOON.plusSeconds(second).atOffset(ZoneOffset.UTC));
    }

    static void addRoom(Connection connection, RoomId id, String title, boolean isNamed, int second)
            throws SQLException {
        var at = NOON.plusSeconds(second).atOffset(ZoneOffset.UTC);
        execute(
                connection,
                "insert into room (id, kind, room_key, title, title_key, description, is_public, members_can_invite,"
                        + " members_can_pin, created, modified, last_activity, version, message_seq, member_count)"
                        + " values (?, 'GROUP', ?, ?, ?, '', true, false, false, ?, ?, ?, 9999, 9999, 0)",
                id.value(),
                isNamed ? "name:" + Sha256.hex(deep(title)) : null,
                title,
                shallow(title),
                at,
                at,
                at);
    }

    static void addCategory(Connection connection, UserId owner, int number, String title) throws SQLException {
        execute(
                connection,
                "insert into category (id, owner_id, title, title_key, description) values (?, ?, ?, ?, '')",
                new UUID(1, number),
                owner.value(),
                title,
                deep(title));
    }

    /** Even messages contain a word whose folding has changed. */
    static void addMessages(Connection connection, RoomId room) throws SQLException {
        var member = UUID.randomUUID();
        var now = NOON.atOffset(ZoneOffset.UTC);
        execute(
                connection,
                "insert into membership (id, room_id, role, standing, muted, joined_seq, received_seq, seen_seq, joined,"
                        + " version) values (?, ?, 'MEMBER', 'ACTIVE', false, 0, 0, 0, ?, 1)",
                member,
                room.value(),
                now);
        for (int seq = 1; seq <= MESSAGES; seq++) {
            var body = seq % 2 == 0 ? "η ΟΔΟΣ" : "plain text";
            execute(
                    connection,
                    "insert into message (id, room_id, seq, author_id, is_system, body, words, created, reply_count,"
                            + " version) values (?, ?, ?, ?, true, ?, ?, ?, 0, ?)",
                    UUID.randomUUID(),
                    room.value(),
                    seq,
                    member,
                    body,
                    deep(body),
                    now,
                    seq);
        }
    }

    static void execute(Connection connection, String sql, @Nullable Object... values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int at = 0; at < values.length; at++) {
                statement.setObject(at + 1, values[at]);
            }
            statement.executeUpdate();
        }
    }

    private OldRows() {}
}
