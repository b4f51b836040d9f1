package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Operation.operation;
import static dev.confab.chat.adapter.rest.Param.text;
import static dev.confab.chat.adapter.rest.Routes.CHAT;
import static dev.confab.chat.adapter.rest.UserRequest.ROOM;

import dev.confab.chat.adapter.wire.MessageJson;
import dev.confab.chat.application.message.Messaging;
import dev.confab.chat.domain.room.Body;

/** What services let a room say. */
final class SystemMessageRoutes {

    private final Messaging messaging;

    SystemMessageRoutes(Messaging messaging) {
        this.messaging = messaging;
    }

    void register(Routes all) {
        all.section("Messages")
                .postAsService(
                        CHAT + ROOM + "/system-messages",
                        operation("postSystemMessage", "Lets the room say something, once for each client id")
                                .header(text(MessageRoutes.IDEMPOTENCY_KEY, 64))
                                .body(text("body", 10_000).required(), text("client_id", 64))
                                .answer(200, MessageJson.class)
                                .answer(201, MessageJson.class)
                                .refuse(409),
                        this::post);
    }

    private void post(ServiceRequest call) {
        var fields = call.body();
        var body = new Body(fields.requireText("body"));
        var clientId = MessageRoutes.clientId(fields.text("client_id"), call.header(MessageRoutes.IDEMPOTENCY_KEY));
        var sent = messaging.postSystem(call.room(), body, clientId);
        var shown = sent.message();
        call.answer(sent.isRepeat() ? 200 : 201, MessageJson.of(shown.details(), shown.viewer()));
    }
}
