package dev.confab.chat.adapter.ws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.confab.chat.adapter.wire.BaseUrl;
import dev.confab.chat.adapter.wire.FileLink;
import dev.confab.chat.adapter.wire.FileUrls;
import dev.confab.chat.application.image.Upload;
import dev.confab.chat.domain.port.InMemoryImageCodec;
import dev.confab.chat.domain.room.Image.Rendition;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.room.RoomProfile;
import java.io.ByteArrayInputStream;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Images and their URLs in frames. */
class ImageFramesTest {

    private final TestServer server = new TestServer();
    private final Person ada = server.person("ada");
    private final Person bob = server.person("bob");
    private final RoomId room = server.room(ada, bob);

    @AfterEach
    void stop() {
        server.close();
    }

    private static Upload upload() {
        var cat = InMemoryImageCodec.image(640, 480, "cat");
        return new Upload("cat.png", () -> new ByteArrayInputStream(cat));
    }

    private static JsonNode image(JsonNode frame) {
        assertThat(frame.path("messages")).hasSize(1);
        assertThat(frame.path("messages").get(0).path("images")).hasSize(1);
        return frame.path("messages").get(0).path("images").get(0);
    }

    @Test
    void postedImageIsOneFrameWithTheImage() {
        try (var bobs = bob.connect()) {
            var said = server.chat.images().post(ada.id(), room, upload(), null).image();
            server.post(ada, room, "after");

            var frame = bobs.next("message.created");
            var image = image(frame);
            assertThat(image.path("id").asText()).isEqualTo(said.id().toString());
            assertThat(image.path("image").asText())
                    .startsWith("http://127.0.0.1:" + server.port() + "/api/v1/chat/images/" + said.id() + "/file/?");
            assertThat(image.path("width").asInt()).isEqualTo(640);
            var next = bobs.next();
            assertThat(next.path("type").asText()).isEqualTo("message.created");
            assertThat(next.path("version").asLong())
                    .isEqualTo(frame.path("version").asLong() + 1);
        }
    }

    @Test
    void attachedOrDeletedImageUpdatesItsMessage() {
        var message = server.post(ada, room, "Wait");
        try (var bobs = bob.connect()) {
            var late = server.chat.images().attach(ada.id(), message.id(), upload());
            assertThat(image(bobs.next("message.updated")).path("id").asText())
                    .isEqualTo(late.id().toString());
            server.chat.images().delete(ada.id(), late.id());
            assertThat(bobs.next("message.updated").path("messages").get(0).path("images"))
                    .isEmpty();
        }
    }

    @Test
    void fileUrlsUseTheBaseUrlOfEachConnection() {
        try (var bobs = bob.connectTo("chat.example.org");
                var bobsOther = bob.connectTo("chat.example.com:8443");
                var adas = ada.connectTo("chat.example.org")) {
            var said = server.chat.images().post(ada.id(), room, upload(), null).image();
            var link = new FileLink(said.id(), Rendition.FILE);
            var org = new FileUrls(server.files, new BaseUrl("http://chat.example.org")).urlOf(link);
            var com = new FileUrls(server.files, new BaseUrl("http://chat.example.com:8443")).urlOf(link);
            var first = image(bobs.next("message.created"));
            var second = image(bobsOther.next("message.created"));
            assertThat(first.path("image").asText()).isEqualTo(org);
            assertThat(second.path("image").asText()).isEqualTo(com);
            assertThat(image(adas.next("message.created")).path("image").asText())
                    .isEqualTo(org);
            assertThat(second.path("thumbnail").asText()).startsWith("http://chat.example.com:8443/");
        }
    }

    @Test
    void syncedAndUpdatedFramesHaveFileUrls() {
        var said = server.chat.images().post(ada.id(), room, upload(), null).image();
        try (var bobs = bob.connectTo("chat.example.org")) {
            var synced = bobs.sync(Map.of(room, 0L)).get(0);
            var messages = synced.path("messages");
            var image = messages.get(messages.size() - 1).path("images").get(0);
            assertThat(image.path("image").asText())
                    .startsWith("http://chat.example.org/")
                    .contains(said.id() + "/file/?");
            var last = synced.path("room").path("last_message").path("images").get(0);
            assertThat(last).isEqualTo(image);
            var picture = server.chat.images().upload(ada.id(), upload()).id();
            server.chat
                    .rooms()
                    .changeProfile(ada.id(), room, now -> new RoomProfile("Room", "", picture, false, false, false));
            assertThat(bobs.next("room.updated").path("room").path("image").asText())
                    .startsWith("http://chat.example.org/")
                    .contains(picture + "/file/?");
        }
    }

    @Test
    void messageWithUploadedImagesIsSent() {
        var loose = server.chat.images().upload(ada.id(), upload()).id();
        try (var adas = ada.connect();
                var bobs = bob.connect()) {
            var send = "{\"type\":\"message.send\",\"room_id\":\"%s\",\"images\":[\"%s\"],\"client_id\":\"1\"}"
                    .formatted(room, loose);
            adas.send(send);
            assertThat(image(adas.next("ack")).path("id").asText()).isEqualTo(loose.toString());
            assertThat(image(bobs.next("message.created")).path("id").asText()).isEqualTo(loose.toString());
            adas.send(send);
            assertThat(image(adas.next("ack")).path("id").asText()).isEqualTo(loose.toString());
            adas.send(send.replace("\"1\"", "\"2\""));
            assertThat(adas.next("error").path("errors").get(0).path("field").asText())
                    .isEqualTo("images");
        }
    }
}
