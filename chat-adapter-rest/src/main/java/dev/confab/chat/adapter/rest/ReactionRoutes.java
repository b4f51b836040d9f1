package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Operation.operation;
import static dev.confab.chat.adapter.rest.Param.text;
import static dev.confab.chat.adapter.rest.Routes.CHAT;
import static dev.confab.chat.adapter.rest.UserRequest.MESSAGE;

import dev.confab.chat.adapter.wire.MessageJson;
import dev.confab.chat.application.reaction.Reactions;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.Reaction;

/** The route to remove a reaction by its content, and the parts of {@link MessageRoutes} that concern reactions. */
final class ReactionRoutes {

    private static final Operation REMOVE = operation("unreact", "Remove your reaction")
            .path(text("content", Reaction.MAX_LENGTH))
            .emptyResponse(204)
            .errors(403);

    private final Reactions reactions;

    ReactionRoutes(Reactions reactions) {
        this.reactions = reactions;
    }

    /** Has no client id, because adding the same reaction again changes nothing. */
    private record ReactionBody(MessageId parentId, String body) {}

    void register(Routes routes) {
        routes.section("Messages").delete(CHAT + MESSAGE + "/reactions/{content}", REMOVE, this::removeByContent);
    }

    void add(UserRequest request, RequestBody content) {
        var body = content.as(ReactionBody.class);
        var result = reactions.add(request.me(), request.room(), body.parentId(), body.body());
        var json = MessageJson.of(result.details().message(), result.reaction(), result.viewer());
        request.respond(result.isRepeat() ? 200 : 201, json);
    }

    /** Responds with the reaction whose id is in the path of a message. */
    void find(UserRequest request) {
        var found = reactions.find(request.me(), request.room(), request.reaction());
        request.respond(MessageJson.of(found.message(), found.reaction(), found.viewer()));
    }

    /** Removes the reaction whose id is in the path of a message. */
    void remove(UserRequest request) {
        reactions.remove(request.me(), request.room(), request.reaction());
    }

    private void removeByContent(UserRequest request) {
        reactions.remove(request.me(), request.room(), request.message(), request.path("content"));
        request.respondEmpty(204);
    }
}
