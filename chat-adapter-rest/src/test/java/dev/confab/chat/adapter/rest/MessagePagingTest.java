package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Client.json;
import static dev.confab.chat.adapter.rest.Client.messages;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessagePagingTest extends RestTest {

    private Client me;
    private String path;
    private final List<String> ids = new ArrayList<>();

    @BeforeEach
    void tenMessages() {
        me = somebody();
        var room = me.room(false);
        path = messages(room);
        ids.clear();
        for (int number = 1; number <= 10; number++) {
            ids.add(me.say(room, "m" + number).text("id"));
        }
    }

    private static List<String> seqs(int... numbers) {
        return IntStream.of(numbers).mapToObj(String::valueOf).toList();
    }

    private void say() {
        me.post(path, json("body", "meanwhile")).expect(201);
    }

    @Test
    void newestMessagesAreFirst() {
        var page = me.get(path).expect(200);
        assertThat(page.names()).containsExactly("count", "next", "previous", "results");
        assertThat(page.get("count").intValue()).isEqualTo(10);
        assertThat(page.results("seq")).isEqualTo(seqs(10, 9, 8, 7, 6, 5, 4, 3, 2, 1));
        assertThat(page.get("next").isNull()).isTrue();
        assertThat(page.get("previous").isNull()).isTrue();
    }

    @Test
    void pagingBackNeitherRepeatsNorSkips() {
        var seen = new ArrayList<String>();
        for (var link = path + "?limit=3"; link != null; ) {
            var page = me.get(link).expect(200);
            seen.addAll(page.results("seq"));
            link = page.text("next");
            say();
        }
        assertThat(seen).isEqualTo(seqs(10, 9, 8, 7, 6, 5, 4, 3, 2, 1));
    }

    @Test
    void pagingForwardReachesNewMessages() {
        var seen = new ArrayList<String>();
        int late = 2;
        for (var link = path + "?after_seq=0&limit=4"; link != null; ) {
            var page = me.get(link).expect(200);
            seen.addAll(page.results("seq"));
            link = page.text("next");
            if (late-- > 0) {
                say();
            }
        }
        assertThat(seen).isEqualTo(seqs(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12));
    }

    @Test
    void linksHaveSeqAndLimit() {
        var page = me.get(path + "?limit=3&offset=2").expect(200);
        assertThat(page.results("seq")).isEqualTo(seqs(8, 7, 6));
        assertThat(page.text("next")).isEqualTo(server.address() + path + "?limit=3&before_seq=6");
        assertThat(page.text("previous")).isEqualTo(server.address() + path + "?limit=3&after_seq=8");
        var back = me.get(page.text("previous")).expect(200);
        assertThat(back.results("seq")).isEqualTo(seqs(9, 10));
        assertThat(back.get("next").isNull()).isTrue();
        assertThat(back.text("previous")).isEqualTo(server.address() + path + "?limit=3&before_seq=9");
    }

    @ParameterizedTest
    @CsvSource({
        "before_seq=4, 3 2 1",
        "before_seq=4&limit=2, 3 2",
        "before_seq=1, ''",
        "before_seq=0, ''",
        "before_seq=99999999999999999999, 10 9 8 7 6 5 4 3 2 1",
        "after_seq=7, 8 9 10",
        "after_seq=0&limit=2, 1 2",
        "after_seq=10, ''",
        "after_seq=99999999999999999999, ''",
        "offset=8, 2 1",
        "offset=10, ''",
        "offset=99999999999999999999, ''",
        "limit=1, 10"
    })
    void requestedRangeIsReturned(String query, String expected) {
        var answer = me.get(path + "?" + query).expect(200);
        assertThat(String.join(" ", answer.results("seq"))).isEqualTo(expected);
    }

    @Test
    void aroundReturnsBothSides() {
        var page = me.get(path + "?limit=4&around=" + ids.get(4)).expect(200);
        assertThat(page.results("seq")).isEqualTo(seqs(3, 4, 5, 6));
        assertThat(me.get(page.text("next")).results("seq")).isEqualTo(seqs(7, 8, 9, 10));
        assertThat(me.get(page.text("previous")).results("seq")).isEqualTo(seqs(2, 1));
        me.get(path + "?around=" + UUID.randomUUID()).expect(404, "not_found", null);
    }

    @Test
    void threadIsPagedOldestFirst() {
        for (var body : new String[] {"r1", "r2", "r3"}) {
            me.post(path, Client.json("body", body, "parent_id", ids.get(0))).expect(201);
        }
        var query = path + "?parent=" + ids.get(0);
        var all = me.get(query).expect(200);
        assertThat(all.results("body")).containsExactly("r1", "r2", "r3");
        assertThat(all.get("count").intValue()).isEqualTo(3);
        var first = me.get(query + "&limit=2").expect(200);
        assertThat(first.results("body")).containsExactly("r1", "r2");
        say();
        assertThat(me.get(first.text("next")).results("body")).containsExactly("r3");
        me.get(path + "?parent=" + UUID.randomUUID()).expect(404, "not_found", null);
        assertThat(me.get(path).results("body")).contains("r1", "m1");
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, limit",
        "limit=x, limit",
        "offset=-1, offset",
        "before_seq=x, before_seq",
        "before_seq=-1, before_seq",
        "before_seq=, before_seq",
        "after_seq=1.5, after_seq",
        "around=x, around",
        "around=, around",
        "parent=x, parent",
        "parent=, parent",
        "before_seq=1&after_seq=1, before_seq",
        "after_seq=1&offset=1, offset"
    })
    void parameterOfWrongTypeIsNamed(String query, String parameter) {
        me.get(path + "?" + query).expectInvalid(parameter);
    }

    @Test
    void firstValueOfRepeatedParameterCounts() {
        assertThat(me.get(path + "?limit=1&limit=x").expect(200).results("seq")).isEqualTo(seqs(10));
    }
}
