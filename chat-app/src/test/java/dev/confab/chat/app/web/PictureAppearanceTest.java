package dev.confab.chat.app.web;

import static dev.confab.chat.app.web.ImageSamples.adobe;
import static dev.confab.chat.app.web.ImageSamples.apng;
import static dev.confab.chat.app.web.ImageSamples.bareJpeg;
import static dev.confab.chat.app.web.ImageSamples.chunk;
import static dev.confab.chat.app.web.ImageSamples.cut;
import static dev.confab.chat.app.web.ImageSamples.drawn;
import static dev.confab.chat.app.web.ImageSamples.encoded;
import static dev.confab.chat.app.web.ImageSamples.exif;
import static dev.confab.chat.app.web.ImageSamples.extendedWebp;
import static dev.confab.chat.app.web.ImageSamples.inks;
import static dev.confab.chat.app.web.ImageSamples.jpeg;
import static dev.confab.chat.app.web.ImageSamples.numbers;
import static dev.confab.chat.app.web.ImageSamples.packed;
import static dev.confab.chat.app.web.ImageSamples.png;
import static dev.confab.chat.app.web.ImageSamples.segment;
import static dev.confab.chat.app.web.ImageSamples.swappedProfile;
import static dev.confab.chat.app.web.ImageSamples.turned;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.confab.chat.adapter.image.ImageAdapter;
import dev.confab.chat.domain.port.ImageCodec;
import dev.confab.chat.domain.room.Image.Format;
import dev.confab.chat.domain.room.ProcessedImage;
import dev.confab.chat.domain.user.UserId;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Compares stored images with their uploads in a real browser: every pixel, every frame, and the thumbnail. */
class PictureAppearanceTest {

    /** Maximum mean difference of all samples, of 255; a JPEG is encoded twice. */
    private static final double MEAN = 6;

    /** The same for a thumbnail, whose JPEG smooths the dither of a palette. */
    private static final double MEAN_OF_THUMBNAIL = 10;

    /** Maximum difference of one sample. */
    private static final double WORST = 110;

    private static final double WORST_WITHOUT_LOSS = 3;

    private static final String LOOK = """
            async ([file, width, height]) => {
              const bytes = Uint8Array.from(atob(file), (c) => c.charCodeAt(0));
              const types = { 0x89: "image/png", 0xff: "image/jpeg", 0x47: "image/gif", 0x52: "image/webp" };
              const bitmap = await createImageBitmap(new Blob([bytes], { type: types[bytes[0]] }));
              const canvas = new OffscreenCanvas(width || bitmap.width, height || bitmap.height);
              const brush = canvas.getContext("2d");
              brush.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
              const pixels = brush.getImageData(0, 0, canvas.width, canvas.height).data;
              return [canvas.width, canvas.height, ...pixels];
            }""";

    private static final String LOOK_AT_FRAMES = """
            async ([file]) => {
              const bytes = Uint8Array.from(atob(file), (c) => c.charCodeAt(0));
              const types = { 0x89: "image/png", 0x47: "image/gif", 0x52: "image/webp" };
              const decoder = new ImageDecoder({ data: bytes, type: types[bytes[0]] });
              await decoder.tracks.ready;
              await decoder.completed;
              const all = [];
              for (let n = 0; n < decoder.tracks.selectedTrack.frameCount; n++) {
                const { image } = await decoder.decode({ frameIndex: n });
                const canvas = new OffscreenCanvas(image.displayWidth, image.displayHeight);
                const brush = canvas.getContext("2d");
                brush.drawImage(image, 0, 0);
                const pixels = brush.getImageData(0, 0, canvas.width, canvas.height).data;
                all.push([canvas.width, canvas.height, ...pixels]);
              }
              return all;
            }""";

    private static final String DRAW_WEBP = """
            async ([file, quality]) => {
              const bytes = Uint8Array.from(atob(file), (c) => c.charCodeAt(0));
              const bitmap = await createImageBitmap(new Blob([bytes]));
              const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
              canvas.getContext("2d").drawImage(bitmap, 0, 0);
              const blob = await canvas.convertToBlob({ type: "image/webp", quality });
              const packed = new Uint8Array(await blob.arrayBuffer());
              return btoa(Array.from(packed, (b) => String.fromCharCode(b)).join(""));
            }""";

    private static final UserId USER = new UserId(UUID.randomUUID());
    private static final ImageCodec CODEC = ImageAdapter.codec(InstantSource.system());

    private static BrowserContext context;
    private static Page page;

    @BeforeAll
    static void openPage() {
        context = Chromium.browser().newContext(new Browser.NewContextOptions());
        page = context.newPage();
        page.route("**/*", route -> route.fulfill(new Route.FulfillOptions().setBody("<!doctype html>")));
        page.navigate("https://pictures.invalid/"); // decoders need a secure context
    }

    @AfterAll
    static void closePage() {
        if (context != null) {
            context.close();
        }
    }

    private static Map<String, byte[]> stills() {
        var all = new LinkedHashMap<String, byte[]>();
        for (int orientation = 1; orientation <= 8; orientation++) {
            all.put("JPEG held " + orientation, jpeg(turned(orientation)));
            all.put("PNG held " + orientation, png(BufferedImage.TYPE_INT_RGB, chunk("eXIf", exif(orientation))));
            all.put("CMYK held " + orientation, inks(adobe(0), turned(orientation)));
        }
        var swapped = swappedProfile();
        addPngs(all, swapped);
        addJpegs(all, swapped);
        addWebps(all, swapped);
        all.put("GIF", encoded(drawn(BufferedImage.TYPE_BYTE_INDEXED), "gif"));
        all.put("GIF without its end", cut(encoded(drawn(BufferedImage.TYPE_BYTE_INDEXED), "gif"), 1));
        return all;
    }

    private static void addPngs(Map<String, byte[]> all, String swapped) {
        for (int type : new int[] {
            BufferedImage.TYPE_INT_RGB,
            BufferedImage.TYPE_INT_ARGB,
            BufferedImage.TYPE_BYTE_GRAY,
            BufferedImage.TYPE_USHORT_GRAY,
            BufferedImage.TYPE_BYTE_INDEXED
        }) {
            all.put("PNG of type " + type, png(type));
            all.put("PNG of type " + type + " with gamma", png(type, numbers("gAMA", 60_000)));
        }
        int rgb = BufferedImage.TYPE_INT_RGB;
        var gamma = numbers("gAMA", 45_455);
        var primaries = numbers("cHRM", 31_270, 32_900, 68_000, 32_000, 26_500, 69_000, 15_000, 6_000);
        var otherWhite = numbers("cHRM", 34_570, 35_850, 64_000, 33_000, 30_000, 60_000, 15_000, 6_000);
        all.put("PNG with sRGB's gamma", png(rgb, gamma));
        all.put("PNG with primaries", png(rgb, gamma, primaries));
        all.put("PNG with primaries and another white", png(rgb, gamma, otherWhite));
        all.put("PNG with a profile", png(rgb, chunk("iCCP", "x\0\0" + packed(swapped))));
        all.put("PNG with coded P3", png(rgb, chunk("cICP", "\u000c\r\0\u0001")));
    }

    private static void addJpegs(Map<String, byte[]> all, String swapped) {
        all.put("JPEG", jpeg());
        all.put("JPEG without markers", bareJpeg());
        all.put("JPEG, Adobe then JFIF", jpeg(adobe(0)));
        all.put("JPEG, Adobe's YCbCr", bareJpeg(adobe(1)));
        all.put("JPEG, Adobe's RGB", bareJpeg(adobe(0)));
        all.put("JPEG with a profile", jpeg(segment(0xe2, "ICC_PROFILE\0\u0001\u0001" + swapped)));
        all.put("gray JPEG", encoded(drawn(BufferedImage.TYPE_BYTE_GRAY), "jpeg"));
        all.put("progressive JPEG", ImageSamples.progressiveJpeg());
        all.put("CMYK without a marker", inks());
        all.put("CMYK, transform 0", inks(adobe(0)));
        all.put("YCCK, transform 2", inks(adobe(2)));
    }

    private static void addWebps(Map<String, byte[]> all, String swapped) {
        var lossy = webp(BufferedImage.TYPE_INT_RGB, 0.9);
        var lossless = webp(BufferedImage.TYPE_INT_ARGB, 1);
        all.put("lossy WebP", lossy);
        all.put("lossless WebP", lossless);
        all.put("lossy WebP with a profile", extendedWebp(lossy, 0x20, "ICCP", swapped));
        all.put("lossless WebP with a profile", extendedWebp(lossless, 0x20, "ICCP", swapped));
    }

    private static byte[] webp(int type, double quality) {
        var drawn = page.evaluate(DRAW_WEBP, List.of(base64(png(type)), quality));
        return Base64.getDecoder().decode((String) drawn);
    }

    private static Map<String, byte[]> animations() {
        var all = new LinkedHashMap<String, byte[]>();
        all.put("APNG", apng(BufferedImage.TYPE_INT_ARGB));
        all.put("opaque APNG", apng(BufferedImage.TYPE_INT_RGB));
        all.put("gray APNG", apng(BufferedImage.TYPE_BYTE_GRAY));
        all.put("APNG with gamma", apng(BufferedImage.TYPE_INT_ARGB, numbers("gAMA", 60_000)));
        all.put("APNG held 6", apng(BufferedImage.TYPE_INT_RGB, chunk("eXIf", exif(6))));
        return all;
    }

    @TestFactory
    List<DynamicTest> storedPictureLooksAsItsOriginal() {
        return stills().entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(each.getKey(), () -> {
                    var picture = read(each.getValue());
                    var original = look(each.getValue(), 0, 0);
                    assertThat(List.of(picture.width(), picture.height())).isEqualTo(original.subList(0, 2));
                    boolean isLossy = picture.file().format() == Format.JPEG;
                    assertLooksLike(
                            look(picture.file().bytes(), 0, 0), original, MEAN, isLossy ? WORST : WORST_WITHOUT_LOSS);
                    assertLooksLike(look(picture.thumbnail().bytes(), 0, 0), original, MEAN_OF_THUMBNAIL, WORST);
                }))
                .toList();
    }

    @TestFactory
    List<DynamicTest> everyFrameLooksAsInItsOriginal() {
        return animations().entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(each.getKey(), () -> {
                    var before = frames(each.getValue());
                    var after = frames(read(each.getValue()).file().bytes());
                    assertThat(after).hasSameSizeAs(before).hasSize(3);
                    for (int frame = 0; frame < before.size(); frame++) {
                        assertLooksLike(after.get(frame), before.get(frame), MEAN, WORST_WITHOUT_LOSS);
                    }
                }))
                .toList();
    }

    private static ProcessedImage read(byte[] file) {
        return CODEC.read(USER, new ByteArrayInputStream(file));
    }

    private static String base64(byte[] file) {
        return Base64.getEncoder().encodeToString(file);
    }

    @SuppressWarnings("unchecked")
    private static List<Integer> look(byte[] file, int width, int height) {
        return (List<Integer>) page.evaluate(LOOK, List.of(base64(file), width, height));
    }

    @SuppressWarnings("unchecked")
    private static List<List<Integer>> frames(byte[] file) {
        return (List<List<Integer>>) page.evaluate(LOOK_AT_FRAMES, List.of(base64(file)));
    }

    private static void assertLooksLike(List<Integer> seen, List<Integer> expected, double mean, double worst) {
        assertThat(seen.subList(0, 2)).isEqualTo(expected.subList(0, 2));
        double sum = 0;
        int most = 0;
        for (int i = 2; i < seen.size(); i++) {
            int difference = Math.abs(seen.get(i) - expected.get(i));
            sum += difference;
            most = Math.max(most, difference);
        }
        assertThat(sum / (seen.size() - 2)).as("mean difference").isLessThan(mean);
        assertThat(most).as("largest difference").isLessThanOrEqualTo((int) worst);
    }
}
