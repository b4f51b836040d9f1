package dev.confab.chat.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.port.MessageSearch.Filter;
import dev.confab.chat.domain.room.Body;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.room.SearchTerms;
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.Username;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contract of {@link MessageSearch}. */
public abstract class MessageSearchContract extends StoreContract {

    private static final int ALL = 200;
    private static final SearchTerms NOTHING = SearchTerms.wanted("");

    private User ann;
    private User bob;
    private RoomId room;

    @BeforeEach
    void createRoom() {
        ann = world.user();
        bob = world.user();
        room = world.group(ann).id();
        world.join(room, bob);
    }

    @Test
    void messagesWithAllTermsAreFoundNewestFirst() {
        var first = say("The quick brown fox");
        say("The quick red fox");
        say("A brown quick-sand, no animal");
        var last = say("FOX! Quick, said the brown one.");
        assertThat(found("brown quick FOX")).containsExactly(last, first);
        assertThat(found("brown brown")).hasSize(3);
        assertThat(found("brown cow")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "fox,       foxes are not it",
        "foxes,     fox is not it",
        "ox,        fox is not it",
        "e_e,       eve",
        "100%,      1000 of them",
        "a,         b"
    })
    void onlyWholeWordsMatch(String query, String body) {
        say(body);
        assertThat(found(query)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "STRASSE,    Die Straße",
        "straße,     STRASSE",
        "\u00e9tude, E\u0301TUDE",
        "привет,     ПРИВЕТ!",
        "can\u2019t,  can\u2019t do",
        "42,         Room 42b? No: 42.",
        "東京,       私は東京都に住む",
        "京,         私は東京都に住む",
        "สวัสดี,      สวัสดีครับ",
        "'hello, world', (world) hello"
    })
    void caseAndPunctuationAreIgnored(String query, String body) {
        var message = say(body);
        assertThat(found(query)).containsExactly(message);
    }

    @Test
    void longestBodiesAreSearched() {
        var words = "x1 ".repeat(3_300) + "needle";
        var message = say(words);
        var run = say("y".repeat(Body.MAX_LENGTH));
        var han = say("漢".repeat(Body.MAX_LENGTH - 1) + "字");
        assertThat(found("needle")).containsExactly(message);
        assertThat(found("y".repeat(Body.MAX_LENGTH / 2))).containsExactly(run);
        assertThat(found("漢字")).containsExactly(han);
    }

    @Test
    void onlyTheGivenRoomIsSearched() {
        var elsewhere = world.group(ann).id();
        world.post(elsewhere, ann, "fox");
        var here = say("fox");
        assertThat(found("fox")).containsExactly(here);
        assertThat(read(() -> db.search().find(new RoomId(world.id()), words("fox"), Long.MAX_VALUE, 0, ALL)))
                .isEqualTo(new Page<Message>(0, List.of()));
    }

    @Test
    void editsAreSearchedImmediately() {
        var message = say("fox");
        var edited = world.changeMessage(
                message, ann, (in, actor, now) -> in.messages().edit(actor, now, new Body("hare"), world.tick()));
        assertThat(found("fox")).isEmpty();
        assertThat(found("hare")).containsExactly(edited);
    }

    @Test
    void tombstonesAreNeverFound() {
        var message = say("fox");
        var living = say("hare");
        world.changeMessage(message, ann, (in, actor, now) -> in.messages().delete(actor, now, world.tick()));
        assertThat(found("fox")).isEmpty();
        assertThat(found(new Filter(NOTHING, null, message.created(), null, null, null)))
                .containsExactly(living);
        assertThat(found(new Filter(NOTHING, null, null, null, false, null))).containsExactly(living);
    }

    @Test
    void authorIsMatchedInAnyCase() {
        say("one");
        var bobs = world.post(room, bob, "two").message();
        var name = new Username(bob.username().value().toUpperCase(Locale.ROOT));
        assertThat(found(by(name))).containsExactly(bobs);
        assertThat(found(by(new Username(name.value().substring(1))))).isEmpty();
        assertThat(found(by(world.user().username()))).isEmpty();
        world.leave(room, bob);
        assertThat(found(by(name))).containsExactly(bobs);
    }

    @Test
    void timeRangeIncludesBothEndsToTheMillisecond() {
        var first = say("one");
        var second = say("two");
        var third = say("three");
        assertThat(found(between(second.created(), null))).containsExactly(third, second);
        assertThat(found(between(null, second.created()))).containsExactly(second, first);
        assertThat(found(between(second.created(), second.created()))).containsExactly(second);
        assertThat(found(between(second.created().plusMillis(1), null))).containsExactly(third);
        assertThat(found(between(null, second.created().minusMillis(1)))).containsExactly(first);
        assertThat(found(between(third.created(), first.created()))).isEmpty();
    }

    @Test
    void pinnedAndUnpinnedMessagesAreFound() {
        var plain = say("one");
        var message = say("two");
        var pinned = world.changeMessage(
                message, ann, (in, actor, now) -> in.messages().pin(actor, now, world.tick()));
        assertThat(found(new Filter(NOTHING, null, null, null, true, null))).containsExactly(pinned);
        assertThat(found(new Filter(NOTHING, null, null, null, false, null))).containsExactly(plain);
    }

    @Test
    void messagesWithAndWithoutImagesAreFound() {
        var plain = say("one");
        var shown = withImages(plain, 2);
        change(() -> db.messages().append(List.of(shown)));
        assertThat(found(new Filter(NOTHING, null, null, null, null, true))).containsExactly(shown);
        assertThat(found(new Filter(NOTHING, null, null, null, null, false))).containsExactly(plain);
    }

    @Test
    void allConditionsMustHold() {
        var early = world.post(room, bob, "fox").message();
        var wanted = world.post(room, bob, "fox").message();
        world.post(room, bob, "hare");
        say("fox");
        var filter =
                new Filter(SearchTerms.wanted("fox"), bob.username(), wanted.created(), world.tick(), false, false);
        assertThat(found(filter)).containsExactly(wanted);
        assertThat(found(new Filter(SearchTerms.wanted("fox"), bob.username(), null, null, null, null)))
                .containsExactly(wanted, early);
        assertThat(found(new Filter(SearchTerms.wanted("fox"), bob.username(), null, null, true, null)))
                .isEmpty();
    }

    @Test
    void pageUsesOffsetAndSeqAndCountsAll() {
        var all = List.of(say("fox 1"), say("fox 2"), say("fox 3"), say("fox 4"));
        say("hare");
        assertThat(page(Long.MAX_VALUE, 0, 2)).isEqualTo(new Page<>(4, List.of(all.get(3), all.get(2))));
        assertThat(page(Long.MAX_VALUE, 3, 2)).isEqualTo(new Page<>(4, List.of(all.get(0))));
        assertThat(page(Long.MAX_VALUE, Integer.MAX_VALUE, 2)).isEqualTo(new Page<Message>(4, List.of()));
        assertThat(page(all.get(2).seq(), 0, 1)).isEqualTo(new Page<>(4, List.of(all.get(1))));
        assertThat(page(all.get(0).seq(), 0, 1)).isEqualTo(new Page<Message>(4, List.of()));
    }

    private Message say(String body) {
        return world.post(room, ann, body).message();
    }

    /** Returns the message after {@code other}, with images and no text. */
    private Message withImages(Message other, int images) {
        return new Message(
                new MessageId(world.id()),
                room,
                other.seq() + 1,
                other.author(),
                false,
                null,
                "",
                world.tick(),
                null,
                null,
                null,
                new Message.Counts(0, 0, images),
                null,
                other.version() + 1);
    }

    private static Filter words(String query) {
        return Filter.of(SearchTerms.wanted(query));
    }

    private static Filter by(Username author) {
        return new Filter(NOTHING, author, null, null, null, null);
    }

    private static Filter between(@Nullable Instant from, @Nullable Instant to) {
        return new Filter(NOTHING, null, from, to, null, null);
    }

    private List<Message> found(String query) {
        return found(words(query));
    }

    /** Returns all matches, whose number must be the total. */
    private List<Message> found(Filter filter) {
        var page = read(() -> db.search().find(room, filter, Long.MAX_VALUE, 0, ALL));
        assertThat(page.total()).isEqualTo(page.items().size());
        return page.items();
    }

    private Page<Message> page(long before, long offset, int limit) {
        return read(() -> db.search().find(room, words("fox"), before, offset, limit));
    }
}
