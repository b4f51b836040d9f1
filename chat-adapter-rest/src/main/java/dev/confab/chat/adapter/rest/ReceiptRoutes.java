package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Operation.operation;
import static dev.confab.chat.adapter.rest.Param.ids;
import static dev.confab.chat.adapter.rest.Routes.CHAT;
import static dev.confab.chat.adapter.rest.UserRequest.MESSAGE;
import static dev.confab.chat.adapter.rest.UserRequest.ROOM;

import dev.confab.chat.application.receipt.Receipts;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.Receipt;
import dev.confab.chat.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Routes to mark messages as received or seen and to list the receipts of a message. */
final class ReceiptRoutes {

    private static final Operation MARK_SEEN = operation("markSeen", "Mark messages and all earlier ones as seen")
            .body(MessagesBody.class)
            .response(201, MarkedJson.class)
            .errors(403);
    private static final Operation MARK_RECEIVED = operation(
                    "markReceived", "Mark messages and all earlier ones as received")
            .body(MessagesBody.class)
            .response(201, MarkedJson.class)
            .errors(403);
    private static final Operation LIST = operation("listReceipts", "List receipts of a message, latest first")
            .page(ReceiptJson.class);

    private final Receipts receipts;

    ReceiptRoutes(Receipts receipts) {
        this.receipts = receipts;
    }

    private record MessagesBody(
            @FieldSpec(skipsInvalid = true, about = "Items that are no ids of messages in this room are skipped")
            Set<MessageId> messageIds) {}

    void register(Routes routes) {
        routes.section("Receipts")
                .post(CHAT + ROOM + "/messages/seen", MARK_SEEN, this::markSeen)
                .post(CHAT + ROOM + "/messages/received", MARK_RECEIVED, this::markReceived)
                .get(CHAT + MESSAGE + "/receipts", LIST, this::list);
    }

    private void markSeen(UserRequest request) {
        var ids = request.body(MessagesBody.class).messageIds();
        request.respond(201, new MarkedJson(receipts.seen(request.me(), request.room(), ids)));
    }

    private void markReceived(UserRequest request) {
        var ids = request.body(MessagesBody.class).messageIds();
        request.respond(201, new MarkedJson(receipts.received(request.me(), request.room(), ids)));
    }

    private void list(UserRequest request) {
        var window = request.query().window();
        var page = receipts.of(request.me(), request.room(), request.message(), window);
        request.respond(request.links().page(page.map(ReceiptJson::of), window));
    }

    /** Those of the requested messages that are marked now. */
    private record MarkedJson(List<MessageId> messageIds) {}

    private record ReceiptJson(
            MembershipId roomUserId,
            @Nullable UserId userId,
            String name,
            Instant receivedAt,
            @Nullable Instant seenAt) {

        static ReceiptJson of(Receipt receipt) {
            var member = receipt.member();
            var membership = member.membership();
            return new ReceiptJson(
                    membership.id(), membership.user(), member.name(), receipt.received(), receipt.seen());
        }
    }
}
