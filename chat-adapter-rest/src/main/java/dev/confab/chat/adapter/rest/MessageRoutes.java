package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Operation.operation;
import static dev.confab.chat.adapter.rest.Param.id;
import static dev.confab.chat.adapter.rest.Param.text;
import static dev.confab.chat.adapter.rest.Param.whole;
import static dev.confab.chat.adapter.rest.Routes.CHAT;
import static dev.confab.chat.adapter.rest.UserRequest.MESSAGE;
import static dev.confab.chat.adapter.rest.UserRequest.ROOM;

import dev.confab.chat.adapter.wire.MessageJson;
import dev.confab.chat.application.message.MessageForViewer;
import dev.confab.chat.application.message.Messaging;
import dev.confab.chat.application.message.PostMessage;
import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.room.Body;
import dev.confab.chat.domain.room.ClientId;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.MessageId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Routes to list, search, post, edit, delete and pin messages. */
final class MessageRoutes {

    static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private static final String ALL = CHAT + ROOM + "/messages";
    private static final String ONE = CHAT + MESSAGE;

    private static final Operation LIST = operation("listMessages", "List or search messages, newest first by default")
            .query(
                    whole(PageLinks.BEFORE, 0),
                    whole(PageLinks.AFTER, 0).about("Lists the oldest first"),
                    id(PageLinks.AROUND).about("Lists the oldest first"),
                    id(HistoryQuery.PARENT).about("Lists the replies to a message, the oldest first"))
            .query(SearchQuery.PARAMETERS)
            .page(MessageJson.class);
    private static final Operation POST = operation("post", "Post a message or reaction; idempotent by `client_id`")
            .header(text(IDEMPOTENCY_KEY, ClientId.MAX_LENGTH))
            .body(PostMessageBody.class)
            .response(200, MessageJson.class)
            .response(201, MessageJson.class)
            .errors(403, 409);
    private static final Operation FIND =
            operation("findMessage", "Get a message or reaction").response(200, MessageJson.class);
    private static final Operation REPLACE = operation("replaceMessage", "Edit your message")
            .body(ReplaceMessageBody.class)
            .response(200, MessageJson.class)
            .errors(403, 409);
    private static final Operation EDIT = operation("editMessage", "Edit your message")
            .patch(EditMessageBody.class)
            .response(200, MessageJson.class)
            .errors(403, 409);
    private static final Operation DELETE = operation(
                    "deleteMessage", "Replace a message by a tombstone, or remove your reaction")
            .emptyResponse(204)
            .errors(403);
    private static final Operation LIST_EDITS = operation(
                    "listEdits", "List earlier versions of a message, oldest first")
            .response(200, ResponseSpec.list(EditJson.class))
            .errors(403);
    private static final Operation PIN = operation("pin", "Pin a message; 200 if it was pinned already")
            .response(200, MessageJson.class)
            .response(201, MessageJson.class)
            .errors(403, 409);
    private static final Operation UNPIN =
            operation("unpin", "Unpin a message").emptyResponse(204).errors(403);

    private final Messaging messaging;
    private final ReactionRoutes reactions;

    MessageRoutes(Messaging messaging, ReactionRoutes reactions) {
        this.messaging = messaging;
        this.reactions = reactions;
    }

    void register(Routes routes) {
        routes.section("Messages")
                .get(ALL, LIST, this::list)
                .post(ALL, POST, this::post)
                .get(ONE, FIND, this::find)
                .put(ONE, REPLACE, this::replace)
                .patch(ONE, EDIT, this::edit)
                .delete(ONE, DELETE, this::delete)
                .get(ONE + "/edits", LIST_EDITS, this::listEdits)
                .post(ONE + "/pin", PIN, this::pin)
                .delete(ONE + "/pin", UNPIN, this::unpin);
    }

    private void list(UserRequest request) {
        var query = request.query();
        if (SearchQuery.isIn(query)) {
            search(request, SearchQuery.of(query), query.limit());
        } else if (query.has(HistoryQuery.PARENT)) {
            listReplies(request, HistoryQuery.requireOnly(query, HistoryQuery.PARENT));
        } else {
            var history = HistoryQuery.of(query);
            var page = messaging.history(request.me(), request.room(), history.range(), query.limit());
            request.respond(history.page(page, request.links()));
        }
    }

    private void search(UserRequest request, SearchQuery search, int limit) {
        var page = messaging.search(request.me(), request.room(), search.filter(), search.range(), limit);
        request.respond(search.page(page, limit, request.links()));
    }

    private void listReplies(UserRequest request, Query query) {
        var parent = query.id(HistoryQuery.PARENT, MessageId::parse);
        var window = query.window();
        var replies = messaging.replies(request.me(), request.room(), parent, window);
        var page = new Page<>(replies.total(), replies.messages());
        request.respond(request.links().page(page.map(reply -> MessageJson.of(reply, replies.viewer())), window));
    }

    private void post(UserRequest request) {
        var content = request.content(false);
        if (content.fields().flag("is_reaction", false)) {
            reactions.add(request, content);
            return;
        }
        var draft = content.as(PostMessageBody.class).toDraft(request.header(IDEMPOTENCY_KEY));
        var result = messaging.post(new PostMessage(request.me(), request.room(), draft));
        request.respond(result.isRepeat() ? 200 : 201, json(result.message()));
    }

    private void find(UserRequest request) {
        try {
            request.respond(json(messaging.find(request.me(), request.room(), request.message())));
        } catch (Refusal.NotFound noMessage) {
            reactions.find(request);
        }
    }

    private void replace(UserRequest request) {
        edit(request, new Body(request.body(ReplaceMessageBody.class).body()));
    }

    private void edit(UserRequest request) {
        edit(request, request.patch(EditMessageBody.class).toBody());
    }

    private void edit(UserRequest request, @Nullable Body text) {
        request.respond(json(messaging.edit(request.me(), request.room(), request.message(), text)));
    }

    private void delete(UserRequest request) {
        try {
            messaging.delete(request.me(), request.room(), request.message());
        } catch (Refusal.NotFound noMessage) {
            reactions.remove(request);
        }
        request.respondEmpty(204);
    }

    private void listEdits(UserRequest request) {
        var edits = messaging.edits(request.me(), request.room(), request.message());
        request.respond(edits.stream().map(EditJson::of).toList());
    }

    private void pin(UserRequest request) {
        var result = messaging.pin(request.me(), request.room(), request.message());
        request.respond(result.isNew() ? 201 : 200, json(result.message()));
    }

    private void unpin(UserRequest request) {
        messaging.unpin(request.me(), request.room(), request.message());
        request.respondEmpty(204);
    }

    private static MessageJson json(MessageForViewer message) {
        return MessageJson.of(message.details(), message.viewer());
    }

    private record ReplaceMessageBody(
            @FieldSpec(maxLength = Body.MAX_LENGTH) String body) {}

    private record EditMessageBody(
            @FieldSpec(maxLength = Body.MAX_LENGTH) PatchField<String> body) {

        /** Returns null if a PATCH leaves the text as it is. */
        @Nullable
        Body toBody() {
            if (!body.isPresent()) {
                return null;
            }
            if (body.value() == null) {
                throw new Refusal.Invalid("body", "This field is required.");
            }
            return new Body(body.value());
        }
    }

    /**
     * An earlier version of a message.
     *
     * @param edited when the next version replaced it
     */
    private record EditJson(String body, Instant edited) {

        static EditJson of(Message.Revision revision) {
            return new EditJson(revision.body(), revision.replaced());
        }
    }
}
