package dev.confab.chat.adapter.persistence;

import static dev.confab.chat.adapter.persistence.OldRows.MESSAGES;
import static dev.confab.chat.adapter.persistence.OldRows.NOON;
import static dev.confab.chat.adapter.persistence.OldRows.addCategory;
import static dev.confab.chat.adapter.persistence.OldRows.addMessages;
import static dev.confab.chat.adapter.persistence.OldRows.addRoom;
import static dev.confab.chat.adapter.persistence.OldRows.addUser;
import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.adapter.persistence.PersistenceAdapter.Settings;
import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.port.MessageSearch.Filter;
import dev.confab.chat.domain.port.RoomStore;
import dev.confab.chat.domain.room.Room;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.room.RoomKey;
import dev.confab.chat.domain.room.SearchTerms;
import dev.confab.chat.domain.user.Credential;
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.UserId;
import dev.confab.chat.domain.user.Username;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The migration of data with old folding: everything is found by the new rule, and nothing is lost. */
class FoldingMigrationTest {

    private static final String BEFORE = "9";

    private static final Page.Window FIRST = new Page.Window(100, 0);

    static Stream<Settings> databases() {
        return Stream.of(Databases.freshH2File(), Databases.freshPostgres());
    }

    @ParameterizedTest
    @MethodSource("databases")
    void accountsKeepNamesOrGetSuffix(Settings settings) throws SQLException {
        var decomposed = new UserId(UUID.randomUUID());
        var composed = new UserId(UUID.randomUUID());
        var wide = new UserId(UUID.randomUUID());
        var selected = new UserId(UUID.randomUUID());
        var ann = new UserId(UUID.randomUUID());
        var cyrillic = new UserId(UUID.randomUUID());
        var empty = new UserId(UUID.randomUUID());
        before(settings, connection -> {
            addUser(connection, decomposed, "A\u030asa", "A\u030asa S", 0);
            addUser(connection, composed, "\u00c5sa", "\u00c5sa", 1);
            addUser(connection, wide, "ｂｏｂ", "Straße", 2);
            addUser(connection, selected, "ann\ufe0f", "Ann", 3);
            addUser(connection, ann, "ann", "Ann", 4);
            addUser(connection, cyrillic, "аnn", "Anja", 5);
            addUser(connection, empty, "\u3164", "\u3164", 6);
        });
        try (var adapter = PersistenceAdapter.open(settings)) {
            assertThat(named(adapter, "\u00c5sa")).contains(composed);
            assertThat(user(adapter, decomposed).username().value()).isEqualTo("A\u030asa-" + ending(decomposed));
            assertThat(named(adapter, "A\u030asa-" + ending(decomposed))).contains(decomposed);
            assertThat(named(adapter, "\u00c5sa-" + ending(decomposed))).contains(decomposed);
            assertThat(named(adapter, "A\u030asa"))
                    .as("the old spelling still logs in")
                    .contains(decomposed);
            assertThat(user(adapter, wide).username().value()).isEqualTo("ｂｏｂ");
            assertThat(named(adapter, "bob")).contains(wide);
            assertThat(named(adapter, "ann")).contains(ann);
            assertThat(named(adapter, "ann\ufe0f")).contains(selected);
            assertThat(user(adapter, selected).displayName()).isEqualTo("Ann");
            assertThat(named(adapter, "аnn")).contains(cyrillic);
            assertThat(user(adapter, empty).username().value()).isEqualTo("user-" + ending(empty));
            assertThat(found(adapter, "STRASSE")).containsExactly(user(adapter, wide));
            assertThat(found(adapter, "")).hasSize(7);
            assertThat(adds(adapter, "BOB")).isFalse();
            assertThat(adds(adapter, "bоb")).as("with a Cyrillic o").isFalse();
            assertThat(adds(adapter, "anna")).isTrue();
            assertThat(changesPassword(adapter, decomposed)).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void oldestRoomIsFoundByName(Settings settings) throws SQLException {
        var owner = new UserId(UUID.randomUUID());
        var older = new RoomId(UUID.randomUUID());
        var younger = new RoomId(UUID.randomUUID());
        var youngest = new RoomId(UUID.randomUUID());
        var street = new RoomId(UUID.randomUUID());
        var tea = new RoomId(UUID.randomUUID());
        before(settings, connection -> {
            addUser(connection, owner, "ann", "Ann", 0);
            addRoom(connection, older, "cafe\u0301", true, 0);
            addRoom(connection, younger, "caf\u00e9", true, 1);
            addRoom(connection, youngest, "ｃaf\u00e9", true, 2);
            addRoom(connection, street, "STRAẞE 5", false, 3);
            addRoom(connection, tea, "Tea", true, 4);
        });
        try (var adapter = PersistenceAdapter.open(settings)) {
            assertThat(byName(adapter, "CAF\u00c9")).contains(older);
            assertThat(byName(adapter, "tea")).contains(tea);
            assertThat(titled(adapter, owner, "café")).containsExactlyInAnyOrder(older, younger, youngest);
            assertThat(titled(adapter, owner, "straße")).containsExactly(street);
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void categoriesOfSameTitleGetNumbers(Settings settings) throws SQLException {
        var owner = new UserId(UUID.randomUUID());
        before(settings, connection -> {
            addUser(connection, owner, "ann", "Ann", 0);
            addCategory(connection, owner, 1, "café");
            addCategory(connection, owner, 2, "cafe\u0301");
            addCategory(connection, owner, 3, "ｃafe\u0301" + "x".repeat(45));
            addCategory(connection, owner, 4, "café" + "x".repeat(45));
        });
        try (var adapter = PersistenceAdapter.open(settings)) {
            var titles = adapter.transactions().read(() -> adapter.categories().of(owner, FIRST)).items().stream()
                    .map(category -> category.profile().title());
            assertThat(titles)
                    .containsExactly(
                            "café", "cafe\u0301 (2)", "ｃafe\u0301" + "x".repeat(41) + " (2)", "café" + "x".repeat(45));
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void messagesAreFoundByRecomputedTerms(Settings settings) throws SQLException {
        var room = new RoomId(UUID.randomUUID());
        before(settings, connection -> {
            addRoom(connection, room, "Tea", true, 0);
            addMessages(connection, room);
        });
        try (var adapter = PersistenceAdapter.open(settings)) {
            assertThat(found(adapter, room, "ΟΔΟΣ")).isEqualTo(MESSAGES / 2);
            assertThat(found(adapter, room, "plain")).isEqualTo(MESSAGES / 2);
        }
    }

    private interface Filling {
        void fill(Connection connection) throws SQLException;
    }

    private static void before(Settings settings, Filling filling) throws SQLException {
        Migrations.configuration(settings).target(BEFORE).load().migrate();
        try (var connection = DriverManager.getConnection(settings.jdbcUrl(), settings.user(), settings.password())) {
            filling.fill(connection);
        }
    }

    private static String ending(UserId id) {
        var digits = id.toString();
        return digits.substring(digits.length() - 8);
    }

    private static Optional<UserId> named(PersistenceAdapter adapter, String name) {
        return adapter.transactions()
                .read(() -> adapter.users().credential(new Username(name)))
                .map(account -> account.user().id());
    }

    private static User user(PersistenceAdapter adapter, UserId id) {
        return adapter.transactions().read(() -> adapter.users().find(id)).orElseThrow();
    }

    private static List<User> found(PersistenceAdapter adapter, String text) {
        return adapter.transactions()
                .read(() -> adapter.users().search(text, FIRST))
                .items();
    }

    private static boolean adds(PersistenceAdapter adapter, String name) {
        var user = User.create(new UserId(UUID.randomUUID()), new Username(name), null, null, NOON);
        return adapter.transactions().write(() -> adapter.users().add(Chat.account(user)));
    }

    /** Updates the account, which must keep its old spelling. */
    private static boolean changesPassword(PersistenceAdapter adapter, UserId id) {
        adapter.transactions().write(() -> {
            var account = adapter.users().lock(id).orElseThrow();
            adapter.users().update(new Credential(account.user(), account.hash()));
            return id;
        });
        return named(adapter, "A\u030asa").equals(Optional.of(id));
    }

    private static Optional<RoomId> byName(PersistenceAdapter adapter, String name) {
        return adapter.transactions()
                .read(() -> adapter.rooms().findByKey(RoomKey.named(name)))
                .map(Room::id);
    }

    private static List<RoomId> titled(PersistenceAdapter adapter, UserId viewer, String title) {
        var filter = new RoomStore.Filter(false, title, RoomStore.Order.TITLE);
        return adapter.transactions().read(() -> adapter.rooms().visibleTo(viewer, filter, FIRST)).items().stream()
                .map(Room::id)
                .toList();
    }

    private static long found(PersistenceAdapter adapter, RoomId room, String query) {
        var filter = Filter.of(SearchTerms.wanted(query));
        return adapter.transactions()
                .read(() -> adapter.search().find(room, filter, Long.MAX_VALUE, 0, 1))
                .total();
    }
}
