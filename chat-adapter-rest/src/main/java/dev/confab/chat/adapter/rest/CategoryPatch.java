package dev.confab.chat.adapter.rest;

import dev.confab.chat.adapter.wire.Fields;
import dev.confab.chat.domain.category.CategoryProfile;
import dev.confab.chat.domain.room.RoomId;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What somebody wants a category to be. What the request does not name stays as it is, with PUT as well. */
record CategoryPatch(Optional<String> title, Optional<String> description, Optional<Set<RoomId>> rooms)
        implements UnaryOperator<CategoryProfile> {

    /** A wish that names at least the title. */
    static CategoryPatch whole(Fields body) {
        body.requireText("title");
        return partial(body);
    }

    static CategoryPatch partial(Fields body) {
        var rooms = Optional.of(body.ids("rooms", RoomId::parse)).filter(given -> body.has("rooms"));
        var wish = new CategoryPatch(
                Optional.ofNullable(body.text("title")), Optional.ofNullable(body.textOrEmpty("description")), rooms);
        // What no category can be is refused here, before the answer can tell whether there is such a category.
        wish.apply(new CategoryProfile("x", "", Set.of()));
        return wish;
    }

    @Override
    public CategoryProfile apply(CategoryProfile now) {
        return new CategoryProfile(
                title.orElse(now.title()), description.orElse(now.description()), rooms.orElse(now.rooms()));
    }
}
