package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Operation.operation;
import static dev.confab.chat.adapter.rest.Param.text;
import static dev.confab.chat.adapter.rest.Routes.CHAT;

import dev.confab.chat.adapter.wire.UserJson;
import dev.confab.chat.application.account.Directory;
import dev.confab.chat.application.presence.Presence;
import dev.confab.chat.domain.user.User;

/** The directory of people. */
final class UserRoutes {

    private final Directory directory;
    private final Presence presence;

    UserRoutes(Directory directory, Presence presence) {
        this.directory = directory;
        this.presence = presence;
    }

    void register(Routes all) {
        var routes = all.section("People");
        routes.get(
                CHAT + "/users",
                operation("searchUsers", "The directory of people")
                        .query(text("search"))
                        .page(UserJson.class),
                this::search);
    }

    private void search(UserRequest call) {
        var window = call.query().window();
        var found = directory.search(call.query().text("search"), window);
        call.answer(call.links().page(found.map(this::json), window));
    }

    private UserJson json(User user) {
        return UserJson.of(user, presence.isOnline(user.id()));
    }
}
