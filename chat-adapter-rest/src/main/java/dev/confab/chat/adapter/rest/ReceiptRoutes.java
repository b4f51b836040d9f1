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
import org.jspecify.annotations.Nullable;

/** What has been received and seen, by whom and when. */
final class ReceiptRoutes {

    private static final String IDS = "message_ids";

    private final Receipts receipts;

    ReceiptRoutes(Receipts receipts) {
        this.receipts = receipts;
    }

    void register(Routes all) {
        var routes = all.section("Receipts");
        routes.post(CHAT + ROOM + "/messages/seen", mark("markSeen", "You have seen these"), this::seen);
        routes.post(
                CHAT + ROOM + "/messages/received",
                mark("markReceived", "A device of yours has received these"),
                this::received);
        routes.get(
                CHAT + MESSAGE + "/receipts",
                operation("listReceipts", "Who has received and seen a message, the latest first")
                        .page(ReceiptJson.class),
                this::list);
    }

    private static Operation mark(String id, String summary) {
        return operation(id, summary + " and all before them")
                .body(ids(IDS).about("What is no id of a message here is skipped")
                        .required())
                .answer(201, MarkedJson.class)
                .refuse(403);
    }

    private void seen(UserRequest call) {
        var ids = call.body().requireValidIds(IDS, MessageId::parse);
        call.answer(201, new MarkedJson(receipts.seen(call.me(), call.room(), ids)));
    }

    private void received(UserRequest call) {
        var ids = call.body().requireValidIds(IDS, MessageId::parse);
        call.answer(201, new MarkedJson(receipts.received(call.me(), call.room(), ids)));
    }

    private void list(UserRequest call) {
        var window = call.query().window();
        var page = receipts.of(call.me(), call.room(), call.message(), window);
        call.answer(call.links().page(page.map(ReceiptJson::of), window));
    }

    /** Those of the messages asked for that are seen, or received, now. */
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
