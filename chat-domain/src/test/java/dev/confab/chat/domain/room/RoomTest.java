package dev.confab.chat.domain.room;

import static dev.confab.chat.domain.room.Cast.LATER;
import static dev.confab.chat.domain.room.Cast.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.user.UserId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Creation, profile and titles of rooms. */
class RoomTest {

    private final Room room = Cast.group(true);
    private final Membership admin = Cast.member(room, Role.ADMIN);

    @ParameterizedTest
    @CsvSource({"-1, 0, 0, 0", "0, 1, 0, 0", "5, 6, 0, 0", "0, 0, -1, 0", "-1, -1, 0, 0", "0, 0, 0, -1"})
    void contradictoryCountersAreRejected(long version, long messageSeq, int memberCount, int pinned) {
        assertThatThrownBy(() -> new Room(
                        room.id(),
                        Room.Kind.GROUP,
                        null,
                        room.profile(),
                        null,
                        NOON,
                        NOON,
                        NOON,
                        new RoomCounters(version, messageSeq, memberCount, pinned)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void newRoomIsEmpty() {
        var creator = Cast.userId();
        var founded = Room.group(Cast.roomId(), RoomProfile.of("Tea", false), creator, NOON);
        assertThat(founded.version()).isZero();
        assertThat(founded.messageSeq()).isZero();
        assertThat(founded.memberCount()).isZero();
        assertThat(founded.creator()).isEqualTo(creator);
        assertThat(founded.key()).isNull();
        assertThat(List.of(founded.created(), founded.modified(), founded.lastActivity()))
                .containsOnly(NOON);
    }

    @Test
    void roomOfSeveralUsersIsDirectAndOfOneIsSelf() {
        var ann = Cast.userId();
        var direct = Room.forUsers(Cast.roomId(), List.of(ann, Cast.userId()), ann, NOON);
        var self = Room.forUsers(Cast.roomId(), List.of(ann), ann, NOON);
        assertThat(direct.kind()).isEqualTo(Room.Kind.DIRECT);
        assertThat(self.kind()).isEqualTo(Room.Kind.SELF);
        for (var founded : List.of(direct, self)) {
            assertThat(founded.profile().isPublic()).isFalse();
            assertThat(founded.profile().title()).isNull();
            assertThat(founded.key()).isNotNull();
        }
    }

    @Test
    void directRoomHasAtMost100Users() {
        var people = Stream.generate(Cast::userId).limit(101).toList();
        var founded = Room.forUsers(Cast.roomId(), people.subList(0, 100), people.get(0), NOON);
        assertThat(founded.kind()).isEqualTo(Room.Kind.DIRECT);
        assertThatThrownBy(() -> Room.forUsers(Cast.roomId(), people, people.get(0), NOON))
                .isInstanceOf(Refusal.Invalid.class);
    }

    @Test
    void namedRoomIsPublicAndHasTheNameAsTitle() {
        var named = Room.named(Cast.roomId(), "  Tea & Cake\n", Cast.userId(), NOON);
        assertThat(named.kind()).isEqualTo(Room.Kind.GROUP);
        assertThat(named.profile()).isEqualTo(RoomProfile.of("Tea & Cake", true));
        assertThat(named.key()).isEqualTo(RoomKey.named("tea & cake"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\n", "a\u0000", "\ud83d"})
    void namedRoomNeedsAValidName(String name) {
        assertThatThrownBy(() -> Room.named(Cast.roomId(), name, Cast.userId(), NOON))
                .isInstanceOf(Refusal.Invalid.class);
    }

    @Test
    void profileChangeTakesOneVersion() {
        var profile = new RoomProfile("Cake", "About cake", null, false, true, true);
        var described = room.changeProfile(admin, profile, LATER);
        assertThat(described.profile()).isEqualTo(profile);
        assertThat(described.modified()).isEqualTo(LATER);
        assertThat(described.lastActivity()).isEqualTo(room.lastActivity());
        assertThat(described.version()).isEqualTo(room.version() + 1);
        assertThat(described.messageSeq()).isEqualTo(room.messageSeq());
        assertThat(described.memberCount()).isEqualTo(room.memberCount());
        assertThat(described.key()).isNull();
    }

    @Test
    void namedRoomIsFoundByItsNewTitle() {
        var named = named("Tea");
        assertThat(described(named, "CAKE", true).key()).isEqualTo(RoomKey.named("cake"));
    }

    @Test
    void namedRoomLosesItsKeyWhenPrivateOrUntitled() {
        assertThat(described(named("Tea"), "Tea", false).key()).isNull();
        assertThat(described(named("Tea"), null, true).key()).isNull();
        var again = described(described(named("Tea"), "Tea", false), "Tea", true);
        assertThat(again.key()).isNull();
    }

    private static Room named(String title) {
        return Cast.room(Room.Kind.GROUP, RoomKey.named(title), RoomProfile.of(title, true));
    }

    private static Room described(Room room, String title, boolean isPublic) {
        return room.changeProfile(Cast.member(room, Role.OWNER), RoomProfile.of(title, isPublic), LATER);
    }

    @Test
    void newTitleIsOneLineAndOldTitleStays() {
        assertThatThrownBy(() -> Room.group(Cast.roomId(), RoomProfile.of("a\nb", true), Cast.userId(), NOON))
                .isInstanceOfSatisfying(
                        Refusal.Invalid.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("title"));
        assertThatThrownBy(() -> Room.named(Cast.roomId(), "\u200b", Cast.userId(), NOON))
                .isInstanceOf(Refusal.Invalid.class);
        var emoji = "👩\u200d👧 ❤\ufe0f";
        assertThat(described(room, emoji, true).profile().title()).isEqualTo(emoji);
        var old = named("a\u202eb");
        assertThat(described(old, "a\u202eb", true).profile().title()).isEqualTo("a\u202eb");
        assertThatThrownBy(() -> described(old, "c\u202ed", true)).isInstanceOf(Refusal.Invalid.class);
    }

    @Test
    void deletionEventHasTheNextVersion() {
        var event = room.delete(Cast.member(room, Role.OWNER));
        assertThat(event).isEqualTo(new RoomEvent.RoomDeleted(room.id(), room.version() + 1));
    }

    @Test
    void titleIsTheSameForAllViewers() {
        assertThat(room.titleFor(Cast.userId(), List.of())).isEqualTo("Tea");
    }

    @Test
    void directRoomIsNamedAfterTheOtherMembers() {
        var direct = Cast.room(Room.Kind.DIRECT, null, RoomProfile.of(null, false));
        var members = members(direct, "ann", "bob", "cyd");
        assertThat(direct.titleFor(userOf(members.get(0)), members.subList(0, 2)))
                .isEqualTo("bob");
        assertThat(direct.titleFor(userOf(members.get(1)), members.subList(0, 2)))
                .isEqualTo("ann");
        assertThat(direct.titleFor(userOf(members.get(1)), members)).isEqualTo("ann, cyd");
    }

    @Test
    void untitledGroupIsNamedAfterAllMembers() {
        var group = Cast.room(Room.Kind.GROUP, null, RoomProfile.of(null, false));
        var members = members(group, "ann", "bob", "cyd");
        assertThat(group.titleFor(userOf(members.get(1)), members)).isEqualTo("ann, bob, cyd");
    }

    @Test
    void selfRoomHasAFixedTitle() {
        var self = Cast.room(Room.Kind.SELF, null, RoomProfile.of(null, false));
        var members = members(self, "ann");
        assertThat(self.titleFor(userOf(members.get(0)), members)).isEqualTo("Notes to Yourself");
    }

    private static List<Member> members(Room room, String... names) {
        return Stream.of(names)
                .map(name -> Cast.named(Cast.member(room, Role.MEMBER), name))
                .toList();
    }

    private static UserId userOf(Member member) {
        return member.membership().user();
    }

    @Test
    void profileHasBounds() {
        var full = new RoomProfile("𝒳".repeat(512), "𝒳".repeat(4_000), null, true, false, false);
        assertThat(full.title()).hasSize(1_024);
        assertInvalid("title", "x".repeat(513), "");
        assertInvalid("title", " ", "");
        assertInvalid("title", "", "");
        assertInvalid("description", null, "x".repeat(4_001));
        assertInvalid("description", null, "\u0000");
    }

    private static void assertInvalid(String field, String title, String description) {
        assertThatThrownBy(() -> new RoomProfile(title, description, null, true, false, false))
                .isInstanceOfSatisfying(
                        Refusal.Invalid.class,
                        refusal -> assertThat(refusal.field()).isEqualTo(field));
    }
}
