package dev.confab.chat.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table of settings compared with the documentation, and with the rules for help texts. */
class SettingTableTest {

    private static final Path DOCUMENT = Path.of("../docs/configuration.md");

    /** The first two cells of a table row that begins with a variable. */
    private static final Pattern ROW = Pattern.compile("^\\| `(CONFAB_\\w+)` \\|([^|]*)\\|", Pattern.MULTILINE);

    private static final int MAX_WORDS = 10;

    @TempDir
    private Path folder;

    private record Documented(String variable, String fallback) {}

    @Test
    void documentationListsEverySettingWithItsDefaultAndNoOther() throws IOException {
        assertThat(documented())
                .containsExactlyInAnyOrderElementsOf(SettingTable.all().stream()
                        .map(setting -> new Documented(setting.variable(), setting.fallbackHelp()))
                        .toList());
    }

    @Test
    void documentationListsTheFileOfEverySecret() throws IOException {
        var secrets = Pattern.compile("^\\| `CONFAB_\\w+_FILE` \\| `([\\w-]+)` \\| `--\\1` \\|", Pattern.MULTILINE)
                .matcher(Files.readString(DOCUMENT))
                .results()
                .map(row -> row.group(1))
                .toList();

        assertThat(secrets)
                .containsExactlyInAnyOrderElementsOf(SettingTable.all().stream()
                        .filter(Setting::isSecret)
                        .map(Setting::fileKey)
                        .toList());
    }

    private static List<Documented> documented() throws IOException {
        var rows = new ArrayList<Documented>();
        ROW.matcher(Files.readString(DOCUMENT)).results().forEach(row -> {
            var isFileOfSecret = row.group(2).contains("`")
                    && RawSettings.ofFileKey(row.group(2).strip().replace("`", ""))
                            .isPresent();
            if (!isFileOfSecret) {
                rows.add(new Documented(row.group(1), row.group(2).strip().replace("`", "")));
            }
        });
        return rows;
    }

    @Test
    void keysAndFlagsAreUnique() {
        assertThat(SettingTable.all()).extracting(Setting::key).doesNotHaveDuplicates();
        assertThat(SettingTable.all()).extracting(Setting::flag).doesNotHaveDuplicates();
    }

    @Test
    void helpTextsAreShortNounPhrases() {
        assertThat(SettingTable.all()).allSatisfy(setting -> {
            assertThat(setting.help().split(" ")).hasSizeLessThanOrEqualTo(MAX_WORDS);
            assertThat(setting.help()).matches("[A-Z].*[^.]");
        });
    }

    @Test
    void everyDefaultIsValid() {
        var settings = Settings.read(new Settings.Sources(folder, null, Map.of(), Map.of()));

        assertThat(SettingTable.all())
                .filteredOn(setting -> setting.fallback() != null)
                .allSatisfy(setting -> assertThat(settings.get(setting)).isNotNull());
    }
}
