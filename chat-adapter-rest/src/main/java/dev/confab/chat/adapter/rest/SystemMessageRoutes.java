package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Operation.operation;
import static dev.confab.chat.adapter.rest.Param.text;
import static dev.confab.chat.adapter.rest.Routes.CHAT;
import static dev.confab.chat.adapter.rest.UserRequest.ROOM;

import dev.confab.chat.adapter.wire.MessageJson;
import dev.confab.chat.application.message.Messaging;
import dev.confab.chat.domain.room.Body;
import dev.confab.chat.domain.room.ClientId;
import org.jspecify.annotations.Nullable;

/** The route by which services post system messages. */
final class SystemMessageRoutes {

    private static final Operation POST = operation(
                    "postSystemMessage", "Post a system message; idempotent by `client_id`")
            .header(text(MessageRoutes.IDEMPOTENCY_KEY, ClientId.MAX_LENGTH))
            .body(SystemMessageBody.class)
            .response(200, MessageJson.class)
            .response(201, MessageJson.class)
            .errors(409);

    private final Messaging messaging;

    SystemMessageRoutes(Messaging messaging) {
        this.messaging = messaging;
    }

    private record SystemMessageBody(
            @FieldSpec(maxLength = Body.MAX_LENGTH) String body,

            @FieldSpec(maxLength = ClientId.MAX_LENGTH) @Nullable
            String clientId) {}

    void register(Routes routes) {
        routes.section("Messages").postAsService(CHAT + ROOM + "/system-messages", POST, this::post);
    }

    private void post(ServiceRequest request) {
        var body = request.body(SystemMessageBody.class);
        var key = request.header(MessageRoutes.IDEMPOTENCY_KEY);
        var clientId = PostMessageBody.clientId(body.clientId(), key);
        var result = messaging.postSystem(request.room(), new Body(body.body()), clientId);
        var message = result.message();
        request.respond(result.isRepeat() ? 200 : 201, MessageJson.of(message.details(), message.viewer()));
    }
}
