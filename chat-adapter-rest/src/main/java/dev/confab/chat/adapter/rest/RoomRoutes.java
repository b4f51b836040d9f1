package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Operation.operation;
import static dev.confab.chat.adapter.rest.Param.choice;
import static dev.confab.chat.adapter.rest.Param.flag;
import static dev.confab.chat.adapter.rest.Param.id;
import static dev.confab.chat.adapter.rest.Param.text;
import static dev.confab.chat.adapter.rest.Routes.CHAT;
import static dev.confab.chat.adapter.rest.UserRequest.ROOM;
import static java.util.Objects.requireNonNullElse;

import dev.confab.chat.adapter.wire.RoomJson;
import dev.confab.chat.application.image.Images;
import dev.confab.chat.application.room.Rooms;
import dev.confab.chat.application.view.RoomView;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.category.CategoryId;
import dev.confab.chat.domain.port.RoomStore.Filter;
import dev.confab.chat.domain.port.RoomStore.Order;
import dev.confab.chat.domain.room.RoomProfile;
import dev.confab.chat.domain.user.UserId;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Routes to list, create, read, change and delete rooms. */
final class RoomRoutes {

    private static final String ALL = CHAT + "/rooms";
    private static final String ONE = CHAT + ROOM;

    private static final Operation LIST = operation("listRooms", "List visible rooms, latest message first")
            .query(
                    flag("mine"),
                    text("search"),
                    id("category"),
                    choice("ordering", "created", "-created", "modified", "-modified", "title"))
            .page(RoomJson.class);
    private static final Operation CREATE = operation("createRoom", "Create a group and become its owner")
            .body(RoomBody.class)
            .response(201, RoomJson.class);
    private static final Operation OPEN_DIRECT = operation(
                    "openDirectRoom", "Get or create the direct room with these users")
            .body(DirectRoomBody.class)
            .response(200, RoomJson.class)
            .response(201, RoomJson.class);
    private static final Operation OPEN_BY_NAME = operation(
                    "openRoomByName", "Join the public room of that name, or create it")
            .path(text("name"))
            .response(200, RoomJson.class)
            .response(201, RoomJson.class);
    private static final Operation FIND = operation("findRoom", "Get a room").response(200, RoomJson.class);
    private static final Operation REPLACE = operation("replaceRoom", "Change a room; absent fields keep their values")
            .body(RoomBody.class)
            .response(200, RoomJson.class)
            .errors(403, 409);
    private static final Operation CHANGE = operation("changeRoom", "Change a room")
            .patch(RoomBody.class)
            .response(200, RoomJson.class)
            .errors(403, 409);
    private static final Operation DELETE = operation("deleteRoom", "Delete a room for all members")
            .emptyResponse(204)
            .errors(403);

    private final Rooms rooms;
    private final Images images;
    private final InstantSource clock;

    RoomRoutes(Rooms rooms, Images images, InstantSource clock) {
        this.rooms = rooms;
        this.images = images;
        this.clock = clock;
    }

    private record DirectRoomBody(Set<UserId> users) {}

    void register(Routes routes) {
        routes.section("Rooms")
                .get(ALL, LIST, this::list)
                .post(ALL, CREATE, this::create)
                .put(ALL + "/direct", OPEN_DIRECT, this::openDirect)
                .put(ALL + "/by-name/{name}", OPEN_BY_NAME, this::openByName)
                .get(ONE, FIND, this::find)
                .put(ONE, REPLACE, request -> change(request, request.body(RoomBody.class)))
                .patch(ONE, CHANGE, request -> change(request, request.patch(RoomBody.class)))
                .delete(ONE, DELETE, this::delete);
    }

    private void list(UserRequest request) {
        var query = request.query();
        var category = query.has("category") ? query.id("category", CategoryId::parse) : null;
        var filter = new Filter(query.flag("mine"), query.text("search"), category, order(query));
        var window = query.window();
        request.respond(
                request.links().page(rooms.list(request.me(), filter, window).map(this::json), window));
    }

    private static Order order(Query query) {
        if (!query.has("ordering")) {
            return Order.ACTIVITY;
        }
        return switch (query.text("ordering")) {
            case "created" -> Order.CREATED;
            case "-created" -> Order.CREATED_DESCENDING;
            case "modified" -> Order.MODIFIED;
            case "-modified" -> Order.MODIFIED_DESCENDING;
            case "title" -> Order.TITLE;
            default ->
                throw new Refusal.Invalid("ordering", "Must be created, -created, modified, -modified or title.");
        };
    }

    private void create(UserRequest request) {
        var body = request.body(RoomBody.class).requireValid();
        var profile = upload(request, body).apply(RoomProfile.of(null, true));
        var users = requireNonNullElse(body.users(), Set.<UserId>of());
        request.respond(201, json(rooms.create(request.me(), profile, users)));
    }

    /** Uploads the image, if there is one, and returns the change of the profile. */
    private UnaryOperator<RoomProfile> upload(UserRequest request, RoomBody body) {
        var file = body.image().value();
        return body.toPatch(
                file == null
                        ? new PatchField<>(body.image().isPresent(), null)
                        : PatchField.of(images.upload(request.me(), file).id()));
    }

    private void openDirect(UserRequest request) {
        var users = request.body(DirectRoomBody.class).users();
        respond(request, rooms.direct(request.me(), users));
    }

    private void openByName(UserRequest request) {
        respond(request, rooms.byName(request.me(), request.path("name")));
    }

    private void respond(UserRequest request, Rooms.RoomResult result) {
        request.respond(result.isNew() ? 201 : 200, json(result.room()));
    }

    private void find(UserRequest request) {
        request.respond(json(rooms.find(request.me(), request.room())));
    }

    private void change(UserRequest request, RoomBody body) {
        body.requireValid();
        if (body.image().value() != null) {
            rooms.requireMayChangeProfile(request.me(), request.room());
        }
        boolean changesUsersOnly = body.users() != null && body.keepsProfile();
        var patch = changesUsersOnly ? null : upload(request, body);
        request.respond(json(rooms.change(request.me(), request.room(), patch, body.users())));
    }

    private void delete(UserRequest request) {
        rooms.delete(request.me(), request.room());
        request.respondEmpty(204);
    }

    private RoomJson json(RoomView view) {
        return RoomJson.of(view, clock.instant());
    }
}
