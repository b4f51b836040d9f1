package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Operation.operation;
import static dev.confab.chat.adapter.rest.Routes.CHAT;

import dev.confab.chat.application.category.Categories;
import dev.confab.chat.domain.category.Category;
import dev.confab.chat.domain.category.CategoryId;
import dev.confab.chat.domain.room.RoomId;
import java.util.Comparator;
import java.util.List;

/** Routes for the caller's own categories of rooms. */
final class CategoryRoutes {

    private static final String ALL = CHAT + "/categories";
    private static final String ONE = ALL + "/{category}";

    private static final Operation LIST =
            operation("listCategories", "List your categories, oldest first").page(CategoryJson.class);
    private static final Operation CREATE = operation("createCategory", "Create a private category of rooms")
            .body(CategoryBody.class)
            .response(201, CategoryJson.class)
            .errors(409);
    private static final Operation FIND =
            operation("findCategory", "Get a category").response(200, CategoryJson.class);
    private static final Operation REPLACE = operation(
                    "replaceCategory", "Change a category; absent fields keep their values")
            .body(CategoryBody.class)
            .response(200, CategoryJson.class)
            .errors(409);
    private static final Operation CHANGE = operation("changeCategory", "Change a category")
            .patch(CategoryBody.class)
            .response(200, CategoryJson.class)
            .errors(409);
    private static final Operation DELETE =
            operation("deleteCategory", "Delete a category but not its rooms").emptyResponse(204);

    private final Categories categories;

    CategoryRoutes(Categories categories) {
        this.categories = categories;
    }

    void register(Routes routes) {
        routes.section("Categories")
                .get(ALL, LIST, this::list)
                .post(ALL, CREATE, this::create)
                .get(ONE, FIND, this::find)
                .put(ONE, REPLACE, request -> change(request, request.body(CategoryBody.class)))
                .patch(ONE, CHANGE, request -> change(request, request.patch(CategoryBody.class)))
                .delete(ONE, DELETE, this::delete);
    }

    private void list(UserRequest request) {
        var window = request.query().window();
        var page = categories.list(request.me(), window);
        request.respond(request.links().page(page.map(CategoryJson::of), window));
    }

    private void create(UserRequest request) {
        var profile = request.body(CategoryBody.class).applyTo(CategoryBody.BLANK);
        request.respond(201, CategoryJson.of(categories.create(request.me(), profile)));
    }

    private void find(UserRequest request) {
        request.respond(CategoryJson.of(categories.find(request.me(), category(request))));
    }

    private void change(UserRequest request, CategoryBody body) {
        body.requireValid();
        var changed = categories.changeProfile(request.me(), category(request), body::applyTo);
        request.respond(CategoryJson.of(changed));
    }

    private void delete(UserRequest request) {
        categories.delete(request.me(), category(request));
        request.respondEmpty(204);
    }

    private static CategoryId category(UserRequest request) {
        return CategoryId.parse(request.path("category"));
    }

    /**
     * A category.
     *
     * @param rooms those that the owner can see, the oldest first
     */
    private record CategoryJson(CategoryId id, String title, String description, List<RoomId> rooms) {

        static CategoryJson of(Category category) {
            var profile = category.profile();
            var rooms = profile.rooms().stream()
                    .sorted(Comparator.comparing(RoomId::toString))
                    .toList();
            return new CategoryJson(category.id(), profile.title(), profile.description(), rooms);
        }
    }
}
