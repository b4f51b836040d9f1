package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Operation.operation;
import static dev.confab.chat.adapter.rest.Param.text;
import static dev.confab.chat.adapter.rest.Param.whole;
import static dev.confab.chat.adapter.rest.Routes.CHAT;
import static dev.confab.chat.adapter.rest.UserRequest.ROOM;

import dev.confab.chat.application.invite.Invites;
import dev.confab.chat.domain.Secret;
import dev.confab.chat.domain.room.Invite;
import java.time.Duration;
import java.time.Instant;

/** Links that let people into a room. */
final class InviteRoutes {

    private final Invites invites;

    InviteRoutes(Invites invites) {
        this.invites = invites;
    }

    void register(Routes all) {
        var routes = all.section("Members");
        routes.post(
                CHAT + ROOM + "/invites",
                operation("invite", "Makes a link that lets people into the room")
                        .bodyIfAny(whole("expires_in", 1).about("Seconds, at most 30 days; 7 days unless given"))
                        .answer(201, InviteJson.class)
                        .refuse(403, 409),
                this::make);
        routes.delete(
                CHAT + ROOM + "/invites/{invite}",
                operation("revokeInvite", "Takes back a link")
                        .path(text("invite"))
                        .answerNothing(204)
                        .refuse(403),
                this::revoke);
    }

    private void make(UserRequest call) {
        var wish = call.bodyIfAny().whole("expires_in");
        var lifetime = wish == null ? Invite.DEFAULT_LIFETIME : Duration.ofSeconds(wish);
        call.answer(201, json(call, invites.create(call.me(), call.room(), lifetime)));
    }

    private void revoke(UserRequest call) {
        invites.revoke(call.me(), call.room(), new Secret(call.path("invite")));
        call.answerNothing(204);
    }

    private static InviteJson json(UserRequest call, Invites.CreatedInvite made) {
        var secret = made.secret().value();
        var page = "/chat/" + made.invite().room() + "?invite=" + secret;
        return new InviteJson(secret, call.address(page), made.invite().expires());
    }

    /**
     * An invite, told this once.
     *
     * @param invite the secret; whoever has it may come in
     * @param url the page of the room, which hands the secret in
     * @param expires when it stops being good
     */
    private record InviteJson(String invite, String url, Instant expires) {}
}
