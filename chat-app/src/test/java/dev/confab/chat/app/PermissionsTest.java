package dev.confab.chat.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The permission matrix: every operation for users in every relation to its room. */
class PermissionsTest {

    /** Operations in a private room. What a user may not see is not found. */
    private static final List<Permission> IN_PRIVATE = Permission.table("""
            #                                                   anon. str. mut. mem. ban. adm. own. staff
            GET    chat/rooms/{room}/                             401  404  200  200  404  200  200  404
            PUT    chat/rooms/{room}/                             401  404  403  403  404  200  200  404  {"title": "Tee"}
            PATCH  chat/rooms/{room}/                             401  404  403  403  404  200  200  404  {"title": "Tee"}
            PATCH  chat/rooms/{room}/                             401  404  403  403  404  200  200  404  {"users": ["{outsider}"]}
            DELETE chat/rooms/{room}/                             401  404  403  403  404  403  204  404
            POST   chat/rooms/{room}/mute/                        401  404  201  201  404  201  201  404
            POST   chat/rooms/{room}/unmute/                      401  404  201  201  404  201  201  404
            PUT    chat/rooms/{room}/push-level/                  401  404  204  204  404  204  204  404  {"push_level": "mentions"}
            POST   chat/rooms/{room}/join/                        401  404  200  200  404  200  200  404
            POST   chat/rooms/{room}/join/                        401  200  200  200  404  200  200  200  {"invite": "{invite}"}
            POST   chat/rooms/{room}/leave/                       401  404  204  204  404  204  204  404
            POST   chat/rooms/{room}/invites/                     401  404  403  403  404  201  201  404
            DELETE chat/rooms/{room}/invites/{invite}/            401  404  403  403  404  204  204  404
            GET    chat/rooms/{room}/users/                       401  404  200  200  404  200  200  404
            POST   chat/rooms/{room}/users/                       401  404  403  403  404  201  201  404  {"user_id": "{outsider}"}
            GET    chat/rooms/{room}/users/names/                 401  404  200  200  404  200  200  404
            GET    chat/rooms/{room}/users/{target}/              401  404  200  200  404  200  200  404
            GET    chat/rooms/{room}/users/{person}/              401  404  200  200  404  200  200  404
            DELETE chat/rooms/{room}/users/{person}/              401  404  403  403  404  204  204  404
            PUT    chat/rooms/{room}/users/{target}/              401  404  403  403  404  403  200  404  {"role": "admin"}
            PATCH  chat/rooms/{room}/users/{target}/              401  404  403  403  404  403  200  404  {"role": "admin"}
            DELETE chat/rooms/{room}/users/{target}/              401  404  403  403  404  204  204  404
            POST   chat/rooms/{room}/users/{target}/ban/          401  404  403  403  404  200  200  404
            POST   chat/rooms/{room}/users/{outcast}/unban/       401  404  403  403  404  200  200  404
            GET    chat/rooms/{room}/messages/                    401  404  200  200  404  200  200  404
            GET    chat/rooms/{room}/messages/?body=tea           401  404  200  200  404  200  200  404
            POST   chat/rooms/{room}/messages/                    401  404  201  201  404  201  201  404  {"body": "Hello"}
            POST   chat/rooms/{room}/messages/                    401  404  201  201  404  201  201  404  {"body": "x", "is_reaction": true, "parent_id": "{message}"}
            GET    chat/rooms/{room}/messages/{message}/          401  404  200  200  404  200  200  404
            PUT    chat/rooms/{room}/messages/{message}/          401  404  403  200  404  403  403  404  {"body": "Better"}
            PATCH  chat/rooms/{room}/messages/{message}/          401  404  403  200  404  403  403  404  {"body": "Better"}
            DELETE chat/rooms/{room}/messages/{message}/          401  404  403  204  404  204  204  404
            GET    chat/rooms/{room}/messages/{like}/             401  404  200  200  404  200  200  404
            DELETE chat/rooms/{room}/messages/{like}/             401  404  403  204  404  403  403  404
            GET    chat/rooms/{room}/messages/{message}/edits/    401  404  403  200  404  200  200  404
            GET    chat/rooms/{room}/messages/{message}/receipts/ 401  404  200  200  404  200  200  404
            DELETE chat/rooms/{room}/messages/{message}/reactions/{reaction}/ 401 404 204 204 404 204 204 404
            POST   chat/rooms/{room}/messages/{message}/pin/      401  404  403  403  404  201  201  404
            DELETE chat/rooms/{room}/messages/{pinned}/pin/       401  404  403  403  404  204  204  404
            POST   chat/rooms/{room}/messages/seen/               401  404  201  201  404  201  201  404  {"message_ids": ["{message}"]}
            POST   chat/rooms/{room}/messages/received/           401  404  201  201  404  201  201  404  {"message_ids": ["{message}"]}
            POST   chat/rooms/{room}/system-messages/             401  403  403  403  403  403  403  403  {"body": "Hello"}
            POST   chat/images/                                   401  404  201  201  404  201  201  404  image:room_id={room}
            POST   chat/images/                                   401  404  400  201  404  400  400  404  image:message_id={message}
            GET    chat/images/{image}/file/                      401  404  200  200  404  200  200  404
            GET    chat/images/{image}/file/?{signature}          200  200  200  200  200  200  200  200
            GET    chat/images/{image}/thumbnail/                 401  404  200  200  404  200  200  404
            """);

    /** Operations in a public room, which every user who is not banned may read, and join by posting. */
    private static final List<Permission> IN_PUBLIC = Permission.table("""
            #                                                   anon. str. mut. mem. ban. adm. own. staff
            GET    chat/rooms/{room}/                             401  200  200  200  404  200  200  200
            PUT    chat/rooms/{room}/                             401  403  403  403  404  200  200  403  {"title": "Tee"}
            PATCH  chat/rooms/{room}/                             401  403  403  403  404  200  200  403  {"title": "Tee"}
            PATCH  chat/rooms/{room}/                             401  403  403  403  404  200  200  403  {"users": ["{outsider}"]}
            DELETE chat/rooms/{room}/                             401  403  403  403  404  403  204  403
            POST   chat/rooms/{room}/mute/                        401  403  201  201  404  201  201  403
            POST   chat/rooms/{room}/unmute/                      401  403  201  201  404  201  201  403
            PUT    chat/rooms/{room}/push-level/                  401  403  204  204  404  204  204  403  {"push_level": "mentions"}
            POST   chat/rooms/{room}/join/                        401  200  200  200  404  200  200  200
            POST   chat/rooms/{room}/leave/                       401  403  204  204  404  204  204  403
            POST   chat/rooms/{room}/invites/                     401  403  403  403  404  201  201  403
            DELETE chat/rooms/{room}/invites/{invite}/            401  403  403  403  404  204  204  403
            GET    chat/rooms/{room}/users/                       401  200  200  200  404  200  200  200
            POST   chat/rooms/{room}/users/                       401  403  403  403  404  201  201  403  {"user_id": "{outsider}"}
            GET    chat/rooms/{room}/users/names/                 401  200  200  200  404  200  200  200
            GET    chat/rooms/{room}/users/{target}/              401  200  200  200  404  200  200  200
            GET    chat/rooms/{room}/users/{person}/              401  200  200  200  404  200  200  200
            DELETE chat/rooms/{room}/users/{person}/              401  403  403  403  404  204  204  403
            PUT    chat/rooms/{room}/users/{target}/              401  403  403  403  404  403  200  403  {"role": "admin"}
            PATCH  chat/rooms/{room}/users/{target}/              401  403  403  403  404  403  200  403  {"role": "admin"}
            DELETE chat/rooms/{room}/users/{target}/              401  403  403  403  404  204  204  403
            POST   chat/rooms/{room}/users/{target}/ban/          401  403  403  403  404  200  200  403
            POST   chat/rooms/{room}/users/{outcast}/unban/       401  403  403  403  404  200  200  403
            GET    chat/rooms/{room}/messages/                    401  200  200  200  404  200  200  200
            GET    chat/rooms/{room}/messages/?body=tea           401  200  200  200  404  200  200  200
            POST   chat/rooms/{room}/messages/                    401  201  201  201  404  201  201  201  {"body": "Hello"}
            POST   chat/rooms/{room}/messages/                    401  201  201  201  404  201  201  201  {"body": "x", "is_reaction": true, "parent_id": "{message}"}
            GET    chat/rooms/{room}/messages/{message}/          401  200  200  200  404  200  200  200
            PUT    chat/rooms/{room}/messages/{message}/          401  403  403  200  404  403  403  403  {"body": "Better"}
            PATCH  chat/rooms/{room}/messages/{message}/          401  403  403  200  404  403  403  403  {"body": "Better"}
            DELETE chat/rooms/{room}/messages/{message}/          401  403  403  204  404  204  204  403
            GET    chat/rooms/{room}/messages/{like}/             401  200  200  200  404  200  200  200
            DELETE chat/rooms/{room}/messages/{like}/             401  403  403  204  404  403  403  403
            GET    chat/rooms/{room}/messages/{message}/edits/    401  403  403  200  404  200  200  403
            GET    chat/rooms/{room}/messages/{message}/receipts/ 401  200  200  200  404  200  200  200
            DELETE chat/rooms/{room}/messages/{message}/reactions/{reaction}/ 401 403 204 204 404 204 204 403
            POST   chat/rooms/{room}/messages/{message}/pin/      401  403  403  403  404  201  201  403
            DELETE chat/rooms/{room}/messages/{pinned}/pin/       401  403  403  403  404  204  204  403
            POST   chat/rooms/{room}/messages/seen/               401  403  201  201  404  201  201  403  {"message_ids": ["{message}"]}
            POST   chat/rooms/{room}/messages/received/           401  403  201  201  404  201  201  403  {"message_ids": ["{message}"]}
            POST   chat/rooms/{room}/system-messages/             401  403  403  403  403  403  403  403  {"body": "Hello"}
            POST   chat/images/                                   401  201  201  201  404  201  201  201  image:room_id={room}
            POST   chat/images/                                   401  400  400  201  404  400  400  400  image:message_id={message}
            GET    chat/images/{image}/file/                      401  200  200  200  404  200  200  200
            GET    chat/images/{image}/file/?{signature}          200  200  200  200  200  200  200  200
            GET    chat/images/{image}/thumbnail/                 401  200  200  200  404  200  200  200
            """);

    /** Operations outside rooms: own resources, visible only to their owner. */
    private static final List<Permission> ELSEWHERE = Permission.table("""
            #                                                   anon. str. mut. mem. ban. adm. own. staff
            GET    swagger/                                       302  302  302  302  302  302  302  302
            GET    schema/                                        302  302  302  302  302  302  302  302
            POST   auth/signup/                                   201  201  201  201  201  201  201  201  {"username": "{word}", "password": "correct horse battery"}
            POST   auth/token/                                    401  401  401  401  401  401  401  401  {"username": "nobody", "password": "correct horse battery"}
            POST   auth/token/refresh/                            401  401  401  401  401  401  401  401  {"refresh": "x"}
            POST   auth/token/verify/                             401  401  401  401  401  401  401  401  {"token": "x"}
            POST   auth/token/blacklist/                          401  401  401  401  401  401  401  401  {"refresh": "x"}
            GET    auth/me/                                       401  200  200  200  200  200  200  200
            PATCH  auth/me/                                       401  200  200  200  200  200  200  200  {"display_name": "Ann"}
            POST   auth/me/password/                              401  204  204  204  204  204  204  204  {"old_password": "correct horse battery", "new_password": "wrong horse battery"}
            DELETE auth/me/                                       401  204  204  204  204  204  204  204
            GET    chat/users/                                    401  200  200  200  200  200  200  200
            GET    chat/rooms/                                    401  200  200  200  200  200  200  200
            POST   chat/rooms/                                    401  201  201  201  201  201  201  201  {"title": "Tea"}
            PUT    chat/rooms/direct/                             401  201  201  201  201  201  201  201  {"users": ["{outsider}"]}
            PUT    chat/rooms/by-name/{word}/                     401  201  201  201  201  201  201  201
            GET    chat/categories/                               401  200  200  200  200  200  200  200
            POST   chat/categories/                               401  201  201  201  201  201  201  201  {"title": "{word}"}
            GET    chat/categories/{category}/                    401  404  404  200  404  404  404  404
            PUT    chat/categories/{category}/                    401  404  404  200  404  404  404  404  {"title": "{word}"}
            PATCH  chat/categories/{category}/                    401  404  404  200  404  404  404  404  {"description": "x"}
            DELETE chat/categories/{category}/                    401  404  404  204  404  404  404  404
            GET    chat/devices/                                  401  200  200  200  200  200  200  200
            POST   chat/devices/                                  401  201  201  201  201  201  201  201  {"registration_id": "{word}", "type": "android"}
            DELETE chat/devices/{device}/                         401  404  404  204  404  404  404  404
            GET    chat/images/                                   401  200  200  200  200  200  200  200
            POST   chat/images/                                   401  201  201  201  201  201  201  201  image:
            GET    chat/images/{image}/                           401  404  404  200  404  404  404  404
            PUT    chat/images/{image}/                           401  404  404  200  404  404  404  404  {"name": "tea.png"}
            PATCH  chat/images/{image}/                           401  404  404  200  404  404  404  404  {"name": "tea.png"}
            DELETE chat/images/{image}/                           401  404  404  204  404  404  404  404
            GET    chat/images/{loose}/file/                      401  404  404  200  404  404  404  404
            GET    chat/images/{loose}/thumbnail/                 401  404  404  200  404  404  404  404
            GET    admin/users/                                   401  403  403  403  403  403  403  200
            POST   admin/users/                                   401  403  403  403  403  403  403  201  {"username": "{word}", "password": "correct horse battery"}
            PATCH  admin/users/{outsider}/                        401  403  403  403  403  403  403  200  {"is_active": true}
            DELETE admin/users/{outsider}/connections/            401  403  403  403  403  403  403  204
            GET    admin/users/{outsider}/devices/                401  403  403  403  403  403  403  200
            GET    admin/rooms/                                   401  403  403  403  403  403  403  200
            DELETE admin/rooms/{room}/                            401  403  403  403  403  403  403  204
            GET    admin/rooms/{room}/members/                    401  403  403  403  403  403  403  200
            GET    admin/rooms/{room}/messages/                   401  403  403  403  403  403  403  200
            DELETE admin/messages/{message}/                      401  403  403  403  403  403  403  204
            GET    admin/connections/                             401  403  403  403  403  403  403  200
            GET    admin/push/                                    401  403  403  403  403  403  403  200
            """);

    @TempDir
    private static Path folder;

    private static ScenarioServer stage;

    @BeforeAll
    static void start() {
        stage = new ScenarioServer(TestDatabase.H2
                .install(folder)
                .with("CONFAB_DATABASE_URL", "jdbc:h2:mem:permissions;DB_CLOSE_DELAY=-1")
                .with("CONFAB_LIMITS", "off"));
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    static List<Permission> privateRoomPermissions() {
        return IN_PRIVATE;
    }

    static List<Permission> publicRoomPermissions() {
        return IN_PUBLIC;
    }

    static List<Permission> permissionsOutsideRooms() {
        return ELSEWHERE;
    }

    @ParameterizedTest
    @MethodSource
    void privateRoomPermissions(Permission permission) {
        assertThat(permission.ask(stage, false)).isEqualTo(permission.statuses());
    }

    @ParameterizedTest
    @MethodSource
    void publicRoomPermissions(Permission permission) {
        assertThat(permission.ask(stage, true)).isEqualTo(permission.statuses());
    }

    @ParameterizedTest
    @MethodSource
    void permissionsOutsideRooms(Permission permission) {
        assertThat(permission.ask(stage, true)).isEqualTo(permission.statuses());
    }

    @Test
    void tableCoversEveryOperation() {
        var table = Stream.of(IN_PRIVATE, ELSEWHERE).flatMap(List::stream).map(Permission::operation);
        assertThat(new TreeSet<>(table.toList())).isEqualTo(documented());
        assertThat(operations(IN_PUBLIC)).isEqualTo(operations(IN_PRIVATE));
    }

    private static Set<String> operations(List<Permission> table) {
        return table.stream().map(Permission::operation).collect(Collectors.toSet());
    }

    private static Set<String> documented() {
        var document = TestUser.parse(new TestUser(stage.url(), "", "", "")
                .send("GET", "/openapi.json", null)
                .body());
        var operations = new TreeSet<String>();
        document.path("paths")
                .properties()
                .forEach(path -> StreamSupport.stream(
                                ((Iterable<String>) () -> path.getValue().fieldNames()).spliterator(), false)
                        .filter(method ->
                                List.of("get", "post", "put", "patch", "delete").contains(method))
                        .map(method -> method.toUpperCase(Locale.ROOT) + " "
                                + path.getKey().replaceAll("\\{[^}]*}", "{}").replaceAll("([^/])$", "$1/"))
                        .filter(operation -> operation.contains("/api/v1/") && !operation.endsWith("/api/v1/"))
                        .forEach(operations::add));
        return operations;
    }
}
