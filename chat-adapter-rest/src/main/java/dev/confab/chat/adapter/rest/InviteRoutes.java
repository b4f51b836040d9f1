package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Operation.operation;
import static dev.confab.chat.adapter.rest.Param.text;
import static dev.confab.chat.adapter.rest.Routes.CHAT;
import static dev.confab.chat.adapter.rest.UserRequest.ROOM;

import dev.confab.chat.application.invite.Invites;
import dev.confab.chat.domain.Secret;
import dev.confab.chat.domain.room.Invite;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Routes to create and revoke invites to a room. */
final class InviteRoutes {

    private static final String ALL = CHAT + ROOM + "/invites";

    private static final Operation CREATE = operation("invite", "Create an invite link to the room")
            .bodyIfAny(InviteBody.class)
            .response(201, InviteJson.class)
            .errors(403, 409);
    private static final Operation REVOKE = operation("revokeInvite", "Revoke an invite link")
            .path(text("invite"))
            .emptyResponse(204)
            .errors(403);

    private final Invites invites;

    InviteRoutes(Invites invites) {
        this.invites = invites;
    }

    private record InviteBody(
            @FieldSpec(min = 1, about = "Seconds, at most 30 days; the default is 7 days") @Nullable
            Long expiresIn) {}

    void register(Routes routes) {
        routes.section("Members").post(ALL, CREATE, this::create).delete(ALL + "/{invite}", REVOKE, this::revoke);
    }

    private void create(UserRequest request) {
        var seconds = request.bodyIfAny(InviteBody.class).expiresIn();
        var lifetime = seconds == null ? Invite.DEFAULT_LIFETIME : Duration.ofSeconds(seconds);
        request.respond(201, json(request, invites.create(request.me(), request.room(), lifetime)));
    }

    private void revoke(UserRequest request) {
        invites.revoke(request.me(), request.room(), new Secret(request.path("invite")));
        request.respondEmpty(204);
    }

    private static InviteJson json(UserRequest request, Invites.CreatedInvite created) {
        var secret = created.secret().value();
        var page = "/chat/" + created.invite().room() + "?invite=" + secret;
        return new InviteJson(secret, request.address(page), created.invite().expires());
    }

    /**
     * A new invite. This response is the only one that contains its secret.
     *
     * @param invite the secret; its bearers may join the room
     * @param url the page of the room, with the secret in its query
     * @param expires when the invite becomes invalid
     */
    private record InviteJson(String invite, String url, Instant expires) {}
}
