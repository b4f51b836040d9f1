package dev.confab.chat.adapter.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.port.TestClock;
import dev.confab.chat.domain.room.Image.Rendition;
import dev.confab.chat.domain.room.ImageId;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FileUrlsTest {

    private static final byte[] SECRET = "a secret of thirty-two bytes, all".getBytes(UTF_8);

    private final TestClock clock = new TestClock();
    private final FileSigner signer = FileSigner.of(SECRET, clock);
    private final FileUrls urls = new FileUrls(signer, new BaseUrl("https://chat.example.org"));
    private final FileLink file = new FileLink(new ImageId(UUID.randomUUID()), Rendition.FILE);
    private final FileLink thumbnail = new FileLink(file.image(), Rendition.THUMBNAIL);

    private boolean accepts(FileSigner by, FileLink what, String url) {
        var matcher = Pattern.compile("\\?expires=(\\d+)&signature=([A-Za-z0-9_-]{43})$")
                .matcher(url);
        assertThat(matcher.find()).as(url).isTrue();
        return by.accepts(what, matcher.group(1), matcher.group(2));
    }

    @Test
    void slotsAreFilledAndOtherBytesKept() {
        var json = Json.writeBytes(Map.of("a", List.of("x\u0001é🐈", file, "y", thumbnail), "z", 1));
        var filled = new String(urls.fill(json), UTF_8);
        assertThat(filled).contains("\"" + urls.urlOf(file) + "\"").contains("\"" + urls.urlOf(thumbnail) + "\"");
        assertThat(filled.replace(urls.urlOf(file), "F").replace(urls.urlOf(thumbnail), "T"))
                .contains("[\"x\\u0001é🐈\",\"F\",\"y\",\"T\"]");
        assertThat(urls.urlOf(file))
                .startsWith("https://chat.example.org/api/v1/chat/images/" + file.image() + "/file/?");
        assertThat(urls.urlOf(thumbnail)).contains("/thumbnail/?");
    }

    @Test
    void userTextIsNeverTakenForSlot() {
        var json = Json.writeBytes(Map.of("body", "\u0001" + "f" + UUID.randomUUID()));
        assertThat(FileUrls.hasSlots(json)).isFalse();
        assertThat(urls.fill(json)).isSameAs(json);
    }

    @Test
    void signatureIsValidForOneToTwoHours() {
        for (int minutes = 0; minutes < 120; minutes += 7) {
            var url = urls.urlOf(file);
            clock.forward(Duration.ofMinutes(60));
            assertThat(accepts(signer, file, url)).isTrue();
            clock.forward(Duration.ofMinutes(60));
            assertThat(accepts(signer, file, url)).isFalse();
            clock.forward(Duration.ofMinutes(7));
        }
    }

    @Test
    void urlStaysSameForAnHour() {
        var urlsOfADay = new HashMap<String, Integer>();
        for (int minute = 0; minute < 24 * 60; minute++) {
            urlsOfADay.merge(urls.urlOf(file), 1, Integer::sum);
            clock.forward(Duration.ofMinutes(1));
        }
        assertThat(urlsOfADay).hasSizeBetween(24, 25);
        assertThat(urlsOfADay.values().stream().filter(minutes -> minutes == 60))
                .hasSizeGreaterThanOrEqualTo(23);
    }

    @Test
    void urlsOfFilesChangeAtDifferentTimes() {
        var ends = IntStream.range(0, 100)
                .mapToObj(i -> urls.urlOf(new FileLink(new ImageId(UUID.randomUUID()), Rendition.FILE)))
                .map(url -> url.replaceFirst(".*expires=(\\d+).*", "$1"))
                .distinct()
                .count();
        assertThat(ends).isGreaterThan(50);
    }

    @Test
    void nodesWithSameSecretAcceptEachOther() {
        var url = urls.urlOf(file);
        assertThat(accepts(FileSigner.of(SECRET, clock), file, url)).isTrue();
        var other = SECRET.clone();
        other[0]++;
        assertThat(accepts(FileSigner.of(other, clock), file, url)).isFalse();
        assertThat(accepts(signer, thumbnail, url)).isFalse();
        assertThat(accepts(signer, new FileLink(new ImageId(UUID.randomUUID()), Rendition.FILE), url))
                .isFalse();
    }

    @Test
    void malformedSignaturesAreRefused() {
        for (var end : Arrays.asList(null, "", "x", "-1", "+1", "1.5", "1".repeat(30), "٣")) {
            assertThat(signer.accepts(file, end, "x")).as(end).isFalse();
        }
        assertThat(signer.accepts(file, "99999999999", null)).isFalse();
        assertThat(signer.accepts(file, "99999999999", "é")).isFalse();
    }
}
