package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Operation.operation;
import static dev.confab.chat.adapter.rest.Param.flag;
import static dev.confab.chat.adapter.rest.Param.text;
import static dev.confab.chat.adapter.rest.Routes.ADMIN;

import dev.confab.chat.adapter.wire.Fields;
import dev.confab.chat.application.account.SignUp;
import dev.confab.chat.application.admin.Administration;
import dev.confab.chat.application.admin.Administration.AdminUser;
import dev.confab.chat.application.admin.UserPatch;
import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.device.Device;
import dev.confab.chat.domain.device.DeviceId;
import dev.confab.chat.domain.device.DeviceType;
import dev.confab.chat.domain.user.Password;
import dev.confab.chat.domain.user.UserId;
import dev.confab.chat.domain.user.Username;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the staff sees of people, and does with their accounts. */
final class AdminUserRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(RestAdapter.class);

    private static final String ALL = ADMIN + "/users";
    private static final String ONE = ALL + "/{user}";

    private final Administration administration;

    AdminUserRoutes(Administration administration) {
        this.administration = administration;
    }

    void register(Routes all) {
        var routes = all.section("Administration");
        routes.getAsAdministrator(
                ALL,
                operation("listUsers", "Everybody, active or not, by user name")
                        .query(text("search"))
                        .page(AdminUserJson.class),
                this::list);
        routes.postAsAdministrator(
                ALL,
                operation("createUser", "Makes an account for somebody, where accounts are kept here")
                        .body(text("username", 150).required(), text("password").required(), flag("is_staff"))
                        .answer(201, AdminUserJson.class)
                        .refuse(404),
                this::create);
        routes.patchAsAdministrator(
                ONE,
                operation("changeUser", "Deactivates somebody or lets them back in, gives rank or password")
                        .body(flag("is_active"), flag("is_staff"), text("password"))
                        .answer(200, AdminUserJson.class)
                        .refuse(409),
                this::change);
        routes.deleteAsAdministrator(
                ONE + "/connections",
                operation("closeConnections", "Closes somebody's sockets on all nodes; they may come back")
                        .answerNothing(204),
                this::closeConnections);
        routes.getAsAdministrator(
                ONE + "/devices",
                operation("listDevicesOfUser", "The one registered last first").page(AdminDeviceJson.class),
                this::devices);
    }

    private void list(AdminRequest call) {
        var window = call.query().window();
        var found = administration.users(call.query().text("search"), window);
        call.answer(call.links().page(found.map(AdminUserJson::of), window));
    }

    private void create(AdminRequest call) {
        var body = call.body();
        var command = new SignUp(
                new Username(body.requireText("username")), new Password(body.requireText("password")), null, null);
        var made = administration.createUser(command, body.flag("is_staff", false));
        LOG.info("{} has made user {}", call.administrator().name(), made.user().id());
        call.answer(201, AdminUserJson.of(made));
    }

    private void change(AdminRequest call) {
        var changed = administration.changeUser(call.administrator(), call.user(), wish(call.body()));
        LOG.info("{} has changed user {}", call.administrator().name(), call.user());
        call.answer(AdminUserJson.of(changed));
    }

    private static UserPatch wish(Fields body) {
        var password = body.text("password");
        return new UserPatch(
                body.flag("is_active").orElse(null),
                body.flag("is_staff").orElse(null),
                password == null ? null : new Password(password));
    }

    private void closeConnections(AdminRequest call) {
        administration.closeConnections(call.user());
        LOG.info(
                "{} has closed the connections of user {}", call.administrator().name(), call.user());
        call.answerNothing(204);
    }

    private void devices(AdminRequest call) {
        var window = call.query().window();
        var all = administration.devices(call.user());
        var shown = all.stream().skip(window.offset()).limit(window.limit()).toList();
        call.answer(call.links().page(new Page<>(all.size(), shown).map(AdminDeviceJson::of), window));
    }

    /**
     * Somebody as the staff sees them.
     *
     * @param deviceCount how many they have registered
     */
    private record AdminUserJson(
            UserId id,
            String username,
            String displayName,
            boolean isStaff,
            boolean isActive,
            boolean online,
            int deviceCount,
            Instant created) {

        static AdminUserJson of(AdminUser person) {
            var user = person.user();
            return new AdminUserJson(
                    user.id(),
                    user.username().value(),
                    user.displayName(),
                    user.staff(),
                    user.active(),
                    person.isOnline(),
                    person.devices(),
                    user.created());
        }
    }

    /**
     * A device, without what could be pushed to it by.
     *
     * @param error why the last push could not be delivered, if so
     * @param errorAt when that was
     */
    private record AdminDeviceJson(
            DeviceId id,
            DeviceType type,
            @Nullable String name,
            Instant created,
            Instant modified,
            @Nullable String error,
            @Nullable Instant errorAt) {

        static AdminDeviceJson of(Device device) {
            var trouble = device.failure();
            return new AdminDeviceJson(
                    device.id(),
                    device.type(),
                    device.registration().name(),
                    device.registered(),
                    device.renewed(),
                    trouble == null ? null : trouble.reason(),
                    trouble == null ? null : trouble.at());
        }
    }
}
