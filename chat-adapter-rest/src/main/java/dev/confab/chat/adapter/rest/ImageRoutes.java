package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Operation.operation;
import static dev.confab.chat.adapter.rest.Param.text;
import static dev.confab.chat.adapter.rest.Param.whole;
import static dev.confab.chat.adapter.rest.Routes.CHAT;
import static dev.confab.chat.adapter.rest.UserRequest.IMAGE;

import dev.confab.chat.adapter.wire.FileLink;
import dev.confab.chat.adapter.wire.FileSigner;
import dev.confab.chat.adapter.wire.ImageJson;
import dev.confab.chat.application.image.Images;
import dev.confab.chat.application.image.Upload;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.room.ClientId;
import dev.confab.chat.domain.room.Image;
import dev.confab.chat.domain.room.Image.Rendition;
import dev.confab.chat.domain.room.ImageId;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.RoomId;
import org.jspecify.annotations.Nullable;

/** Routes to upload, list, change, delete and download images. */
final class ImageRoutes {

    private static final String ALL = CHAT + "/images";
    private static final String ONE = CHAT + IMAGE;

    private static final ResponseSpec ANY_IMAGE =
            ResponseSpec.file("image/png", "image/jpeg", "image/gif", "image/webp");

    private static final Operation LIST =
            operation("listImages", "List your uploads, latest first").page(ImageJson.class);
    private static final Operation UPLOAD = operation(
                    "uploadImage", "Upload an image; unattached images expire after a day")
            .form(UploadBody.class)
            .response(200, ImageJson.class)
            .response(201, ImageJson.class)
            .errors(403, 404, 409);
    private static final Operation FIND =
            operation("findImage", "Get one of your images").response(200, ImageJson.class);
    private static final Operation REPLACE = change("replaceImage");
    private static final Operation CHANGE = change("changeImage");
    private static final Operation DELETE = operation(
                    "deleteImage", "Delete an image, and its message if that becomes empty")
            .emptyResponse(204)
            .errors(403, 409);
    private static final Operation READ_FILE = download("readImage", "Download an image by token or signed URL");
    private static final Operation READ_THUMBNAIL =
            download("readThumbnail", "Download an image of at most 320 pixels");

    private final Images images;
    private final FileSigner files;

    ImageRoutes(Images images, FileSigner files) {
        this.images = images;
        this.files = files;
    }

    private record UploadBody(
            Upload image,

            @FieldSpec(about = "Posts the image as a message; idempotent by `client_id`") @Nullable
            RoomId roomId,

            @FieldSpec(about = "Your own; cannot be used together with `room_id`") @Nullable
            MessageId messageId,

            @FieldSpec(maxLength = ClientId.MAX_LENGTH) @Nullable
            String clientId) {

        UploadBody requireOneTarget() {
            if (roomId != null && messageId != null) {
                throw new Refusal.Invalid("room_id", "Cannot be used together with message_id.");
            }
            return this;
        }

        @Nullable
        ClientId toClientId() {
            return clientId == null ? null : new ClientId(clientId);
        }
    }

    private record ImageBody(
            @FieldSpec(maxLength = Image.MAX_NAME) @Nullable String name,
            @Nullable MessageId messageId) {}

    private static Operation change(String id) {
        return operation(id, "Rename an image, or attach it to your message")
                .body(ImageBody.class)
                .response(200, ImageJson.class)
                .errors(403, 409);
    }

    private static Operation download(String id, String summary) {
        return operation(id, summary)
                .query(whole(FileSigner.EXPIRES, 0), text(FileSigner.SIGNATURE))
                .response(200, ANY_IMAGE)
                .response(206, ANY_IMAGE)
                .response(304, ResponseSpec.NOTHING)
                .errors(416);
    }

    void register(Routes routes) {
        var section = routes.section("Images")
                .get(ALL, LIST, this::list)
                .post(ALL, UPLOAD, this::upload)
                .get(ONE, FIND, this::find)
                .put(ONE, REPLACE, this::change)
                .patch(ONE, CHANGE, this::change)
                .delete(ONE, DELETE, this::delete);
        addDownload(section, "/file", Rendition.FILE, READ_FILE);
        addDownload(section, "/thumbnail", Rendition.THUMBNAIL, READ_THUMBNAIL);
    }

    private void addDownload(Routes routes, String name, Rendition rendition, Operation operation) {
        routes.getSigned(
                ONE + name,
                operation,
                request -> isSigned(request, rendition),
                request -> request.respondImageToBearer(images.open(image(request), rendition)),
                request -> request.respondImage(images.open(request.me(), request.image(), rendition)));
    }

    private boolean isSigned(ApiRequest request, Rendition rendition) {
        var query = request.query();
        return query.has(FileSigner.SIGNATURE)
                && files.accepts(
                        new FileLink(image(request), rendition),
                        query.text(FileSigner.EXPIRES),
                        query.text(FileSigner.SIGNATURE));
    }

    private static ImageId image(ApiRequest request) {
        return ImageId.parse(request.path("image"));
    }

    private void list(UserRequest request) {
        var window = request.query().window();
        var page = images.uploadedBy(request.me(), window);
        request.respond(request.links().page(page.map(ImageJson::of), window));
    }

    private void upload(UserRequest request) {
        var body = request.form(UploadBody.class).requireOneTarget();
        if (body.roomId() != null) {
            var result = images.post(request.me(), body.roomId(), body.image(), body.toClientId());
            request.respond(result.isRepeat() ? 200 : 201, ImageJson.of(result.image()));
        } else {
            var image = body.messageId() == null
                    ? images.upload(request.me(), body.image())
                    : images.attach(request.me(), body.messageId(), body.image());
            request.respond(201, ImageJson.of(image));
        }
    }

    private void find(UserRequest request) {
        request.respond(ImageJson.of(images.find(request.me(), request.image())));
    }

    /** Absent fields keep their values, also in a PUT. */
    private void change(UserRequest request) {
        var content = request.content(true);
        if (content.file() != null) {
            throw new Refusal.Invalid(RequestBody.FILE, "Must be absent; upload the file as a new image.");
        }
        var body = content.as(ImageBody.class);
        var image = images.find(request.me(), request.image());
        if (body.messageId() != null && !body.messageId().equals(image.message())) {
            image = images.attach(request.me(), image.id(), body.messageId());
        }
        request.respond(
                ImageJson.of(body.name() == null ? image : images.rename(request.me(), image.id(), body.name())));
    }

    private void delete(UserRequest request) {
        images.delete(request.me(), request.image());
        request.respondEmpty(204);
    }
}
