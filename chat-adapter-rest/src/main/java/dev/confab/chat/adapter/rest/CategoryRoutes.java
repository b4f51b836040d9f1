package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Operation.operation;
import static dev.confab.chat.adapter.rest.Param.ids;
import static dev.confab.chat.adapter.rest.Param.text;
import static dev.confab.chat.adapter.rest.Routes.CHAT;

import dev.confab.chat.application.category.Categories;
import dev.confab.chat.domain.category.Category;
import dev.confab.chat.domain.category.CategoryId;
import dev.confab.chat.domain.category.CategoryProfile;
import dev.confab.chat.domain.room.RoomId;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** The caller's own folders of rooms. */
final class CategoryRoutes {

    private static final Param TITLE = text("title", CategoryProfile.MAX_TITLE);
    private static final String ALL = CHAT + "/categories";
    private static final String ONE = ALL + "/{category}";

    private final Categories categories;

    CategoryRoutes(Categories categories) {
        this.categories = categories;
    }

    void register(Routes all) {
        var routes = all.section("Categories");
        routes.get(
                ALL, operation("listCategories", "Your own, the oldest first").page(CategoryJson.class), this::list);
        routes.post(
                ALL,
                operation("createCategory", "Makes a folder of rooms that nobody else sees")
                        .body(TITLE.required(), text("description"), ids("rooms"))
                        .answer(201, CategoryJson.class)
                        .refuse(409),
                this::create);
        routes.get(ONE, operation("findCategory", "One category").answer(200, CategoryJson.class), this::find);
        routes.put(
                ONE,
                operation("replaceCategory", "Changes a category; what is left out stays as it is")
                        .body(TITLE.required(), text("description"), ids("rooms"))
                        .answer(200, CategoryJson.class)
                        .refuse(409),
                this::replace);
        routes.patch(
                ONE,
                operation("changeCategory", "Changes a category")
                        .body(TITLE, text("description"), ids("rooms"))
                        .answer(200, CategoryJson.class)
                        .refuse(409),
                this::change);
        routes.delete(
                ONE,
                operation("deleteCategory", "Deletes a category; its rooms stay")
                        .answerNothing(204),
                this::delete);
    }

    private void list(UserRequest call) {
        var window = call.query().window();
        call.answer(call.links().page(categories.list(call.me(), window).map(CategoryJson::of), window));
    }

    private void create(UserRequest call) {
        var body = call.body();
        var blank = new CategoryProfile(body.requireText("title"), "", Set.of());
        var profile = CategoryPatch.partial(body).apply(blank);
        call.answer(201, CategoryJson.of(categories.create(call.me(), profile)));
    }

    private void find(UserRequest call) {
        call.answer(CategoryJson.of(categories.find(call.me(), category(call))));
    }

    private void replace(UserRequest call) {
        describe(call, CategoryPatch.whole(call.body()));
    }

    private void change(UserRequest call) {
        describe(call, CategoryPatch.partial(call.body()));
    }

    private void describe(UserRequest call, CategoryPatch wish) {
        call.answer(CategoryJson.of(categories.changeProfile(call.me(), category(call), wish)));
    }

    private void delete(UserRequest call) {
        categories.delete(call.me(), category(call));
        call.answerNothing(204);
    }

    private static CategoryId category(UserRequest call) {
        return CategoryId.parse(call.path("category"));
    }

    /**
     * A category.
     *
     * @param rooms those that its owner can see, the oldest first
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
