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

/** What the staff sees of rooms, and takes out of them. */
final class AdminRoomRoutes {

    static final String BEFORE = "before";

    private static final Logger LOG = LoggerFactory.getLogger(RestAdapter.class);

    private static final String ALL = ADMIN + "/rooms";
    private static final String ONE = ALL + "/{room}";

    private final Administration administration;
    private final Presence presence;

    AdminRoomRoutes(Administration administration, Presence presence) {
        this.administration = administration;
        this.presence = presence;
    }

    void register(Routes all) {
        var routes = all.section("Administration");
        routes.getAsAdministrator(
                ALL,
                operation("listAllRooms", "Every room, the latest activity first")
                        .query(text("search"))
                        .page(AdminRoomJson.class),
                this::list);
        routes.deleteAsAdministrator(
                ONE,
                operation("deleteAnyRoom", "Deletes a room and all that is in it")
                        .answerNothing(204),
                this::deleteRoom);
        routes.getAsAdministrator(
                ONE + "/members",
                operation("listMembersOfRoom", "The active members in the order of joining")
                        .page(RoomUserJson.class),
                this::members);
        routes.getAsAdministrator(
                ONE + "/messages",
                operation("readRoom", "The newest first; the log says who has read which room")
                        .query(whole(BEFORE, 0), whole(Query.LIMIT, 1))
                        .answer(200, ResponseSpec.page(MessageJson.class)),
                this::messages);
        routes.deleteAsAdministrator(
                ADMIN + "/messages/{message}",
                operation("deleteAnyMessage", "Leaves a tombstone in its place").answerNothing(204),
                this::deleteMessage);
    }

    private void list(AdminRequest call) {
        var window = call.query().window();
        var found = administration.rooms(call.query().text("search"), window);
        call.answer(call.links().page(found.map(AdminRoomJson::of), window));
    }

    private void deleteRoom(AdminRequest call) {
        administration.deleteRoom(call.administrator(), call.room());
        LOG.info("{} has deleted room {}", call.administrator().name(), call.room());
        call.answerNothing(204);
    }

    private void members(AdminRequest call) {
        var window = call.query().window();
        var page = administration.members(call.room(), window);
        call.answer(call.links().page(page.map(this::json), window));
    }

    private RoomUserJson json(Member member) {
        var user = member.user();
        return RoomUserJson.of(member, null, user != null && presence.isOnline(user.id()));
    }

    private void messages(AdminRequest call) {
        var query = call.query();
        var history = administration.messages(call.room(), query.whole(BEFORE).orElse(Long.MAX_VALUE), query.limit());
        LOG.info("{} has read in room {}", call.administrator().name(), call.room());
        call.answer(new PageJson<>(
                history.total(),
                older(history, call.links()),
                null,
                history.messages().stream()
                        .map(message -> MessageJson.of(message, history.viewer()))
                        .toList()));
    }

    /** Seqs have no holes: there is more before whatever is not number 1. */
    private static @Nullable String older(HistoryPage history, PageLinks links) {
        var messages = history.messages();
        long last = messages.isEmpty()
                ? 1
                : messages.get(messages.size() - 1).message().seq();
        return last == 1 ? null : links.to(BEFORE, last);
    }

    private void deleteMessage(AdminRequest call) {
        administration.deleteMessage(call.administrator(), call.message());
        LOG.info("{} has deleted message {}", call.administrator().name(), call.message());
        call.answerNothing(204);
    }

    /**
     * A room as the staff sees it.
     *
     * @param title null where there is none
     * @param name the title, or the first of the people in it
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

        static AdminRoomJson of(AdminRoom place) {
            var room = place.room();
            return new AdminRoomJson(
                    room.id(),
                    room.kind(),
                    room.profile().title(),
                    place.name(),
                    room.profile().isPublic(),
                    room.memberCount(),
                    room.messageSeq(),
                    room.created(),
                    room.lastActivity());
        }
    }
}
