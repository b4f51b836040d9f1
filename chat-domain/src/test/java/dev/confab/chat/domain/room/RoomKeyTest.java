package dev.confab.chat.domain.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.user.UserId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoomKeyTest {

    @ParameterizedTest
    @CsvSource({
        "Tea, tEA",
        "Straße, STRASSE",
        "'  Tea\t', Tea",
        "'\u2003Tea\n', tea",
        "ΣΊΣΥΦΟΣ, σίσυφος",
        "МОСКВА, москва",
        "👩 Tea, 👩 TEA",
        "ǆ, ǅ",
        "ﬃ, FFI",
        "café, cafe\u0301",
        "ｔｅａ, tea",
        "te\u200ba, tea",
        "straße 5, STRAẞE 5"
    })
    void namesDifferingInCaseOrOuterSpaceHaveOneKey(String one, String other) {
        assertThat(RoomKey.named(one)).isEqualTo(RoomKey.named(other));
    }

    @ParameterizedTest
    @CsvSource({"Tea, Te", "Tea, 'Te a'", "'a b', 'a  b'", "e, é", "tea, теа", "1, ١"})
    void differentNamesHaveDifferentKeys(String one, String other) {
        assertThat(RoomKey.named(one)).isNotEqualTo(RoomKey.named(other));
    }

    @Test
    void keyOfUsersIgnoresTheirOrder() {
        var people = new ArrayList<>(Stream.generate(Cast::userId).limit(5).toList());
        var key = RoomKey.forUsers(people);
        Collections.reverse(people);
        assertThat(RoomKey.forUsers(people)).isEqualTo(key);
        assertThat(RoomKey.forUsers(people.subList(0, 4))).isNotEqualTo(key);
        people.set(0, Cast.userId());
        assertThat(RoomKey.forUsers(people)).isNotEqualTo(key);
    }

    @Test
    void oneUserHasTheKeyOfASelfRoom() {
        var ann = Cast.userId();
        assertThat(RoomKey.forUsers(List.of(ann)))
                .isEqualTo(RoomKey.self(ann))
                .isNotEqualTo(RoomKey.self(Cast.userId()));
        assertThat(RoomKey.self(ann)).isNotEqualTo(RoomKey.direct(List.of(ann)));
    }

    @Test
    void keysOfNamesAndUsersDiffer() {
        var people = List.of(new UserId(new UUID(1, 2)), new UserId(new UUID(3, 4)));
        var key = RoomKey.forUsers(people);
        assertThat(RoomKey.named(key.value())).isNotEqualTo(key);
        assertThat(RoomKey.named("self:" + people.get(0))).isNotEqualTo(RoomKey.self(people.get(0)));
    }

    @Test
    void keyHasAtMost80AsciiCharacters() {
        var keys = List.of(
                RoomKey.named("👩".repeat(512)),
                RoomKey.self(Cast.userId()),
                RoomKey.direct(Stream.generate(Cast::userId).limit(100).toList()));
        assertThat(keys).allSatisfy(key -> assertThat(key.value()).matches("[\\x20-\\x7e]{1,80}"));
    }

    @Test
    void capitalSharpSFoldsLikeTheSmallOne() {
        assertThat(RoomKey.named("STRAẞE")).isEqualTo(RoomKey.named("Straße"));
    }
}
