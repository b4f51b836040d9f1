package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Operation.operation;
import static dev.confab.chat.adapter.rest.Param.text;
import static dev.confab.chat.adapter.rest.Param.whole;
import static dev.confab.chat.adapter.rest.Routes.ADMIN;

import dev.confab.chat.adapter.wire.MessageJson;
import dev.confab.chat.adapter.wire.RoomUserJson;
import dev.confab.chat.application.admin.Administration;
import dev.confab.chat.application.admin.Administration.AdminRoom;
import dev.confab.chat.application.message.HistoryPage;
import dev.confab.chat.application.presence.Presence;
import dev.confab.chat.domain.room.Member;
import dev.confab.chat.domain.room.Room;
import dev.confab.chat.domain.room.RoomId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Routes by which staff and services read and delete rooms and messages. */
final class AdminRoomRoutes {

    static final String BEFORE = "before";

    private static final Logger LOG = LoggerFactory.getLogger(RestAdapter.class);

    private static final String ALL = ADMIN + "/rooms";
    private static final String ONE = ALL + "/{room}";

    private static final Operation LIST = operation("listAllRooms", "List all rooms, latest activity first")
            .query(text("search"))
            .page(AdminRoomJson.class);
    private static final Operation DELETE_ROOM =
            operation("deleteAnyRoom", "Delete a room and its contents").emptyResponse(204);
    private static final Operation LIST_MEMBERS = operation(
                    "listMembersOfRoom", "List active members in the order of joining")
            .page(RoomUserJson.class);
    private static final Operation LIST_MESSAGES = operation(
                    "readRoom", "List messages, newest first; each read is logged")
            .query(whole(BEFORE, 0), whole(Query.LIMIT, 1))
            .response(200, ResponseSpec.page(MessageJson.class));
    private static final Operation DELETE_MESSAGE =
            operation("deleteAnyMessage", "Replace a message by a tombstone").emptyResponse(204);

    private final Administration administration;
    private final Presence presence;

    AdminRoomRoutes(Administration administration, Presence presence) {
        this.administration = administration;
        this.presence = presence;
    }

    void register(Routes routes) {
        routes.section("Administration")
                .getAsAdministrator(ALL, LIST, this::list)
                .deleteAsAdministrator(ONE, DELETE_ROOM, this::deleteRoom)
                .getAsAdministrator(ONE + "/members", LIST_MEMBERS, this::listMembers)
                .getAsAdministrator(ONE + "/messages", LIST_MESSAGES, this::listMessages)
                .deleteAsAdministrator(ADMIN + "/messages/{message}", DELETE_MESSAGE, this::deleteMessage);
    }

    private void list(AdminRequest request) {
        var window = request.query().window();
        var page = administration.rooms(request.query().text("search"), window);
        request.respond(request.links().page(page.map(AdminRoomJson::of), window));
    }

    private void deleteRoom(AdminRequest request) {
        administration.deleteRoom(request.administrator(), request.room());
        LOG.info("{} deleted room {}", request.administrator().name(), request.room());
        request.respondEmpty(204);
    }

    private void listMembers(AdminRequest request) {
        var window = request.query().window();
        var page = administration.members(request.room(), window);
        request.respond(request.links().page(page.map(this::json), window));
    }

    private RoomUserJson json(Member member) {
        var user = member.user();
        return RoomUserJson.of(member, null, user != null && presence.isOnline(user.id()));
    }

    private void listMessages(AdminRequest request) {
        var query = request.query();
        long before = query.whole(BEFORE).orElse(Long.MAX_VALUE);
        var history = administration.messages(request.room(), before, query.limit());
        LOG.info("{} read messages of room {}", request.administrator().name(), request.room());
        request.respond(new PageJson<>(
                history.total(),
                nextLink(history, request.links()),
                null,
                history.messages().stream()
                        .map(message -> MessageJson.of(message, history.viewer()))
                        .toList()));
    }

    /** Seqs have no gaps, so there are older messages unless the last one has seq 1. */
    private static @Nullable String nextLink(HistoryPage history, PageLinks links) {
        var messages = history.messages();
        long lastSeq = messages.isEmpty()
                ? 1
                : messages.get(messages.size() - 1).message().seq();
        return lastSeq == 1 ? null : links.to(BEFORE, lastSeq);
    }

    private void deleteMessage(AdminRequest request) {
        administration.deleteMessage(request.administrator(), request.message());
        LOG.info("{} deleted message {}", request.administrator().name(), request.message());
        request.respondEmpty(204);
    }

    /**
     * A room as staff see one.
     *
     * @param title null if the room has none
     * @param name the title, or the names of the first members
     */
    private record AdminRoomJson(
            RoomId id,
            Room.Kind kind,
            @Nullable String title,
            String name,
            boolean isPublic,
            int memberCount,
            long messageCount,
            Instant created,
            Instant lastActivity) {

        static AdminRoomJson of(AdminRoom shown) {
            var room = shown.room();
            return new AdminRoomJson(
                    room.id(),
                    room.kind(),
                    room.profile().title(),
                    shown.name(),
                    room.profile().isPublic(),
                    room.memberCount(),
                    room.messageSeq(),
                    room.created(),
                    room.lastActivity());
        }
    }
}
