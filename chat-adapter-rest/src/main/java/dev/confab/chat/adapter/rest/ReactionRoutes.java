package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Operation.operation;
import static dev.confab.chat.adapter.rest.Param.text;
import static dev.confab.chat.adapter.rest.Routes.CHAT;
import static dev.confab.chat.adapter.rest.UserRequest.MESSAGE;

import dev.confab.chat.adapter.wire.Fields;
import dev.confab.chat.adapter.wire.MessageJson;
import dev.confab.chat.application.reaction.Reactions;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.Reaction;

/** Short answers to messages. One is given by posting it like a message, see {@link MessageRoutes}. */
final class ReactionRoutes {

    private final Reactions reactions;

    ReactionRoutes(Reactions reactions) {
        this.reactions = reactions;
    }

    void register(Routes all) {
        all.section("Messages")
                .delete(
                        CHAT + MESSAGE + "/reactions/{content}",
                        operation("unreact", "Takes your reaction back, if there is one")
                                .path(text("content", Reaction.MAX_LENGTH))
                                .answerNothing(204)
                                .refuse(403),
                        this::removeByContent);
    }

    /** A {@code client_id} is of no use here: the same reaction is never given twice. */
    void add(UserRequest call, Fields body) {
        var message = body.requireId("parent_id", MessageId::parse);
        var given = reactions.add(call.me(), call.room(), message, body.requireText("body"));
        var json = MessageJson.of(given.details().message(), given.reaction(), given.viewer());
        call.answer(given.isRepeat() ? 200 : 201, json);
    }

    /** Answers the reaction that has the id of a message in the address. */
    void find(UserRequest call) {
        var shown = reactions.find(call.me(), call.room(), call.reaction());
        call.answer(MessageJson.of(shown.message(), shown.reaction(), shown.viewer()));
    }

    /** Takes back the reaction that has the id of a message in the address. */
    void remove(UserRequest call) {
        reactions.remove(call.me(), call.room(), call.reaction());
    }

    private void removeByContent(UserRequest call) {
        reactions.remove(call.me(), call.room(), call.message(), call.path("content"));
        call.answerNothing(204);
    }
}
