package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Call.ROOM;
import static dev.confab.chat.adapter.rest.Routes.CHAT;

import dev.confab.chat.adapter.wire.RoomJson;
import dev.confab.chat.application.room.RoomView;
import dev.confab.chat.application.room.Rooms;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.RoomStore.Filter;
import dev.confab.chat.domain.port.RoomStore.Order;
import dev.confab.chat.domain.room.RoomProfile;
import dev.confab.chat.domain.user.UserId;
import java.time.InstantSource;

/** Opening, finding, changing and closing rooms. */
final class RoomRoutes {

    private final Rooms rooms;
    private final InstantSource clock;

    RoomRoutes(Rooms rooms, InstantSource clock) {
        this.rooms = rooms;
        this.clock = clock;
    }

    void register(Routes routes) {
        routes.get(CHAT + "/rooms", this::list);
        routes.post(CHAT + "/rooms", this::create);
        routes.put(CHAT + "/rooms/direct", this::direct);
        routes.put(CHAT + "/rooms/by-name/{name}", this::byName);
        routes.get(CHAT + ROOM, this::find);
        routes.put(CHAT + ROOM, this::replace);
        routes.patch(CHAT + ROOM, this::change);
        routes.delete(CHAT + ROOM, this::delete);
    }

    private void list(Call call) {
        var query = call.query();
        query.refuse("category");
        var filter = new Filter(query.flag("mine"), query.text("search"), order(query));
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

    private void create(Call call) {
        var body = call.body();
        var profile = ProfileWish.whole(body).apply(RoomProfile.of(null, true));
        call.answer(201, json(rooms.create(call.me(), profile, body.ids("users", UserId::parse))));
    }

    private void direct(Call call) {
        answer(call, rooms.direct(call.me(), call.body().requireIds("users", UserId::parse)));
    }

    private void byName(Call call) {
        answer(call, rooms.byName(call.me(), call.path("name")));
    }

    private void answer(Call call, Rooms.Opened opened) {
        call.answer(opened.isNew() ? 201 : 200, json(opened.room()));
    }

    private void find(Call call) {
        call.answer(json(rooms.find(call.me(), call.room())));
    }

    private void replace(Call call) {
        describe(call, ProfileWish.whole(call.body()));
    }

    private void change(Call call) {
        describe(call, ProfileWish.partial(call.body()));
    }

    private void describe(Call call, ProfileWish wish) {
        call.answer(json(rooms.describe(call.me(), call.room(), wish)));
    }

    private void delete(Call call) {
        rooms.delete(call.me(), call.room());
        call.answerNothing(204);
    }

    private RoomJson json(RoomView view) {
        return RoomJson.of(view, clock.instant());
    }
}
