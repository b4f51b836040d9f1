package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Client.CHAT;
import static dev.confab.chat.adapter.rest.Client.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.port.InMemoryImageCodec;
import dev.confab.chat.domain.user.ServiceName;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The description of the API is complete and correct. The {@link Client} checks each response of each test against it;
 * here every operation is executed successfully.
 */
class ContractTest extends RestTest {

    private static final String AUTH = "/api/v1/auth/";

    private Encoding writing = Encoding.JSON;

    @Test
    void descriptionIsValidOpenApi() {
        var read = new OpenAPIV3Parser().readContents(RawHttp.body(server, "/openapi.json"));

        assertThat(read.getMessages()).isEmpty();
        assertThat(read.getOpenAPI().getOpenapi()).isEqualTo("3.1.0");
        assertThat(read.getOpenAPI().getPaths()).containsKey("/api/v1/chat/rooms/{room}/messages/");
        assertThat(read.getOpenAPI().getComponents().getSchemas())
                .containsKeys("Room", "RoomPage", "RoomUser", "Message", "MessageAuthor", "Image", "Errors");
    }

    @Test
    void operationIdsAreUnique() {
        assertThat(server.contract().uses())
                .allSatisfy((id, uses) -> assertThat(uses).isOne());
    }

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void everyOperationConformsInEveryEncoding(Encoding encoding) {
        stop();
        start(); // operations in other encodings do not count
        writing = encoding;
        driveAccounts();
        var ann = server.somebody().writing(encoding);
        var bob = server.somebody().writing(encoding);
        var room = driveRooms(ann, bob);
        driveMembers(ann, bob, room);
        driveMessages(ann, bob, room);
        driveInvites(ann, room);
        driveCategories(ann, room);
        driveDevices(ann);
        driveServices(room);
        driveImages(ann);
        driveAdministration(ann, room);
        ann.delete(Client.room(room)).expect(204);

        assertThat(server.contract().succeeded()).isEqualTo(server.contract().ids());
    }

    private void driveAccounts() {
        var nobody = server.anybody().writing(writing);
        nobody.get("/health/live").expect(200);
        nobody.get("/health/ready").expect(200);
        nobody.get("/openapi.json").expect(200);
        nobody.get("/docs").expect(200);
        nobody.get("/docs/docs.js").expect(200);
        nobody.get("/asyncapi.yaml").expect(200);
        nobody.get("/api/v1/").expect(302);
        nobody.get("/api/v1/swagger/").expect(302);
        nobody.get("/api/v1/schema/").expect(302);
        var ann = server.somebody("driven").writing(writing);
        ann.get(AUTH + "me/").expect(200);
        ann.get(CHAT + "/users/?search=driven").expect(200);
        nobody.post(AUTH + "token/verify/", json("token", ann.token())).expect(200);
        var refresh = server.tokens("driven").text("refresh");
        var next =
                nobody.post(AUTH + "token/refresh/", json("refresh", refresh)).expect(200);
        nobody.post(AUTH + "token/blacklist/", json("refresh", next.text("refresh")))
                .expect(200);
        ann.patch(AUTH + "me/", json("display_name", "Driven", "email", null)).expect(200);
        ann.post(
                        AUTH + "me/password/",
                        json("old_password", TestServer.PASSWORD, "new_password", "another horse entirely"))
                .expect(204);
        ann.delete(AUTH + "me/").expect(204);
    }

    private static String driveRooms(Client ann, Client bob) {
        var room = ann.room(true, bob);
        ann.get(CHAT + "/rooms/?mine=true&ordering=title&search=room").expect(200);
        ann.get(Client.room(room)).expect(200);
        ann.put(Client.room(room), json("title", null)).expect(200);
        ann.patch(Client.room(room), json("description", "x", "is_public", true))
                .expect(200);
        ann.patch(Client.room(room), json("users", List.of(ann.id(), bob.id()))).expect(200);
        ann.put(CHAT + "/rooms/direct/", json("users", List.of(bob.id()))).expect(201);
        ann.put(CHAT + "/rooms/direct/", json("users", List.of(bob.id()))).expect(200);
        ann.put(CHAT + "/rooms/by-name/driven/", null).expect(201);
        return room;
    }

    private void driveMembers(Client ann, Client bob, String room) {
        var path = Client.room(room);
        var member = path + "users/" + ann.membership(room, bob) + "/";
        bob.post(path + "mute/", json("until", "2030-01-01T00:00:00Z")).expect(201);
        bob.post(path + "unmute/").expect(201);
        bob.put(path + "push-level/", json("push_level", "mentions")).expect(204);
        bob.post(path + "leave/").expect(204);
        bob.post(path + "join/").expect(200);
        ann.get(path + "users/?limit=1").expect(200);
        ann.get(path + "users/names/").expect(200);
        ann.post(path + "users/", json("user_id", somebody().id())).expect(201);
        ann.post(path + "users/", json("user_ids", List.of(somebody().id()))).expect(201);
        ann.get(member).expect(200);
        ann.put(member, json("role", "admin")).expect(200);
        ann.patch(member, json("role", "member")).expect(200);
        ann.post(member + "ban/").expect(200);
        ann.post(member + "unban/").expect(200);
        bob.post(path + "join/").expect(200);
        ann.delete(member).expect(204);
    }

    private static void driveInvites(Client ann, String room) {
        var path = Client.room(room) + "invites/";
        var invite = ann.post(path, json("expires_in", 60)).expect(201).text("invite");
        ann.post(Client.room(room) + "join/", json("invite", invite)).expect(200);
        ann.delete(path + invite + "/").expect(204);
    }

    private static void driveDevices(Client ann) {
        var path = CHAT + "/devices/";
        var wish = json("registration_id", "driven", "type", "webhook");
        ann.post(path, wish).expect(400);
        var phone = json("registration_id", "driven", "type", "ios", "name", "Phone", "device_id", "1");
        var id = ann.post(path, phone).expect(201).text("id");
        ann.post(path, phone).expect(200);
        ann.get(path + "?limit=1").expect(200);
        ann.delete(path + id + "/").expect(204);
    }

    private static void driveCategories(Client ann, String room) {
        var path = CHAT + "/categories/" + ann.category(room) + "/";
        ann.get(CHAT + "/categories/").expect(200);
        ann.get(path).expect(200);
        ann.put(path, json("title", "x", "rooms", List.of())).expect(200);
        ann.patch(path, json("description", "x")).expect(200);
        ann.delete(path).expect(204);
    }

    private void driveAdministration(Client ann, String room) {
        var path = "/api/v1/admin/";
        var boss = server.staff().writing(writing);
        ann.post(CHAT + "/devices/", json("registration_id", "administered", "type", "ios"))
                .expect(201);
        boss.get(path + "users/?search=person").expect(200);
        var made = boss.post(path + "users/", json("username", "made", "password", TestServer.PASSWORD))
                .expect(201)
                .text("id");
        boss.patch(path + "users/" + made + "/", json("is_staff", true)).expect(200);
        boss.delete(path + "users/" + made + "/connections/").expect(204);
        boss.get(path + "users/" + ann.id() + "/devices/").expect(200);
        boss.get(path + "rooms/?limit=1").expect(200);
        boss.get(path + "rooms/" + room + "/members/").expect(200);
        var message = ann.say(room, "Rude").text("id");
        boss.get(path + "rooms/" + room + "/messages/").expect(200);
        boss.delete(path + "messages/" + message + "/").expect(204);
        boss.delete(path + "rooms/" + ann.room(false) + "/").expect(204);
        boss.get(path + "connections/").expect(200);
        boss.get("/metrics").expect(200);
        boss.get(path + "push/").expect(200);
    }

    private void driveServices(String room) {
        var token = server.chat.integrations().createToken(new ServiceName("driven"));
        var path = Client.room(room) + "system-messages/";
        server.anybody()
                .writing(writing)
                .withToken(token.value())
                .post(path, json("body", "Deployed", "client_id", "1"))
                .expect(201);
    }

    private static void driveImages(Client ann) {
        var path = CHAT + "/images/";
        var uploaded =
                new FormBody().file("x.png", InMemoryImageCodec.image(1, 1, "")).send(ann, "POST", path);
        var image = path + uploaded.expect(201).text("id") + "/";
        ann.get(path).expect(200);
        ann.get(image).expect(200);
        ann.put(image, json("name", "y.png")).expect(200);
        ann.patch(image, json("name", "z.png")).expect(200);
        ann.get(image + "file/").expect(200);
        ann.get(image + "thumbnail/").expect(200);
        ann.delete(image).expect(204);
    }

    private static void driveMessages(Client ann, Client bob, String room) {
        var message = ann.say(room, "Hello").text("id");
        var path = Client.messages(room) + message + "/";
        var ids = json("message_ids", List.of(message));
        bob.post(Client.messages(room), json("body", "Hi", "parent_id", message, "client_id", "1"))
                .expect(201);
        bob.post(Client.messages(room) + "received/", ids).expect(201);
        bob.post(Client.messages(room) + "seen/", ids).expect(201);
        ann.get(Client.messages(room)).expect(200);
        ann.get(path).expect(200);
        ann.get(path + "receipts/").expect(200);
        ann.put(path, json("body", "Hello!")).expect(200);
        ann.patch(path, json("body", "Hello?")).expect(200);
        ann.get(path + "edits/").expect(200);
        var reaction = json("body", "👍", "parent_id", message, "is_reaction", true);
        bob.post(Client.messages(room), reaction).expect(201);
        bob.post(Client.messages(room), reaction).expect(200);
        ann.get(path).expect(200);
        bob.delete(path + "reactions/%F0%9F%91%8D/").expect(204);
        ann.post(path + "pin/").expect(201);
        ann.post(path + "pin/").expect(200);
        ann.get(Client.messages(room) + "?body=hello&username=x&created_gte=2026-01-01T00:00:00Z&pinned=true")
                .expect(200);
        ann.delete(path + "pin/").expect(204);
        ann.delete(path).expect(204);
    }
}
