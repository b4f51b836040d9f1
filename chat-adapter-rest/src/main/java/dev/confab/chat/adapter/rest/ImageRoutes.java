package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Operation.operation;
import static dev.confab.chat.adapter.rest.Param.file;
import static dev.confab.chat.adapter.rest.Param.id;
import static dev.confab.chat.adapter.rest.Param.text;
import static dev.confab.chat.adapter.rest.Param.whole;
import static dev.confab.chat.adapter.rest.Routes.CHAT;
import static dev.confab.chat.adapter.rest.UserRequest.IMAGE;

import dev.confab.chat.adapter.wire.Fields;
import dev.confab.chat.adapter.wire.FileLink;
import dev.confab.chat.adapter.wire.FileSigner;
import dev.confab.chat.adapter.wire.ImageJson;
import dev.confab.chat.application.image.Images;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.room.ClientId;
import dev.confab.chat.domain.room.Image;
import dev.confab.chat.domain.room.Image.Rendition;
import dev.confab.chat.domain.room.ImageId;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.RoomId;
import org.jspecify.annotations.Nullable;

/** Uploading images and looking at them. */
final class ImageRoutes {

    private static final String ROOM = "room_id";
    private static final String MESSAGE = "message_id";
    private static final String CLIENT = "client_id";
    private static final String NAME = "name";

    private static final ResponseSpec ANY_IMAGE =
            ResponseSpec.file("image/png", "image/jpeg", "image/gif", "image/webp");

    private final Images images;
    private final FileSigner files;

    ImageRoutes(Images images, FileSigner files) {
        this.images = images;
        this.files = files;
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
        open(routes, "/file", Rendition.FILE, look("readImage", "The image itself"));
        open(routes, "/thumbnail", Rendition.THUMBNAIL, look("readThumbnail", "The image at 320 pixels at most"));
    }

    private void open(Routes routes, String name, Rendition rendition, Operation operation) {
        routes.getSigned(
                CHAT + IMAGE + name,
                operation,
                exchange -> isSigned(exchange, rendition),
                exchange -> exchange.answerToBearer(images.open(image(exchange), rendition)),
                call -> call.answerContent(images.open(call.me(), call.image(), rendition)));
    }

    private boolean isSigned(ApiRequest exchange, Rendition rendition) {
        var query = exchange.query();
        return query.has(FileSigner.SIGNATURE)
                && files.accepts(
                        new FileLink(image(exchange), rendition),
                        query.text(FileSigner.EXPIRES),
                        query.text(FileSigner.SIGNATURE));
    }

    private static ImageId image(ApiRequest exchange) {
        return ImageId.parse(exchange.path("image"));
    }

    private static Operation change(String id) {
        return operation(id, "Renames an image, or puts a loose one on your message")
                .body(text(NAME, Image.MAX_NAME), id(MESSAGE))
                .answer(200, ImageJson.class)
                .refuse(403, 409);
    }

    private static Operation look(String id, String summary) {
        return operation(id, summary + "; needs no token where its address is signed")
                .query(whole(FileSigner.EXPIRES, 0), text(FileSigner.SIGNATURE))
                .answer(200, ANY_IMAGE)
                .answer(206, ANY_IMAGE)
                .answer(304, ResponseSpec.NOTHING)
                .refuse(416);
    }

    private void list(UserRequest call) {
        var window = call.query().window();
        call.answer(call.links().page(images.uploadedBy(call.me(), window).map(ImageJson::of), window));
    }

    private void upload(UserRequest call) {
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

    private void find(UserRequest call) {
        call.answer(ImageJson.of(images.find(call.me(), call.image())));
    }

    /** What is left out stays as it is. */
    private void change(UserRequest call) {
        var form = call.formOrBody();
        if (form.file() != null) {
            throw new Refusal.Invalid("image", "A file never changes; upload the other one as a new image.");
        }
        var fields = form.fields();
        var name = fields.text(NAME);
        var message = fields.id(MESSAGE, MessageId::parse);
        var image = images.find(call.me(), call.image());
        if (message != null && !message.equals(image.message())) {
            image = images.attach(call.me(), image.id(), message);
        }
        call.answer(ImageJson.of(name == null ? image : images.rename(call.me(), image.id(), name)));
    }

    private void delete(UserRequest call) {
        images.delete(call.me(), call.image());
        call.answerNothing(204);
    }
}
