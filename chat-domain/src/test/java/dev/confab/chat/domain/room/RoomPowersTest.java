package dev.confab.chat.domain.room;

import static dev.confab.chat.domain.room.Cast.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.confab.chat.domain.Refusal;
import java.util.Locale;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The rights of all roles in one table. */
class RoomPowersTest {

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            ACT,             STRANGER,  LEFT,      BANNED,   MEMBER,    ADMIN,     OWNER
            LOOK,            ALLOWED,   ALLOWED,   NOTFOUND, ALLOWED,   ALLOWED,   ALLOWED
            POST,            FORBIDDEN, FORBIDDEN, NOTFOUND, ALLOWED,   ALLOWED,   ALLOWED
            EDIT_OWN,        FORBIDDEN, FORBIDDEN, NOTFOUND, ALLOWED,   ALLOWED,   ALLOWED
            EDIT_OTHERS,     FORBIDDEN, FORBIDDEN, NOTFOUND, FORBIDDEN, FORBIDDEN, FORBIDDEN
            DELETE_OWN,      FORBIDDEN, FORBIDDEN, NOTFOUND, ALLOWED,   ALLOWED,   ALLOWED
            DELETE_OTHERS,   FORBIDDEN, FORBIDDEN, NOTFOUND, FORBIDDEN, ALLOWED,   ALLOWED
            READ_OWN_EDITS,  FORBIDDEN, FORBIDDEN, NOTFOUND, ALLOWED,   ALLOWED,   ALLOWED
            READ_EDITS,      FORBIDDEN, FORBIDDEN, NOTFOUND, FORBIDDEN, ALLOWED,   ALLOWED
            LEAVE,           FORBIDDEN, FORBIDDEN, NOTFOUND, ALLOWED,   ALLOWED,   ALLOWED
            ADD,             FORBIDDEN, FORBIDDEN, NOTFOUND, FORBIDDEN, ALLOWED,   ALLOWED
            INVITE,          FORBIDDEN, FORBIDDEN, NOTFOUND, FORBIDDEN, ALLOWED,   ALLOWED
            REVOKE_OWN,      FORBIDDEN, FORBIDDEN, NOTFOUND, ALLOWED,   ALLOWED,   ALLOWED
            REVOKE_OTHERS,   FORBIDDEN, FORBIDDEN, NOTFOUND, FORBIDDEN, ALLOWED,   ALLOWED
            REMOVE_MEMBER,   FORBIDDEN, FORBIDDEN, NOTFOUND, FORBIDDEN, ALLOWED,   ALLOWED
            REMOVE_ADMIN,    FORBIDDEN, FORBIDDEN, NOTFOUND, FORBIDDEN, ALLOWED,   ALLOWED
            REMOVE_OWNER,    FORBIDDEN, FORBIDDEN, NOTFOUND, FORBIDDEN, FORBIDDEN, ALLOWED
            REMOVE_SYSTEM,   FORBIDDEN, FORBIDDEN, NOTFOUND, FORBIDDEN, FORBIDDEN, FORBIDDEN
            BAN_MEMBER,      FORBIDDEN, FORBIDDEN, NOTFOUND, FORBIDDEN, ALLOWED,   ALLOWED
            BAN_ADMIN,       FORBIDDEN, FORBIDDEN, NOTFOUND, FORBIDDEN, ALLOWED,   ALLOWED
            BAN_OWNER,       FORBIDDEN, FORBIDDEN, NOTFOUND, FORBIDDEN, FORBIDDEN, ALLOWED
            BAN_SYSTEM,      FORBIDDEN, FORBIDDEN, NOTFOUND, FORBIDDEN, FORBIDDEN, FORBIDDEN
            BAN_ONESELF,     FORBIDDEN, FORBIDDEN, NOTFOUND, FORBIDDEN, FORBIDDEN, FORBIDDEN
            UNBAN,           FORBIDDEN, FORBIDDEN, NOTFOUND, FORBIDDEN, ALLOWED,   ALLOWED
            CHANGE_ROLE,     FORBIDDEN, FORBIDDEN, NOTFOUND, FORBIDDEN, FORBIDDEN, ALLOWED
            DESCRIBE,        FORBIDDEN, FORBIDDEN, NOTFOUND, FORBIDDEN, ALLOWED,   ALLOWED
            DELETE,          FORBIDDEN, FORBIDDEN, NOTFOUND, FORBIDDEN, FORBIDDEN, ALLOWED
            """)
    void actionsInPublicRoomDependOnTheRole(
            Act act, Answer stranger, Answer left, Answer banned, Answer member, Answer admin, Answer owner) {
        var room = Cast.group(true);
        assertThat(answer(act, room, null)).as("stranger").isEqualTo(stranger);
        assertThat(answer(act, room, Cast.member(room, Role.MEMBER, Membership.Status.LEFT)))
                .as("left")
                .isEqualTo(left);
        assertThat(answer(act, room, Cast.member(room, Role.MEMBER, Membership.Status.BANNED)))
                .as("banned")
                .isEqualTo(banned);
        assertInside(act, room, member, admin, owner);
    }

    @ParameterizedTest
    @EnumSource
    void privateRoomIsNotFoundForOutsiders(Act act) {
        var room = Cast.group(false);
        assertThat(answer(act, room, null)).isEqualTo(Answer.NOTFOUND);
        assertThat(answer(act, room, Cast.member(room, Role.OWNER, Membership.Status.LEFT)))
                .isEqualTo(Answer.NOTFOUND);
        assertThat(answer(act, room, Cast.member(room, Role.OWNER, Membership.Status.BANNED)))
                .isEqualTo(Answer.NOTFOUND);
    }

    @ParameterizedTest
    @CsvSource({
        "POST,          ALLOWED,   ALLOWED,   ALLOWED",
        "ADD,           FORBIDDEN, ALLOWED,   ALLOWED",
        "INVITE,        FORBIDDEN, ALLOWED,   ALLOWED",
        "DELETE,        FORBIDDEN, FORBIDDEN, ALLOWED",
        "DELETE_OTHERS, FORBIDDEN, ALLOWED,   ALLOWED"
    })
    void actionsOfMembersAreTheSameInPrivateRoom(Act act, Answer member, Answer admin, Answer owner) {
        assertInside(act, Cast.group(false), member, admin, owner);
    }

    @Test
    void membersCanAddUsersIfTheProfileAllows() {
        var room = Cast.room(Room.Kind.GROUP, null, new RoomProfile("Tea", "", null, false, true, false));
        assertInside(Act.ADD, room, Answer.ALLOWED, Answer.ALLOWED, Answer.ALLOWED);
        assertInside(Act.INVITE, room, Answer.ALLOWED, Answer.ALLOWED, Answer.ALLOWED);
        assertThat(answer(Act.ADD, room, null)).isEqualTo(Answer.NOTFOUND);
    }

    @ParameterizedTest
    @EnumSource(
            value = Act.class,
            names = {"LEAVE", "ADD", "INVITE", "REMOVE_MEMBER", "BAN_MEMBER", "CHANGE_ROLE", "DESCRIBE"})
    void membersAndProfileOfDirectOrSelfRoomCannotChange(Act act) {
        for (var kind : new Room.Kind[] {Room.Kind.DIRECT, Room.Kind.SELF}) {
            var room = Cast.room(kind, null, RoomProfile.of(null, false));
            assertThat(answer(act, room, Cast.member(room, Role.OWNER))).isEqualTo(Answer.INVALID);
            assertThat(answer(act, room, null)).isEqualTo(Answer.NOTFOUND);
        }
    }

    @Test
    void systemMessageCannotBeEdited() {
        var room = Cast.group(true);
        var system = room.members().systemMember(Cast.membershipId(), NOON);
        var said = room.messages().postSystem(system, new Body("Welcome"), null, Cast.messageId(), NOON);
        for (var role : Role.values()) {
            var failure = catchThrowable(
                    () -> said.room().messages().edit(Cast.member(room, role), said.message(), new Body("Bye"), NOON));
            assertThat(failure).isInstanceOf(Refusal.Forbidden.class);
        }
        assertThat(said.room()
                        .messages()
                        .delete(Cast.member(room, Role.ADMIN), said.message(), NOON)
                        .value()
                        .isDeleted())
                .isTrue();
    }

    private static void assertInside(Act act, Room room, Answer member, Answer admin, Answer owner) {
        assertThat(answer(act, room, Cast.member(room, Role.MEMBER)))
                .as("member")
                .isEqualTo(member);
        assertThat(answer(act, room, Cast.member(room, Role.ADMIN))).as("admin").isEqualTo(admin);
        assertThat(answer(act, room, Cast.member(room, Role.OWNER))).as("owner").isEqualTo(owner);
    }

    private static Answer answer(Act act, Room room, Membership actor) {
        var failure = catchThrowable(() -> act.rule.apply(room, actor));
        if (failure == null) {
            return Answer.ALLOWED;
        }
        assertThat(failure).isInstanceOf(Refusal.class);
        return Answer.valueOf(failure.getClass().getSimpleName().toUpperCase(Locale.ROOT));
    }

    enum Answer {
        ALLOWED,
        FORBIDDEN,
        NOTFOUND,
        INVALID
    }

    enum Act {
        LOOK((room, actor) -> {
            room.requireVisibleTo(actor);
            return room;
        }),
        POST((room, actor) -> room.messages().post(actor, Cast.draft("Hello"), null, Cast.messageId(), NOON)),
        EDIT_OWN((room, actor) -> room.messages().edit(actor, by(room, actor), new Body("Bye"), NOON)),
        EDIT_OTHERS((room, actor) -> room.messages().edit(actor, by(room, null), new Body("Bye"), NOON)),
        DELETE_OWN((room, actor) -> room.messages().delete(actor, by(room, actor), NOON)),
        DELETE_OTHERS((room, actor) -> room.messages().delete(actor, by(room, null), NOON)),
        READ_OWN_EDITS((room, actor) -> {
            room.messages().requireMayReadRevisions(actor, by(room, actor));
            return room;
        }),
        READ_EDITS((room, actor) -> {
            room.messages().requireMayReadRevisions(actor, by(room, null));
            return room;
        }),
        LEAVE((room, actor) -> room.members().leave(actor)),
        ADD((room, actor) -> room.members().add(actor, null, Cast.userId(), Cast.membershipId(), NOON)),
        INVITE((room, actor) -> room.members().invite(actor, Cast.secret().digest(), Invite.DEFAULT_LIFETIME, 0, NOON)),
        REVOKE_OWN((room, actor) -> {
            room.members()
                    .requireMayRevoke(actor, Cast.invite(room, actor == null ? Cast.member(room, Role.MEMBER) : actor));
            return room;
        }),
        REVOKE_OTHERS((room, actor) -> {
            room.members().requireMayRevoke(actor, Cast.invite(room, Cast.member(room, Role.OWNER)));
            return room;
        }),
        REMOVE_MEMBER((room, actor) -> room.members().remove(actor, Cast.member(room, Role.MEMBER))),
        REMOVE_ADMIN((room, actor) -> room.members().remove(actor, Cast.member(room, Role.ADMIN))),
        REMOVE_OWNER((room, actor) -> room.members().remove(actor, Cast.member(room, Role.OWNER))),
        REMOVE_SYSTEM((room, actor) ->
                room.members().remove(actor, room.members().systemMember(Cast.membershipId(), NOON))),
        BAN_MEMBER((room, actor) -> room.members().ban(actor, Cast.member(room, Role.MEMBER))),
        BAN_ADMIN((room, actor) -> room.members().ban(actor, Cast.member(room, Role.ADMIN))),
        BAN_OWNER((room, actor) -> room.members().ban(actor, Cast.member(room, Role.OWNER))),
        BAN_SYSTEM((room, actor) -> room.members().ban(actor, room.members().systemMember(Cast.membershipId(), NOON))),
        BAN_ONESELF((room, actor) -> room.members().ban(actor, actor == null ? Cast.member(room, Role.MEMBER) : actor)),
        UNBAN((room, actor) -> room.members().unban(actor, Cast.member(room, Role.MEMBER, Membership.Status.BANNED))),
        CHANGE_ROLE(
                (room, actor) -> room.members().changeRole(actor, Cast.member(room, Role.MEMBER), Role.ADMIN, true)),
        DESCRIBE((room, actor) -> room.changeProfile(actor, RoomProfile.of("Cake", true), NOON)),
        DELETE((room, actor) -> room.delete(actor));

        @SuppressWarnings("ImmutableEnumChecker") // lambdas that hold nothing
        private final BiFunction<Room, Membership, Object> rule;

        Act(BiFunction<Room, Membership, Object> rule) {
            this.rule = rule;
        }

        /** Returns a message posted by {@code author} as an active member, or by another member if null. */
        private static Message by(Room room, Membership author) {
            var writer = author == null ? Cast.member(room, Role.OWNER) : author;
            return Cast.message(room, writer.with(writer.role(), Membership.Status.ACTIVE, writer.version()));
        }
    }
}
