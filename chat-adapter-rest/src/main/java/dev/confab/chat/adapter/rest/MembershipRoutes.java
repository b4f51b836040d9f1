package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Operation.operation;
import static dev.confab.chat.adapter.rest.Routes.CHAT;
import static dev.confab.chat.adapter.rest.UserRequest.ROOM;

import dev.confab.chat.adapter.wire.RoomUserJson;
import dev.confab.chat.application.member.Members;
import dev.confab.chat.application.presence.Presence;
import dev.confab.chat.domain.Secret;
import dev.confab.chat.domain.room.Membership.PushLevel;
import dev.confab.chat.domain.room.Mute;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Routes for the caller's own membership of a room: join, leave, mute, notification level. */
final class MembershipRoutes {

    private static final Operation MUTE = operation("mute", "Mute the room permanently or until a time")
            .bodyIfAny(MuteBody.class)
            .emptyResponse(201)
            .errors(403);
    private static final Operation UNMUTE =
            operation("unmute", "Unmute the room").emptyResponse(201).errors(403);
    private static final Operation SET_PUSH_LEVEL = operation(
                    "choosePushes", "Set your notification level for the room")
            .body(PushLevelBody.class)
            .emptyResponse(204)
            .errors(403);
    private static final Operation JOIN = operation("join", "Join a public room, or a private one by invite")
            .bodyIfAny(JoinBody.class)
            .response(200, RoomUserJson.class);
    private static final Operation LEAVE =
            operation("leave", "Leave the room").emptyResponse(204).errors(403);

    private final Members members;
    private final Presence presence;

    MembershipRoutes(Members members, Presence presence) {
        this.members = members;
        this.presence = presence;
    }

    private record MuteBody(@Nullable Instant until) {}

    private record PushLevelBody(PushLevel pushLevel) {}

    private record JoinBody(@Nullable String invite) {}

    void register(Routes routes) {
        routes.section("Members")
                .post(CHAT + ROOM + "/mute", MUTE, this::mute)
                .post(CHAT + ROOM + "/unmute", UNMUTE, this::unmute)
                .put(CHAT + ROOM + "/push-level", SET_PUSH_LEVEL, this::setPushLevel)
                .post(CHAT + ROOM + "/join", JOIN, this::join)
                .post(CHAT + ROOM + "/leave", LEAVE, this::leave);
    }

    private void mute(UserRequest request) {
        var until = request.bodyIfAny(MuteBody.class).until();
        members.mute(request.me(), request.room(), until == null ? Mute.FOREVER : Mute.until(until));
        request.respondEmpty(201);
    }

    private void unmute(UserRequest request) {
        members.mute(request.me(), request.room(), Mute.OFF);
        request.respondEmpty(201);
    }

    private void setPushLevel(UserRequest request) {
        var level = request.body(PushLevelBody.class).pushLevel();
        members.setPushLevel(request.me(), request.room(), level);
        request.respondEmpty(204);
    }

    private void join(UserRequest request) {
        var invite = request.bodyIfAny(JoinBody.class).invite();
        var member = invite == null
                ? members.join(request.me(), request.room())
                : members.joinByInvite(request.me(), request.room(), new Secret(invite));
        request.respond(RoomUserJson.of(member, request.me(), presence.isOnline(request.me())));
    }

    private void leave(UserRequest request) {
        members.leave(request.me(), request.room());
        request.respondEmpty(204);
    }
}
