package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Operation.operation;
import static dev.confab.chat.adapter.rest.Param.flag;
import static dev.confab.chat.adapter.rest.Param.id;
import static dev.confab.chat.adapter.rest.Param.ids;
import static dev.confab.chat.adapter.rest.Param.text;
import static dev.confab.chat.adapter.rest.Param.whole;
import static dev.confab.chat.adapter.rest.Routes.CHAT;
import static dev.confab.chat.adapter.rest.UserRequest.MESSAGE;
import static dev.confab.chat.adapter.rest.UserRequest.ROOM;

import dev.confab.chat.adapter.wire.Fields;
import dev.confab.chat.adapter.wire.MessageJson;
import dev.confab.chat.application.message.MessageForViewer;
import dev.confab.chat.application.message.Messaging;
import dev.confab.chat.application.message.PostMessage;
import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.room.Body;
import dev.confab.chat.domain.room.ClientId;
import dev.confab.chat.domain.room.Draft;
import dev.confab.chat.domain.room.ImageId;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.MessageId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is said in rooms. */
final class MessageRoutes {

    static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private static final Param BODY = text("body", 10_000);

    private final Messaging messaging;
    private final ReactionRoutes reactions;

    MessageRoutes(Messaging messaging, ReactionRoutes reactions) {
        this.messaging = messaging;
        this.reactions = reactions;
    }

    void register(Routes all) {
        var routes = all.section("Messages");
        routes.get(
                CHAT + ROOM + "/messages",
                operation(
                                "listMessages",
                                "The newest first; those after a seq or around a message oldest first, like replies")
                        .query(
                                whole(PageLinks.BEFORE, 0),
                                whole(PageLinks.AFTER, 0),
                                id(PageLinks.AROUND),
                                id(HistoryQuery.PARENT))
                        .query(SearchQuery.PARAMETERS)
                        .page(MessageJson.class),
                this::list);
        routes.post(
                CHAT + ROOM + "/messages",
                operation("post", "Says something, or reacts, once for each client id: the same again is 200")
                        .header(text(IDEMPOTENCY_KEY, 64))
                        .body(
                                text("body", 10_000).about("Required where there are no images"),
                                ids("images").about("At most ten, which you uploaded and used nowhere yet"),
                                id("parent_id"),
                                text("client_id", 64),
                                flag("is_reaction"))
                        .answer(200, MessageJson.class)
                        .answer(201, MessageJson.class)
                        .refuse(403, 409),
                this::post);
        routes.get(
                CHAT + MESSAGE,
                operation("findMessage", "One message, or one reaction").answer(200, MessageJson.class),
                this::find);
        routes.put(CHAT + MESSAGE, edit("replaceMessage", BODY.required()), this::replace);
        routes.patch(CHAT + MESSAGE, edit("editMessage", BODY), this::change);
        routes.delete(
                CHAT + MESSAGE,
                operation("deleteMessage", "Leaves a tombstone in its place; a reaction of yours is taken back")
                        .answerNothing(204)
                        .refuse(403),
                this::delete);
        routes.get(
                CHAT + MESSAGE + "/edits",
                operation("listEdits", "Earlier wordings, the oldest first")
                        .answer(200, ResponseSpec.list(EditJson.class))
                        .refuse(403),
                this::edits);
        routes.post(
                CHAT + MESSAGE + "/pin",
                operation("pin", "Pins a message, for admins unless the room says otherwise; the same again is 200")
                        .answer(200, MessageJson.class)
                        .answer(201, MessageJson.class)
                        .refuse(403, 409),
                this::pin);
        routes.delete(
                CHAT + MESSAGE + "/pin",
                operation("unpin", "Takes the pin away, if there is one")
                        .answerNothing(204)
                        .refuse(403),
                this::unpin);
    }

    private static Operation edit(String id, Param body) {
        return operation(id, "Changes the wording of your message")
                .body(body)
                .answer(200, MessageJson.class)
                .refuse(403, 409);
    }

    private void list(UserRequest call) {
        var query = call.query();
        if (SearchQuery.isIn(query)) {
            search(call, query);
        } else if (query.has(HistoryQuery.PARENT)) {
            listReplies(call, HistoryQuery.requireOnly(query, HistoryQuery.PARENT));
        } else {
            var stretch = HistoryQuery.of(query);
            var history = messaging.history(call.me(), call.room(), stretch.span(), query.limit());
            call.answer(stretch.page(history, call.links()));
        }
    }

    private void search(UserRequest call, Query query) {
        var sought = SearchQuery.of(query);
        var found = messaging.search(call.me(), call.room(), sought.filter(), sought.place(), query.limit());
        call.answer(sought.page(found, query.limit(), call.links()));
    }

    private void listReplies(UserRequest call, Query query) {
        var parent = query.id(HistoryQuery.PARENT, MessageId::parse);
        var window = query.window();
        var replies = messaging.replies(call.me(), call.room(), parent, window);
        var page = new Page<>(replies.total(), replies.messages());
        call.answer(call.links().page(page.map(reply -> MessageJson.of(reply, replies.viewer())), window));
    }

    private void post(UserRequest call) {
        var body = call.body();
        if (body.flag("is_reaction", false)) {
            reactions.add(call, body);
        } else {
            post(call, draft(body, call.header(IDEMPOTENCY_KEY)));
        }
    }

    private void post(UserRequest call, Draft draft) {
        var sent = messaging.post(new PostMessage(call.me(), call.room(), draft));
        call.answer(sent.isRepeat() ? 200 : 201, json(sent.message()));
    }

    private static Draft draft(Fields body, @Nullable String key) {
        var images = List.copyOf(body.ids("images", ImageId::parse));
        var parent = body.id("parent_id", MessageId::parse);
        return new Draft(words(body, images), images, parent, clientId(body.text("client_id"), key));
    }

    /** With images there need not be any words, which some clients say with empty ones. */
    private static @Nullable Body words(Fields body, List<ImageId> images) {
        var text = images.isEmpty() ? body.requireText("body") : body.text("body");
        return text == null || (text.isEmpty() && !images.isEmpty()) ? null : new Body(text);
    }

    static @Nullable ClientId clientId(@Nullable String field, @Nullable String key) {
        if (field != null && key != null && !field.equals(key)) {
            throw new Refusal.Invalid("client_id", "Must be the same as the header " + IDEMPOTENCY_KEY + ".");
        }
        var id = field == null ? key : field;
        return id == null ? null : new ClientId(id);
    }

    private void find(UserRequest call) {
        try {
            call.answer(json(messaging.find(call.me(), call.room(), call.message())));
        } catch (Refusal.NotFound noMessage) {
            reactions.find(call);
        }
    }

    private void replace(UserRequest call) {
        edit(call, new Body(call.body().requireText("body")));
    }

    /** What is left out stays as it is; null is no wording. */
    private void change(UserRequest call) {
        var fields = call.body();
        edit(call, fields.has("body") ? new Body(fields.requireText("body")) : null);
    }

    private void edit(UserRequest call, @Nullable Body body) {
        call.answer(json(messaging.edit(call.me(), call.room(), call.message(), body)));
    }

    private void delete(UserRequest call) {
        try {
            messaging.delete(call.me(), call.room(), call.message());
        } catch (Refusal.NotFound noMessage) {
            reactions.remove(call);
        }
        call.answerNothing(204);
    }

    private void edits(UserRequest call) {
        call.answer(messaging.edits(call.me(), call.room(), call.message()).stream()
                .map(EditJson::of)
                .toList());
    }

    private void pin(UserRequest call) {
        var pinned = messaging.pin(call.me(), call.room(), call.message());
        call.answer(pinned.isNew() ? 201 : 200, json(pinned.message()));
    }

    private void unpin(UserRequest call) {
        messaging.unpin(call.me(), call.room(), call.message());
        call.answerNothing(204);
    }

    private static MessageJson json(MessageForViewer shown) {
        return MessageJson.of(shown.details(), shown.viewer());
    }

    /**
     * A wording that a message once had.
     *
     * @param edited when it was replaced by the next
     */
    private record EditJson(String body, Instant edited) {

        static EditJson of(Message.Revision edit) {
            return new EditJson(edit.body(), edit.replaced());
        }
    }
}
