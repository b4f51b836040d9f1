package dev.confab.chat.domain.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.room.Image.Format;
import dev.confab.chat.domain.room.ProcessedImage.Encoded;
import dev.confab.chat.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageTest {

    private static Image uploadedAs(String name) {
        var picture =
                new ProcessedImage(4, 3, new Encoded(Format.GIF, new byte[7]), new Encoded(Format.JPEG, new byte[2]));
        return Image.unattached(
                new ImageId(UUID.randomUUID()), new UserId(UUID.randomUUID()), name, picture, Instant.EPOCH);
    }

    @Test
    void newImageIsUnattachedAndHasTheSizesOfTheUpload() {
        var image = uploadedAs("cat.gif");
        assertThat(image.isUnattached()).isTrue();
        assertThat(image.size()).isEqualTo(7);
        assertThat(image.format()).isEqualTo(Format.GIF);
        assertThat(image.thumbnail()).isEqualTo(Format.JPEG);
    }

    @ParameterizedTest
    @CsvSource({
        "cat.png, cat.png",
        "../../etc/passwd, passwd",
        "C:\\fakepath\\cat.png, cat.png",
        "'  cat.png ', cat.png",
        "'', image",
        "/, image",
        "..., image",
        "Ünïcödé 🐈.png, Ünïcödé 🐈.png",
        "'a\rb\nc\0d', abcd",
        "'gif.\u202egpj', gif.gpj",
        "'👩\u200d💻.png', '👩\u200d💻.png'",
        "'half\ud83d', half",
        "'a\u034fb\u3164c\u200dd.png', abcd.png",
        "'\u2800\u200b', image"
    })
    void nameIsLastPathSegmentWithoutInvisibleCharacters(String given, String name) {
        assertThat(uploadedAs(given).name()).isEqualTo(name);
    }

    @Test
    void newNameIsCleaned() {
        assertThat(uploadedAs("x").withName("../cat.gif").name()).isEqualTo("cat.gif");
        for (var wrong : List.of("", "  ", "x".repeat(256), "\ud83d", "\0")) {
            assertThatThrownBy(() -> uploadedAs("x").withName(wrong)).isInstanceOf(Refusal.Invalid.class);
        }
    }

    @Test
    void longNameIsCutBeforeItsExtension() {
        assertThat(uploadedAs("🐈".repeat(300) + ".jpeg").name()).isEqualTo("🐈".repeat(250) + ".jpeg");
        assertThat(uploadedAs("x".repeat(300)).name()).isEqualTo("x".repeat(255));
        assertThat(uploadedAs("x".repeat(251) + ".png").name()).hasSize(255);
    }
}
