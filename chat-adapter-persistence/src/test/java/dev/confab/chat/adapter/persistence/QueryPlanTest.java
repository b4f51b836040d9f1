package dev.confab.chat.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.port.MessageSearch.Filter;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.room.SearchTerms;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PostgreSQL reads a small room by its index, although a large room has almost all messages. */
class QueryPlanTest {

    private static final int LOUD = 50_000;
    private static final int CROWD = 20_000;

    private static Connection connection;
    private static RoomId quiet;
    private static RoomId loud;
    private static UUID uploader;

    @BeforeAll
    static void fillTheTables() throws SQLException {
        var settings = Databases.freshPostgres();
        try (var adapter = PersistenceAdapter.open(settings)) {
            var chat = new Chat(adapter);
            var user = chat.user();
            quiet = chat.room(user);
            loud = chat.room(user);
            Stream.generate(() -> chat.post(quiet, user)).limit(60).forEach(message -> {});
            connection = DriverManager.getConnection(settings.jdbcUrl(), settings.user(), settings.password());
            run("""
                    insert into message (id, room_id, seq, author_id, is_system, body, words, created, reply_count, version)
                    select gen_random_uuid(), m.room_id, n, m.id, false, 'Hello', 'hello n' || n, now(), 0, n
                    from membership m, generate_series(1, %d) n where m.room_id = '%s'
                    """.formatted(LOUD, loud));
            crowd(user.id().value());
            uploader = user.id().value();
            pictures();
        }
        run("vacuum analyze");
    }

    /** Creates thousands of members of the large room and thousands of other rooms. */
    private static void crowd(UUID owner) throws SQLException {
        run("""
                insert into app_user (id, username, name_key, display_name, display_key, active, staff, created, password_hash)
                select gen_random_uuid(), 'n' || n, 'n' || n, 'n' || n, 'n' || n, true, false, now(), ''
                from generate_series(1, %d) n""".formatted(CROWD));
        run("""
                insert into membership (id, room_id, user_id, role, standing, muted, joined_seq, received_seq, seen_seq, joined, version)
                select gen_random_uuid(), '%s', id, 'MEMBER', 'ACTIVE', false, 0, 0, 0, now(), row_number() over ()
                from app_user where id <> '%s'""".formatted(loud, owner));
        run("""
                insert into room (id, kind, description, is_public, members_can_invite, members_can_pin, created, modified, last_activity, version, message_seq, member_count)
                select gen_random_uuid(), 'GROUP', '', true, false, false, now(), now(), now(), n, 0, 0
                from generate_series(1, %d) n""".formatted(CROWD));
    }

    /** Creates ten thousand images of one user in a room, and two unattached ones. */
    private static void pictures() throws SQLException {
        run("""
                insert into image (id, uploader_id, room_id, place, name, format, thumbnail, width, height, size, created, discarded)
                select gen_random_uuid(), '%s', case when n > 2 then cast('%s' as uuid) end, 0, 'x', 'PNG', 'PNG', 1, 1, 1, now(), false
                from generate_series(1, 10002) n""".formatted(uploader, loud));
    }

    @AfterAll
    static void disconnect() throws SQLException {
        connection.close();
    }

    /** Plans once with known values, and once as a frequently used prepared statement. */
    @ParameterizedTest
    @ValueSource(strings = {"force_custom_plan", "force_generic_plan"})
    void pageOfMessagesUsesRoomIndex(String mode) throws SQLException {
        var plan = planOf(
                mode,
                "(uuid, bigint, int)",
                "select * from message where room_id = $1 and seq < $2 order by seq desc fetch first ($3) rows only",
                "('%s', 9223372036854775807, 50)".formatted(quiet));
        assertThat(plan).contains("Index Scan Backward using message_in_order").doesNotContain("Sort", "Seq Scan");
    }

    @ParameterizedTest
    @ValueSource(strings = {"force_custom_plan", "force_generic_plan"})
    void laterMessagesUseRoomIndex(String mode) throws SQLException {
        var plan = planOf(
                mode,
                "(uuid, bigint, int)",
                "select * from message where room_id = $1 and seq > $2 order by seq fetch first ($3) rows only",
                "('%s', 10, 50)".formatted(quiet));
        assertThat(plan).contains("Index Scan using message_in_order").doesNotContain("Sort", "Seq Scan");
    }

    @ParameterizedTest
    @ValueSource(strings = {"force_custom_plan", "force_generic_plan"})
    void changedMessagesUseVersionIndex(String mode) throws SQLException {
        for (var room : List.of(quiet, loud)) {
            var plan = planOf(
                    mode,
                    "(uuid, bigint, int)",
                    "select * from message where room_id = $1 and version > $2 order by version fetch first ($3) rows only",
                    "('%s', 10, 501)".formatted(room));
            assertThat(plan)
                    .contains("Index Scan using message_by_version")
                    .doesNotContain("Sort", "Seq Scan", "Bitmap");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"force_custom_plan", "force_generic_plan"})
    void changedMembersUseVersionIndex(String mode) throws SQLException {
        assertThat(planOfChangedPeople(mode, loud, 10))
                .contains("Index Scan using membership_by_version on membership")
                .doesNotContain("Seq Scan on membership");
        assertThat(planOfChangedPeople(mode, quiet, 10)).doesNotContain("Seq Scan on membership");
    }

    @Test
    void fewChangedMembersAreLookedUpById() throws SQLException {
        assertThat(planOfChangedPeople("force_custom_plan", loud, CROWD - 10))
                .contains("using membership_by_version", "using app_user_pkey")
                .doesNotContain("Seq Scan");
    }

    /** Returns the plan of the statement that PostgreSQL receives. */
    private static String planOfChangedPeople(String mode, RoomId room, long version) throws SQLException {
        var sql = MemberQueries.CHANGED
                .replace("{m.*}, {u.*}", "m.*, u.*")
                .replace(":room", "$1")
                .replace(":version", "$2")
                .replace(":limit", "($3)");
        return planOf(mode, "(uuid, bigint, int)", sql, "('%s', %d, 501)".formatted(room, version));
    }

    @ParameterizedTest
    @ValueSource(strings = {"force_custom_plan", "force_generic_plan"})
    void roomVersionsUsePrimaryKey(String mode) throws SQLException {
        var plan = planOf(
                mode,
                "(uuid[])",
                "select id, version from room where id = any($1)",
                "(array['%s'::uuid, '%s'::uuid])".formatted(quiet, loud));
        assertThat(plan).contains("room_pkey").doesNotContain("Seq Scan");
    }

    @ParameterizedTest
    @ValueSource(strings = {"force_custom_plan", "force_generic_plan"})
    void lastMessageUsesEndOfIndex(String mode) throws SQLException {
        var plan = planOf(mode, "(uuid[])", """
                select m.* from room r join message m on m.room_id = r.id
                    and m.seq = (select max(x.seq) from message x where x.room_id = r.id)
                where r.id = any($1)""", "(array['%s'::uuid])".formatted(quiet));
        assertThat(plan).contains("using message_in_order on message m").doesNotContain("Seq Scan on message");
    }

    @ParameterizedTest
    @ValueSource(strings = {"force_custom_plan", "force_generic_plan"})
    void commonWordIsCheapInSmallRoom(String mode) throws SQLException {
        assertThat(planOfSearch(mode, quiet, "hello"))
                .contains("on message_by_words")
                .doesNotContain("Seq Scan");
    }

    @ParameterizedTest
    @ValueSource(strings = {"force_custom_plan", "force_generic_plan"})
    void rareWordIsFoundInLargeRoomByIndex(String mode) throws SQLException {
        assertThat(planOfSearch(mode, loud, "n17"))
                .contains("on message_by_words")
                .doesNotContain("Seq Scan");
    }

    /** Returns the plan of the statement of a search. */
    private static String planOfSearch(String mode, RoomId room, String word) throws SQLException {
        var sought = new SearchSql(Dialect.POSTGRESQL, room, Filter.of(SearchTerms.wanted(word)));
        var values = "(array['%s', '%s'], 9223372036854775807)".formatted(word, room);
        var page = planOf(mode, "(text[], bigint)", numbered(sought.pageSql()) + " fetch first 51 rows only", values);
        var count = planOf(mode, "(text[])", numbered(sought.countSql()), "(array['%s', '%s'])".formatted(word, room));
        return page + "\n" + count;
    }

    private static String numbered(String sql) {
        return sql.replace(":words", "$1").replace(":before", "$2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"force_custom_plan", "force_generic_plan"})
    void sentMessageIsFoundByClientIdIndex(String mode) throws SQLException {
        var plan = planOf(
                mode,
                "(uuid, varchar)",
                "select * from message where author_id = $1 and client_id = $2",
                "(gen_random_uuid(), 'some')");
        assertThat(plan).contains("using message_sent_once");
    }

    /** One user has many images in rooms and two unattached ones. */
    @ParameterizedTest
    @ValueSource(strings = {"force_custom_plan", "force_generic_plan"})
    void unattachedUploadsAreCountedByIndex(String mode) throws SQLException {
        var plan = planOf(
                mode,
                "(uuid)",
                "select count(*), coalesce(sum(size), 0) from image"
                        + " where uploader_id = $1 and room_id is null and not discarded",
                "('%s')".formatted(uploader));
        assertThat(plan).contains("using image_unattached").doesNotContain("Seq Scan");
    }

    private static String planOf(String mode, String types, String sql, String values) throws SQLException {
        run("set plan_cache_mode = " + mode);
        run("deallocate all");
        run("prepare read " + types + " as " + sql);
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("explain execute read " + values)) {
            var lines = Stream.<String>builder();
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
            return lines.build().collect(Collectors.joining("\n"));
        }
    }

    private static void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
