package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Call.MEMBER;
import static dev.confab.chat.adapter.rest.Call.ROOM;
import static dev.confab.chat.adapter.rest.Routes.CHAT;

import dev.confab.chat.adapter.wire.RoomUserJson;
import dev.confab.chat.application.member.Members;
import dev.confab.chat.application.presence.Presence;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.room.Member;
import dev.confab.chat.domain.room.Mute;
import dev.confab.chat.domain.room.Role;
import dev.confab.chat.domain.user.UserId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who is in a room, in which role, muted or not. */
final class MemberRoutes {

    private final Members members;
    private final Presence presence;

    MemberRoutes(Members members, Presence presence) {
        this.members = members;
        this.presence = presence;
    }

    void register(Routes routes) {
        routes.post(CHAT + ROOM + "/mute", this::mute);
        routes.post(CHAT + ROOM + "/unmute", this::unmute);
        routes.post(CHAT + ROOM + "/join", this::join);
        routes.post(CHAT + ROOM + "/leave", this::leave);
        routes.get(CHAT + ROOM + "/users", this::list);
        routes.post(CHAT + ROOM + "/users", this::add);
        routes.get(CHAT + ROOM + "/users/names", this::names);
        routes.get(CHAT + MEMBER, this::find);
        routes.put(CHAT + MEMBER, this::changeRole);
        routes.patch(CHAT + MEMBER, this::changeRole);
        routes.delete(CHAT + MEMBER, this::remove);
        routes.post(CHAT + MEMBER + "/ban", this::ban);
        routes.post(CHAT + MEMBER + "/unban", this::unban);
    }

    private void mute(Call call) {
        var until = call.bodyIfAny().instant("until");
        members.mute(call.me(), call.room(), until == null ? Mute.FOREVER : Mute.until(until));
        call.answerNothing(201);
    }

    private void unmute(Call call) {
        members.mute(call.me(), call.room(), Mute.OFF);
        call.answerNothing(201);
    }

    private void join(Call call) {
        call.answer(json(call, members.join(call.me(), call.room())));
    }

    private void leave(Call call) {
        members.leave(call.me(), call.room());
        call.answerNothing(204);
    }

    private void list(Call call) {
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

    private void names(Call call) {
        call.answer(
                members.all(call.me(), call.room()).stream().map(NameJson::of).toList());
    }

    /** One {@code user_id} is answered by one membership, {@code user_ids} by the list of theirs. */
    private void add(Call call) {
        var body = call.body();
        var one = body.id("user_id", UserId::parse);
        var people = one == null ? body.requireIds("user_ids", UserId::parse) : Set.of(one);
        var added = add(call, people, one == null ? "user_ids" : "user_id");
        var json = added.members().stream().map(member -> json(call, member)).toList();
        call.answer(added.anyNew() ? 201 : 200, one == null ? json : json.get(0));
    }

    private Members.Added add(Call call, Set<UserId> people, String field) {
        try {
            return members.add(call.me(), call.room(), people);
        } catch (Refusal.Invalid invalid) {
            throw invalid.field() == null ? invalid : new Refusal.Invalid(field, String.valueOf(invalid.getMessage()));
        }
    }

    private void find(Call call) {
        call.answer(json(call, members.find(call.me(), call.room(), call.member())));
    }

    private void changeRole(Call call) {
        var role = role(call.body().requireText("role"));
        call.answer(json(call, members.changeRole(call.me(), call.room(), call.member(), role)));
    }

    private static Role role(String text) {
        return switch (text) {
            case "owner" -> Role.OWNER;
            case "admin" -> Role.ADMIN;
            case "member" -> Role.MEMBER;
            default -> throw new Refusal.Invalid("role", "Must be owner, admin or member.");
        };
    }

    private void remove(Call call) {
        members.remove(call.me(), call.room(), call.member());
        call.answerNothing(204);
    }

    private void ban(Call call) {
        call.answer(json(call, members.ban(call.me(), call.room(), call.member())));
    }

    private void unban(Call call) {
        call.answer(json(call, members.unban(call.me(), call.room(), call.member())));
    }

    private RoomUserJson json(Call call, Member member) {
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
