package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Client.json;
import static dev.confab.chat.adapter.rest.ImageRoutesTest.CAT;
import static dev.confab.chat.adapter.rest.ImageRoutesTest.get;
import static dev.confab.chat.adapter.rest.ImageRoutesTest.image;
import static dev.confab.chat.adapter.rest.ImageRoutesTest.loose;
import static dev.confab.chat.adapter.rest.ImageRoutesTest.upload;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The responses with the files of images: headers, caching and ranges. */
class ImageDownloadTest extends RestTest {

    @Test
    void fileHeadersPermitOnlyDisplayAsImage() {
        var me = somebody();
        var id = loose(me);
        var file = me.get(image(id) + "file/").expect(200);
        assertThat(file.body()).isEqualTo(new String(CAT, UTF_8));
        assertThat(file.header("Content-Type")).hasValue("image/png");
        assertThat(file.header("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(file.header("Content-Security-Policy")).hasValue("default-src 'none'; sandbox");
        assertThat(file.header("Cache-Control")).hasValue("private, max-age=31536000, immutable");
        assertThat(file.header("Content-Disposition")).hasValue("inline; filename*=UTF-8''cat.png");
        assertThat(file.header("Content-Length")).hasValue("" + CAT.length);
        assertThat(file.header("Accept-Ranges")).hasValue("bytes");
        assertThat(file.header("ETag"))
                .hasValueSatisfying(tag -> assertThat(tag).matches("\"[^\"]+\""));
        var small = me.get(image(id) + "thumbnail/").expect(200);
        assertThat(small.header("ETag")).isNotEqualTo(file.header("ETag"));
    }

    @Test
    void fileNameGetsExtensionOfFormat() {
        var me = somebody();
        var id = loose(me);
        me.patch(image(id), json("name", "ü\"; x.html")).expect(200);
        assertThat(me.get(image(id) + "file/").header("Content-Disposition"))
                .hasValue("inline; filename*=UTF-8''%C3%BC%22%3B%20x.html.png");
    }

    @Test
    void headHasHeadersWithoutFile() {
        var me = somebody();
        var file = me.send("HEAD", image(loose(me)) + "file/", null).expect(200);
        assertThat(file.header("Content-Length")).hasValue("" + CAT.length);
        assertThat(file.header("Content-Type")).hasValue("image/png");
    }

    @Test
    void knownTagIs304() {
        var me = somebody();
        var path = image(loose(me)) + "file/";
        var tag = me.get(path).header("ETag").orElseThrow();
        for (var known : List.of(tag, "W/" + tag, "\"x\", " + tag, "*")) {
            assertThat(get(me, path, "If-None-Match", known).expect(304).header("ETag"))
                    .hasValue(tag);
        }
        get(me, path, "If-None-Match", "\"x\"").expect(200);
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-4, image, 0-4",
        "bytes=6-8, 640, 6-8",
        "bytes=10-, 480 cat, 10-16",
        "bytes=-3, cat, 14-16",
        "bytes=14-99, cat, 14-16",
        "bytes=-99, image 640 480 cat, 0-16"
    })
    void rangeIsReturned(String range, String text, String told) {
        var me = somebody();
        var part = get(me, image(loose(me)) + "file/", "Range", range).expect(206);
        assertThat(part.body()).isEqualTo(text);
        assertThat(part.header("Content-Range")).hasValue("bytes " + told + "/17");
        assertThat(part.header("Content-Length")).hasValue("" + text.length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-1,3-4", "bytes=5-2", "bytes=-", "bytes", "lines=1-2", "bytes=a-b"})
    void severalOrMalformedRangesReturnWholeFile(String range) {
        var me = somebody();
        assertThat(get(me, image(loose(me)) + "file/", "Range", range)
                        .expect(200)
                        .body())
                .isEqualTo(new String(CAT, UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=17-", "bytes=99-100", "bytes=-0", "bytes=999999999999999999-"})
    void rangeBeyondEndIsRefused(String range) {
        var me = somebody();
        var refusal = get(me, image(loose(me)) + "file/", "Range", range).expect(416, "invalid", null);
        assertThat(refusal.header("Content-Range")).hasValue("bytes */17");
        assertThat(refusal.header("Cache-Control")).hasValue("no-store");
    }

    @Test
    void mismatchedIfRangeReturnsWholeFile() {
        var me = somebody();
        var path = image(loose(me)) + "file/";
        var tag = me.get(path).header("ETag").orElseThrow();
        get(me, path, "Range", "bytes=0-1", "If-Range", tag).expect(206);
        get(me, path, "Range", "bytes=0-1", "If-Range", "\"x\"").expect(200);
        get(me, path, "Range", "bytes=0-1", "If-Range", "Sat, 21 Nov 2026 00:00:00 GMT")
                .expect(200);
    }

    @Test
    void onlyViewersOfRoomCanReadImages() {
        var me = somebody();
        var bob = somebody();
        var eve = somebody();
        var room = me.room(false, bob);
        var path = image(upload(me, "room_id", room).text("id"));
        for (var rendition : List.of("file/", "thumbnail/")) {
            bob.get(path + rendition).expect(200);
            eve.get(path + rendition).expect(404, "not_found", null);
            server.anybody().get(path + rendition).expect(401);
        }
        bob.post(Client.room(room) + "leave/").expect(204);
        bob.get(path + "file/").expect(404);

        var open = me.room(true);
        var seen = image(upload(me, "room_id", open).text("id"));
        eve.get(seen + "file/").expect(200);
        eve.post(Client.room(open) + "join/").expect(200);
        me.post(Client.room(open) + "users/" + me.membership(open, eve) + "/ban/")
                .expect(200);
        eve.get(seen + "file/").expect(404);
    }
}
