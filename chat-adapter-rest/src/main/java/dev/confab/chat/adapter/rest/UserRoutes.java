package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Operation.operation;
import static dev.confab.chat.adapter.rest.Param.text;
import static dev.confab.chat.adapter.rest.Routes.CHAT;

import dev.confab.chat.adapter.wire.UserJson;
import dev.confab.chat.application.account.Directory;
import dev.confab.chat.application.presence.Presence;
import dev.confab.chat.domain.user.User;

/** The route to search the directory of users. */
final class UserRoutes {

    private static final Operation SEARCH = operation("searchUsers", "Search the user directory")
            .query(text("search"))
            .page(UserJson.class);

    private final Directory directory;
    private final Presence presence;

    UserRoutes(Directory directory, Presence presence) {
        this.directory = directory;
        this.presence = presence;
    }

    void register(Routes routes) {
        routes.section("People").get(CHAT + "/users", SEARCH, this::search);
    }

    private void search(UserRequest request) {
        var window = request.query().window();
        var page = directory.search(request.query().text("search"), window);
        request.respond(request.links().page(page.map(this::json), window));
    }

    private UserJson json(User user) {
        return UserJson.of(user, presence.isOnline(user.id()));
    }
}
