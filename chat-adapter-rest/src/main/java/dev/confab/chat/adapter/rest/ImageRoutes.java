package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Call.IMAGE;
import static dev.confab.chat.adapter.rest.Operation.operation;
import static dev.confab.chat.adapter.rest.Part.file;
import static dev.confab.chat.adapter.rest.Part.id;
import static dev.confab.chat.adapter.rest.Part.text;
import static dev.confab.chat.adapter.rest.Routes.CHAT;

import dev.confab.chat.adapter.wire.Fields;
import dev.confab.chat.adapter.wire.ImageJson;
import dev.confab.chat.application.image.Images;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.room.ClientId;
import dev.confab.chat.domain.room.Image;
import dev.confab.chat.domain.room.Image.Rendition;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.RoomId;
import org.jspecify.annotations.Nullable;

/** Uploading images and looking at them. */
final class ImageRoutes {

    private static final String ROOM = "room_id";
    private static final String MESSAGE = "message_id";
    private static final String CLIENT = "client_id";
    private static final String NAME = "name";

    private static final Reply ANY_IMAGE = Reply.file("image/png", "image/jpeg", "image/gif", "image/webp");

    private final Images images;

    ImageRoutes(Images images) {
        this.images = images;
    }

    void register(Routes all) {
        var routes = all.section("Images");
        routes.get(
                CHAT + "/images",
                operation("listImages", "What you uploaded, the latest first").page(ImageJson.class),
                this::list);
        routes.post(
                CHAT + "/images",
                operation("uploadImage", "Says an image in a room, puts it on your message, or keeps it for a day")
                        .form(
                                file("image").required(),
                                id(ROOM).about("Makes a message of it, once for each client id"),
                                id(MESSAGE).about("Your own; not together with a room"),
                                text(CLIENT, 64))
                        .answer(200, ImageJson.class)
                        .answer(201, ImageJson.class)
                        .refuse(403, 404, 409),
                this::upload);
        routes.get(CHAT + IMAGE, operation("findImage", "An image of yours").answer(200, ImageJson.class), this::find);
        routes.put(CHAT + IMAGE, change("replaceImage"), this::change);
        routes.patch(CHAT + IMAGE, change("changeImage"), this::change);
        routes.delete(
                CHAT + IMAGE,
                operation("deleteImage", "Takes an image back; a message that has nothing else goes with it")
                        .answerNothing(204)
                        .refuse(403, 409),
                this::delete);
        routes.get(CHAT + IMAGE + "/file", look("readImage", "The image itself"), call -> open(call, Rendition.FILE));
        routes.get(
                CHAT + IMAGE + "/thumbnail",
                look("readThumbnail", "The image at 320 pixels at most"),
                call -> open(call, Rendition.THUMBNAIL));
    }

    private static Operation change(String id) {
        return operation(id, "Renames an image, or puts a loose one on your message")
                .body(text(NAME, Image.MAX_NAME), id(MESSAGE))
                .answer(200, ImageJson.class)
                .refuse(403, 409);
    }

    private static Operation look(String id, String summary) {
        return operation(id, summary)
                .answer(200, ANY_IMAGE)
                .answer(206, ANY_IMAGE)
                .answer(304, Reply.NOTHING)
                .refuse(416);
    }

    private void list(Call call) {
        var window = call.query().window();
        call.answer(call.links().page(images.uploadedBy(call.me(), window).map(ImageJson::of), window));
    }

    private void upload(Call call) {
        var form = call.form();
        var fields = form.fields();
        var room = fields.id(ROOM, RoomId::parse);
        var message = fields.id(MESSAGE, MessageId::parse);
        var file = form.requireFile();
        if (room != null && message != null) {
            throw new Refusal.Invalid(ROOM, "Cannot be used together with " + MESSAGE + ".");
        }
        if (room != null) {
            var said = images.post(call.me(), room, file, clientId(fields));
            call.answer(said.isRepeat() ? 200 : 201, ImageJson.of(said.image()));
        } else {
            var image = message == null ? images.upload(call.me(), file) : images.attach(call.me(), message, file);
            call.answer(201, ImageJson.of(image));
        }
    }

    private static @Nullable ClientId clientId(Fields fields) {
        var id = fields.text(CLIENT);
        return id == null ? null : new ClientId(id);
    }

    private void find(Call call) {
        call.answer(ImageJson.of(images.find(call.me(), call.image())));
    }

    /** What is left out stays as it is. */
    private void change(Call call) {
        var fields = call.body();
        var name = fields.text(NAME);
        var message = fields.id(MESSAGE, MessageId::parse);
        var image = images.find(call.me(), call.image());
        if (message != null && !message.equals(image.message())) {
            image = images.attach(call.me(), image.id(), message);
        }
        call.answer(ImageJson.of(name == null ? image : images.rename(call.me(), image.id(), name)));
    }

    private void delete(Call call) {
        images.delete(call.me(), call.image());
        call.answerNothing(204);
    }

    private void open(Call call, Rendition rendition) {
        call.answerContent(images.open(call.me(), call.image(), rendition));
    }
}
