package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Operation.operation;
import static dev.confab.chat.adapter.rest.Param.choice;
import static dev.confab.chat.adapter.rest.Param.file;
import static dev.confab.chat.adapter.rest.Param.flag;
import static dev.confab.chat.adapter.rest.Param.id;
import static dev.confab.chat.adapter.rest.Param.ids;
import static dev.confab.chat.adapter.rest.Param.text;
import static dev.confab.chat.adapter.rest.Routes.CHAT;
import static dev.confab.chat.adapter.rest.UserRequest.ROOM;

import dev.confab.chat.adapter.wire.Fields;
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
import org.jspecify.annotations.Nullable;

/** Opening, finding, changing and closing rooms. */
final class RoomRoutes {

    private static final Param TITLE = text("title", 512).about("Null names the room after its members");

    private static final Param IMAGE = file("image").about("A file in a form; null takes the picture away");

    private static final Param USERS = ids("users")
            .about(
                    "Adds who is missing and removes who is not listed, but for owners and you; null for whoever is in it");

    private final Rooms rooms;
    private final Images images;
    private final InstantSource clock;

    RoomRoutes(Rooms rooms, Images images, InstantSource clock) {
        this.rooms = rooms;
        this.images = images;
        this.clock = clock;
    }

    void register(Routes all) {
        var routes = all.section("Rooms");
        routes.get(
                CHAT + "/rooms",
                operation("listRooms", "The rooms you can see, that of the latest message first")
                        .query(
                                flag("mine"),
                                text("search"),
                                id("category"),
                                choice("ordering", "created", "-created", "modified", "-modified", "title"))
                        .page(RoomJson.class),
                this::list);
        routes.post(
                CHAT + "/rooms",
                operation("createRoom", "Opens a group; you are its owner")
                        .body(
                                TITLE.required().orNull(),
                                text("description"),
                                IMAGE,
                                flag("is_public"),
                                flag("members_can_invite"),
                                flag("members_can_pin"),
                                ids("users"))
                        .answer(201, RoomJson.class),
                this::create);
        routes.put(
                CHAT + "/rooms/direct",
                operation("openDirectRoom", "The one room of exactly these people and you; of nobody else, your own")
                        .body(ids("users").required())
                        .answer(200, RoomJson.class)
                        .answer(201, RoomJson.class),
                this::direct);
        routes.put(
                CHAT + "/rooms/by-name/{name}",
                operation("openRoomByName", "The public room of that name, made if need be, with you in it")
                        .path(text("name"))
                        .answer(200, RoomJson.class)
                        .answer(201, RoomJson.class),
                this::byName);
        routes.get(CHAT + ROOM, operation("findRoom", "One room").answer(200, RoomJson.class), this::find);
        routes.put(
                CHAT + ROOM,
                operation("replaceRoom", "Changes a room; what is left out stays as it is")
                        .body(
                                TITLE.required().orNull(),
                                text("description"),
                                IMAGE,
                                flag("is_public"),
                                flag("members_can_invite"),
                                flag("members_can_pin"),
                                USERS)
                        .answer(200, RoomJson.class)
                        .refuse(403, 409),
                this::replace);
        routes.patch(
                CHAT + ROOM,
                operation("changeRoom", "Changes a room")
                        .body(
                                TITLE,
                                text("description"),
                                IMAGE,
                                flag("is_public"),
                                flag("members_can_invite"),
                                flag("members_can_pin"),
                                USERS)
                        .answer(200, RoomJson.class)
                        .refuse(403, 409),
                this::change);
        routes.delete(
                CHAT + ROOM,
                operation("deleteRoom", "Deletes a room for everybody")
                        .answerNothing(204)
                        .refuse(403),
                this::delete);
    }

    private void list(UserRequest call) {
        var query = call.query();
        var category = query.has("category") ? query.id("category", CategoryId::parse) : null;
        var filter = new Filter(query.flag("mine"), query.text("search"), category, order(query));
        var window = query.window();
        call.answer(call.links().page(rooms.list(call.me(), filter, window).map(this::json), window));
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

    private void create(UserRequest call) {
        var form = call.formOrBody();
        var wish = RoomPatch.whole(form.fields());
        var others = form.fields().ids("users", UserId::parse);
        var profile = pictured(call, wish, form).apply(RoomProfile.of(null, true));
        call.answer(201, json(rooms.create(call.me(), profile, others)));
    }

    private RoomPatch pictured(UserRequest call, RoomPatch wish, Form form) {
        var file = form.file();
        return file == null ? wish : wish.with(images.upload(call.me(), file).id());
    }

    private void direct(UserRequest call) {
        answer(call, rooms.direct(call.me(), call.body().requireIds("users", UserId::parse)));
    }

    private void byName(UserRequest call) {
        answer(call, rooms.byName(call.me(), call.path("name")));
    }

    private void answer(UserRequest call, Rooms.RoomResult opened) {
        call.answer(opened.isNew() ? 201 : 200, json(opened.room()));
    }

    private void find(UserRequest call) {
        call.answer(json(rooms.find(call.me(), call.room())));
    }

    private void replace(UserRequest call) {
        var form = call.formOrBody();
        describe(call, RoomPatch.whole(form.fields()), form);
    }

    private void change(UserRequest call) {
        var form = call.formOrBody();
        describe(call, RoomPatch.partial(form.fields()), form);
    }

    private void describe(UserRequest call, RoomPatch wish, Form form) {
        if (form.file() != null) {
            rooms.requireMayChangeProfile(call.me(), call.room());
        }
        var people = people(form.fields());
        var profile = pictured(call, wish, form);
        call.answer(json(
                rooms.change(call.me(), call.room(), people != null && profile.isEmpty() ? null : profile, people)));
    }

    private static @Nullable Set<UserId> people(Fields fields) {
        var listed = fields.ids("users", UserId::parse);
        return fields.has("users") && !fields.isNull("users") ? listed : null;
    }

    private void delete(UserRequest call) {
        rooms.delete(call.me(), call.room());
        call.answerNothing(204);
    }

    private RoomJson json(RoomView view) {
        return RoomJson.of(view, clock.instant());
    }
}
