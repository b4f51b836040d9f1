package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Operation.operation;
import static dev.confab.chat.adapter.rest.Param.choice;
import static dev.confab.chat.adapter.rest.Param.id;
import static dev.confab.chat.adapter.rest.Param.ids;
import static dev.confab.chat.adapter.rest.Param.text;
import static dev.confab.chat.adapter.rest.Param.time;
import static dev.confab.chat.adapter.rest.Routes.CHAT;
import static dev.confab.chat.adapter.rest.UserRequest.MEMBER;
import static dev.confab.chat.adapter.rest.UserRequest.ROOM;

import dev.confab.chat.adapter.wire.RoomUserJson;
import dev.confab.chat.application.member.Members;
import dev.confab.chat.application.presence.Presence;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.Secret;
import dev.confab.chat.domain.room.Member;
import dev.confab.chat.domain.room.Membership.PushLevel;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.Mute;
import dev.confab.chat.domain.room.Role;
import dev.confab.chat.domain.user.UserId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who is in a room, in which role, muted or not. */
final class MemberRoutes {

    private static final Param ROLE = choice("role", "owner", "admin", "member");

    private final Members members;
    private final Presence presence;

    MemberRoutes(Members members, Presence presence) {
        this.members = members;
        this.presence = presence;
    }

    void register(Routes all) {
        var routes = all.section("Members");
        routes.post(
                CHAT + ROOM + "/mute",
                operation("mute", "Mutes a room for you, for ever or until a time")
                        .bodyIfAny(time("until"))
                        .answerNothing(201)
                        .refuse(403),
                this::mute);
        routes.post(
                CHAT + ROOM + "/unmute",
                operation("unmute", "Lets a room be heard again")
                        .answerNothing(201)
                        .refuse(403),
                this::unmute);
        routes.put(
                CHAT + ROOM + "/push-level",
                operation("choosePushes", "Of what you are told on your devices while you are away")
                        .body(choice("push_level", "all", "mentions", "nothing").required())
                        .answerNothing(204)
                        .refuse(403),
                this::choosePushes);
        routes.post(
                CHAT + ROOM + "/join",
                operation(
                                "join",
                                "Makes you a member of a public room, or of a private one to which you have an invite")
                        .bodyIfAny(text("invite"))
                        .answer(200, RoomUserJson.class),
                this::join);
        routes.post(
                CHAT + ROOM + "/leave",
                operation("leave", "Ends your membership").answerNothing(204).refuse(403),
                this::leave);
        routes.get(
                CHAT + ROOM + "/users",
                operation("listMembers", "The active members; a page of them where a limit or offset is given")
                        .paged()
                        .answer(
                                200,
                                ResponseSpec.either(
                                        ResponseSpec.list(RoomUserJson.class), ResponseSpec.page(RoomUserJson.class))),
                this::list);
        var added = ResponseSpec.either(ResponseSpec.of(RoomUserJson.class), ResponseSpec.list(RoomUserJson.class));
        routes.post(
                CHAT + ROOM + "/users",
                operation("addMembers", "Adds one or several people; 200 if all were in already")
                        .body(id("user_id"), ids("user_ids"))
                        .answer(200, added)
                        .answer(201, added)
                        .refuse(403, 409),
                this::add);
        routes.get(
                CHAT + ROOM + "/users/names",
                operation("listNames", "The active members as people to mention")
                        .answer(200, ResponseSpec.list(NameJson.class)),
                this::names);
        routes.get(
                CHAT + MEMBER, operation("findMember", "One membership").answer(200, RoomUserJson.class), this::find);
        routes.put(CHAT + MEMBER, changeRole("replaceMember", ROLE.required()), this::replace);
        routes.patch(CHAT + MEMBER, changeRole("changeMember", ROLE), this::change);
        routes.delete(
                CHAT + MEMBER,
                operation("removeMember", "Removes a member, who may be you")
                        .answerNothing(204)
                        .refuse(403),
                this::remove);
        routes.post(
                CHAT + MEMBER + "/ban",
                operation("ban", "Removes a member for good")
                        .answer(200, RoomUserJson.class)
                        .refuse(403),
                this::ban);
        routes.post(
                CHAT + MEMBER + "/unban",
                operation("unban", "Lets somebody join again")
                        .answer(200, RoomUserJson.class)
                        .refuse(403),
                this::unban);
    }

    private static Operation changeRole(String id, Param role) {
        return operation(id, "Changes the role of a member")
                .body(role)
                .answer(200, RoomUserJson.class)
                .refuse(403, 409);
    }

    private void mute(UserRequest call) {
        var until = call.bodyIfAny().instant("until");
        members.mute(call.me(), call.room(), until == null ? Mute.FOREVER : Mute.until(until));
        call.answerNothing(201);
    }

    private void unmute(UserRequest call) {
        members.mute(call.me(), call.room(), Mute.OFF);
        call.answerNothing(201);
    }

    private void choosePushes(UserRequest call) {
        members.setPushLevel(call.me(), call.room(), pushLevel(call.body().requireText("push_level")));
        call.answerNothing(204);
    }

    private static PushLevel pushLevel(String text) {
        return switch (text) {
            case "all" -> PushLevel.ALL;
            case "mentions" -> PushLevel.MENTIONS;
            case "nothing" -> PushLevel.NOTHING;
            default -> throw new Refusal.Invalid("push_level", "Must be all, mentions or nothing.");
        };
    }

    private void join(UserRequest call) {
        var invite = call.bodyIfAny().text("invite");
        var member = invite == null
                ? members.join(call.me(), call.room())
                : members.joinByInvite(call.me(), call.room(), new Secret(invite));
        call.answer(json(call, member));
    }

    private void leave(UserRequest call) {
        members.leave(call.me(), call.room());
        call.answerNothing(204);
    }

    private void list(UserRequest call) {
        var query = call.query();
        if (query.has(Query.LIMIT) || query.has(Query.OFFSET)) {
            var page = members.page(call.me(), call.room(), query.window());
            call.answer(call.links().page(page.map(member -> json(call, member)), query.window()));
        } else {
            call.answer(members.all(call.me(), call.room()).stream()
                    .map(member -> json(call, member))
                    .toList());
        }
    }

    private void names(UserRequest call) {
        call.answer(
                members.all(call.me(), call.room()).stream().map(NameJson::of).toList());
    }

    /** One {@code user_id} is answered by one membership, {@code user_ids} by the list of theirs. */
    private void add(UserRequest call) {
        var body = call.body();
        var one = body.id("user_id", UserId::parse);
        var people = one == null ? body.requireIds("user_ids", UserId::parse) : Set.of(one);
        var added = add(call, people, one == null ? "user_ids" : "user_id");
        var json = added.members().stream().map(member -> json(call, member)).toList();
        call.answer(added.anyNew() ? 201 : 200, one == null ? json : json.get(0));
    }

    private Members.AddResult add(UserRequest call, Set<UserId> people, String field) {
        try {
            return members.add(call.me(), call.room(), people);
        } catch (Refusal.Invalid invalid) {
            throw invalid.field() == null ? invalid : new Refusal.Invalid(field, String.valueOf(invalid.getMessage()));
        }
    }

    private void find(UserRequest call) {
        call.answer(json(call, members.find(call.me(), call.room(), member(call))));
    }

    private void replace(UserRequest call) {
        changeRole(call, role(call.body().requireText("role")));
    }

    private void change(UserRequest call) {
        var role = call.body().text("role");
        changeRole(call, role == null ? null : role(role));
    }

    private void changeRole(UserRequest call, @Nullable Role role) {
        call.answer(json(call, members.changeRole(call.me(), call.room(), member(call), role)));
    }

    private MembershipId member(UserRequest call) {
        return members.resolve(call.room(), call.member());
    }

    private static Role role(String text) {
        return switch (text) {
            case "owner" -> Role.OWNER;
            case "admin" -> Role.ADMIN;
            case "member" -> Role.MEMBER;
            default -> throw new Refusal.Invalid("role", "Must be owner, admin or member.");
        };
    }

    private void remove(UserRequest call) {
        members.remove(call.me(), call.room(), member(call));
        call.answerNothing(204);
    }

    private void ban(UserRequest call) {
        call.answer(json(call, members.ban(call.me(), call.room(), member(call))));
    }

    private void unban(UserRequest call) {
        call.answer(json(call, members.unban(call.me(), call.room(), member(call))));
    }

    private RoomUserJson json(UserRequest call, Member member) {
        var user = member.membership().user();
        return RoomUserJson.of(member, call.me(), user != null && presence.isOnline(user));
    }

    /**
     * A member as somebody to mention.
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
