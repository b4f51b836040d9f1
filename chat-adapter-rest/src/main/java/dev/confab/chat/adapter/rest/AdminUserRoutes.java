package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Operation.operation;
import static dev.confab.chat.adapter.rest.Param.text;
import static dev.confab.chat.adapter.rest.Routes.ADMIN;

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

/** Routes by which staff and services list, create and change users. */
final class AdminUserRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(RestAdapter.class);

    private static final String ALL = ADMIN + "/users";
    private static final String ONE = ALL + "/{user}";

    private static final Operation LIST = operation("listUsers", "List active and deactivated users by user name")
            .query(text("search"))
            .page(AdminUserJson.class);
    private static final Operation CREATE = operation("createUser", "Create an account")
            .body(CreateUserBody.class)
            .response(201, AdminUserJson.class)
            .errors(404);
    private static final Operation CHANGE = operation("changeUser", "Change the state, rank or password of a user")
            .patch(ChangeUserBody.class)
            .response(200, AdminUserJson.class)
            .errors(409);
    private static final Operation CLOSE_CONNECTIONS = operation(
                    "closeConnections", "Close the sockets of a user on all nodes")
            .emptyResponse(204);
    private static final Operation LIST_DEVICES = operation(
                    "listDevicesOfUser", "List the devices of a user, newest first")
            .page(AdminDeviceJson.class);

    private final Administration administration;

    AdminUserRoutes(Administration administration) {
        this.administration = administration;
    }

    private record CreateUserBody(
            @FieldSpec(maxLength = Username.MAX_LENGTH) String username, String password, boolean isStaff) {

        SignUp toCommand() {
            return new SignUp(new Username(username), new Password(password), null, null);
        }
    }

    private record ChangeUserBody(
            @Nullable Boolean isActive,
            @Nullable Boolean isStaff,
            @Nullable String password) {

        UserPatch toPatch() {
            return new UserPatch(isActive, isStaff, password == null ? null : new Password(password));
        }
    }

    void register(Routes routes) {
        routes.section("Administration")
                .getAsAdministrator(ALL, LIST, this::list)
                .postAsAdministrator(ALL, CREATE, this::create)
                .patchAsAdministrator(ONE, CHANGE, this::change)
                .deleteAsAdministrator(ONE + "/connections", CLOSE_CONNECTIONS, this::closeConnections)
                .getAsAdministrator(ONE + "/devices", LIST_DEVICES, this::listDevices);
    }

    private void list(AdminRequest request) {
        var window = request.query().window();
        var page = administration.users(request.query().text("search"), window);
        request.respond(request.links().page(page.map(AdminUserJson::of), window));
    }

    private void create(AdminRequest request) {
        var body = request.body(CreateUserBody.class);
        var created = administration.createUser(body.toCommand(), body.isStaff());
        LOG.info(
                "{} created user {}",
                request.administrator().name(),
                created.user().id());
        request.respond(201, AdminUserJson.of(created));
    }

    private void change(AdminRequest request) {
        var patch = request.patch(ChangeUserBody.class).toPatch();
        var changed = administration.changeUser(request.administrator(), request.user(), patch);
        LOG.info("{} changed user {}", request.administrator().name(), request.user());
        request.respond(AdminUserJson.of(changed));
    }

    private void closeConnections(AdminRequest request) {
        administration.closeConnections(request.user());
        LOG.info("{} closed the connections of user {}", request.administrator().name(), request.user());
        request.respondEmpty(204);
    }

    private void listDevices(AdminRequest request) {
        var window = request.query().window();
        var devices = administration.devices(request.user());
        var shown = devices.stream().skip(window.offset()).limit(window.limit()).toList();
        var page = new Page<>(devices.size(), shown);
        request.respond(request.links().page(page.map(AdminDeviceJson::of), window));
    }

    /**
     * A user as staff see one.
     *
     * @param deviceCount number of registered devices
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

        static AdminUserJson of(AdminUser shown) {
            var user = shown.user();
            return new AdminUserJson(
                    user.id(),
                    user.username().value(),
                    user.displayName(),
                    user.staff(),
                    user.active(),
                    shown.isOnline(),
                    shown.devices(),
                    user.created());
        }
    }

    /**
     * A device without its push token.
     *
     * @param error why the last push failed; null if it did not
     * @param errorAt when it failed
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
            var failure = device.failure();
            return new AdminDeviceJson(
                    device.id(),
                    device.type(),
                    device.registration().name(),
                    device.registered(),
                    device.renewed(),
                    failure == null ? null : failure.reason(),
                    failure == null ? null : failure.at());
        }
    }
}
