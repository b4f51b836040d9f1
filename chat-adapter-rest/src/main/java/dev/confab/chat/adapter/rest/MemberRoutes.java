package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Operation.operation;
import static dev.confab.chat.adapter.rest.Routes.CHAT;
import static dev.confab.chat.adapter.rest.UserRequest.MEMBER;
import static dev.confab.chat.adapter.rest.UserRequest.ROOM;
import static java.util.Objects.requireNonNull;

import dev.confab.chat.adapter.wire.RoomUserJson;
import dev.confab.chat.application.member.Members;
import dev.confab.chat.application.presence.Presence;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.room.Member;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.Role;
import dev.confab.chat.domain.user.UserId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Routes to list, add, remove and ban the members of a room and to change their roles. */
final class MemberRoutes {

    private static final String ALL = CHAT + ROOM + "/users";
    private static final String ONE = CHAT + MEMBER;

    private static final ResponseSpec ADDED =
            ResponseSpec.either(ResponseSpec.of(RoomUserJson.class), ResponseSpec.list(RoomUserJson.class));

    private static final Operation LIST = operation("listMembers", "List all active members, or one page of them")
            .paged()
            .response(
                    200,
                    ResponseSpec.either(ResponseSpec.list(RoomUserJson.class), ResponseSpec.page(RoomUserJson.class)));
    private static final Operation ADD = operation("addMembers", "Add users; 200 if all of them were members")
            .body(AddMembersBody.class)
            .response(200, ADDED)
            .response(201, ADDED)
            .errors(403, 409);
    private static final Operation LIST_NAMES = operation("listNames", "List the active members as mentions")
            .response(200, ResponseSpec.list(NameJson.class));
    private static final Operation FIND =
            operation("findMember", "Get a membership").response(200, RoomUserJson.class);
    private static final Operation REPLACE = operation("replaceMember", "Change the role of a member")
            .body(MemberBody.class)
            .response(200, RoomUserJson.class)
            .errors(403, 409);
    private static final Operation CHANGE = operation("changeMember", "Change the role of a member")
            .patch(MemberBody.class)
            .response(200, RoomUserJson.class)
            .errors(403, 409);
    private static final Operation REMOVE = operation("removeMember", "Remove a member, or leave")
            .emptyResponse(204)
            .errors(403);
    private static final Operation BAN = operation("ban", "Remove a member permanently")
            .response(200, RoomUserJson.class)
            .errors(403);
    private static final Operation UNBAN = operation("unban", "Allow a banned user to join again")
            .response(200, RoomUserJson.class)
            .errors(403);

    private final Members members;
    private final Presence presence;

    MemberRoutes(Members members, Presence presence) {
        this.members = members;
        this.presence = presence;
    }

    /** The response to {@code user_id} is one membership, the response to {@code user_ids} is a list. */
    private record AddMembersBody(
            @Nullable UserId userId, @Nullable Set<UserId> userIds) {

        Set<UserId> users() {
            if (userId == null && userIds == null) {
                throw new Refusal.Invalid("user_ids", "This field is required.");
            }
            return userId == null ? requireNonNull(userIds) : Set.of(userId);
        }

        String field() {
            return userId == null ? "user_ids" : "user_id";
        }
    }

    private record MemberBody(
            @FieldSpec(requiredUnlessPatch = true) @Nullable Role role) {}

    void register(Routes routes) {
        routes.section("Members")
                .get(ALL, LIST, this::list)
                .post(ALL, ADD, this::add)
                .get(ALL + "/names", LIST_NAMES, this::listNames)
                .get(ONE, FIND, this::find)
                .put(ONE, REPLACE, request -> changeRole(request, request.body(MemberBody.class)))
                .patch(ONE, CHANGE, request -> changeRole(request, request.patch(MemberBody.class)))
                .delete(ONE, REMOVE, this::remove)
                .post(ONE + "/ban", BAN, this::ban)
                .post(ONE + "/unban", UNBAN, this::unban);
    }

    private void list(UserRequest request) {
        var query = request.query();
        if (query.has(Query.LIMIT) || query.has(Query.OFFSET)) {
            var page = members.page(request.me(), request.room(), query.window());
            request.respond(request.links().page(page.map(member -> json(request, member)), query.window()));
        } else {
            request.respond(members.all(request.me(), request.room()).stream()
                    .map(member -> json(request, member))
                    .toList());
        }
    }

    private void listNames(UserRequest request) {
        var all = members.all(request.me(), request.room());
        request.respond(all.stream().map(NameJson::of).toList());
    }

    private void add(UserRequest request) {
        var body = request.body(AddMembersBody.class);
        var result = add(request, body);
        var json =
                result.members().stream().map(member -> json(request, member)).toList();
        request.respond(result.anyNew() ? 201 : 200, body.userId() == null ? json : json.get(0));
    }

    private Members.AddResult add(UserRequest request, AddMembersBody body) {
        try {
            return members.add(request.me(), request.room(), body.users());
        } catch (Refusal.Invalid invalid) {
            throw invalid.field() == null
                    ? invalid
                    : new Refusal.Invalid(body.field(), String.valueOf(invalid.getMessage()));
        }
    }

    private void find(UserRequest request) {
        request.respond(json(request, members.find(request.me(), request.room(), member(request))));
    }

    private void changeRole(UserRequest request, MemberBody body) {
        var member = members.changeRole(request.me(), request.room(), member(request), body.role());
        request.respond(json(request, member));
    }

    private MembershipId member(UserRequest request) {
        return members.resolve(request.room(), request.member());
    }

    private void remove(UserRequest request) {
        members.remove(request.me(), request.room(), member(request));
        request.respondEmpty(204);
    }

    private void ban(UserRequest request) {
        request.respond(json(request, members.ban(request.me(), request.room(), member(request))));
    }

    private void unban(UserRequest request) {
        request.respond(json(request, members.unban(request.me(), request.room(), member(request))));
    }

    private RoomUserJson json(UserRequest request, Member member) {
        var user = member.membership().user();
        return RoomUserJson.of(member, request.me(), user != null && presence.isOnline(user));
    }

    /**
     * A member as clients mention them.
     *
     * @param id of the user
     * @param firstName the first word of {@code name}
     */
    private record NameJson(@Nullable UserId id, String firstName, String name) {

        static NameJson of(Member member) {
            var name = member.name();
            return new NameJson(member.membership().user(), name.strip().split("\\s", 2)[0], name);
        }
    }
}
