package dev.confab.chat.domain.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.Reaction;
import dev.confab.chat.domain.room.ReactionId;
import dev.confab.chat.domain.user.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of {@link ReactionStore}. */
public abstract class ReactionStoreContract extends StoreContract {

    private User ann;
    private User bob;
    private Message message;

    @BeforeEach
    void saySomething() {
        ann = world.user();
        bob = world.user();
        var room = world.group(ann).id();
        world.join(room, bob);
        message = world.post(room, ann);
    }

    @ParameterizedTest
    @ValueSource(strings = {"👍🏽", "👩‍❤️‍💋‍👨", ":+1:", " ok ", "e\u0301", "é"})
    void storedReactionIsReturnedUnchanged(String content) {
        var reaction = world.react(message, bob, content);
        assertThat(of(message)).containsExactly(reaction);
    }

    @Test
    void reactionsOfManyMessagesComeEarliestFirst() {
        var other = world.post(message.room(), bob);
        var silent = world.post(message.room(), bob);
        var first = world.react(message, bob, "z");
        var elsewhere = world.react(other, bob, "z");
        var second = world.react(message, ann, "a");
        var third = world.react(message, bob, "b");
        assertThat(read(() -> db.reactions().of(Set.of(message.id(), other.id(), silent.id()))))
                .isEqualTo(Map.of(message.id(), List.of(first, second, third), other.id(), List.of(elsewhere)));
        assertThat(read(() -> db.reactions().of(Set.of(new MessageId(world.id())))))
                .isEmpty();
        assertThat(read(() -> db.reactions().of(Set.of()))).isEmpty();
    }

    @Test
    void reactionsOfTheSameTimeFollowById() {
        var now = world.tick();
        var made =
                Stream.of("c", "a", "b").map(content -> reaction(content, now)).toList();
        var stored = new ArrayList<>(List.of(made.get(2), made.get(0), made.get(1)));
        change(() -> stored.forEach(db.reactions()::add));
        assertThat(of(message)).isEqualTo(made);
    }

    @Test
    void repeatedReactionFailsTheTransaction() {
        var first = world.react(message, bob, "👍");
        assertThatThrownBy(() -> change(() -> {
                    db.reactions().add(reaction("fine", world.tick()));
                    db.reactions()
                            .add(new Reaction(
                                    new ReactionId(world.id()), message.id(), first.member(), "👍", world.tick()));
                }))
                .isInstanceOf(RuntimeException.class);
        assertThat(of(message)).containsExactly(first);
    }

    static Stream<String> nearlyTheSame() {
        return Stream.of("a", "A", "a ", "á", "a\u0301", "👍", "👍🏽");
    }

    @ParameterizedTest
    @MethodSource("nearlyTheSame")
    void contentsAreComparedExactly(String content) {
        nearlyTheSame().forEach(other -> world.react(message, bob, other));
        assertThat(of(message)).extracting(Reaction::content).containsOnlyOnce(content);
    }

    @Test
    void removedReactionCanBeGivenAgain() {
        var kept = world.react(message, ann, "👍");
        var gone = world.react(message, bob, "👍");
        change(() -> db.reactions().remove(gone.id()));
        change(() -> db.reactions().remove(gone.id()));
        assertThat(of(message)).containsExactly(kept);
        var again = world.react(message, bob, "👍");
        assertThat(of(message)).containsExactly(kept, again);
    }

    @Test
    void reactionIsFoundByIdUntilRemoved() {
        var reaction = world.react(message, bob, "👍");
        world.react(message, ann, "👍");
        assertThat(read(() -> db.reactions().find(reaction.id()))).contains(reaction);
        assertThat(read(() -> db.reactions().find(new ReactionId(world.id())))).isEmpty();
        change(() -> db.reactions().remove(reaction.id()));
        assertThat(read(() -> db.reactions().find(reaction.id()))).isEmpty();
    }

    @Test
    void allReactionsToAMessageAreRemoved() {
        var other = world.post(message.room(), bob);
        var kept = world.react(other, ann, "👍");
        world.react(message, ann, "👍");
        world.react(message, bob, "👎");
        change(() -> db.reactions().removeAll(message.id()));
        assertThat(of(message)).isEmpty();
        assertThat(of(other)).containsExactly(kept);
    }

    @Test
    void reactionsStayWhenTheirMemberLeaves() {
        var reaction = world.react(message, bob, "👍");
        world.leave(message.room(), bob);
        assertThat(of(message)).containsExactly(reaction);
    }

    @Test
    void reactionsAreDeletedWithTheirRoom() {
        world.react(message, bob, "👍");
        change(() -> db.rooms().delete(message.room()));
        assertThat(of(message)).isEmpty();
    }

    private Reaction reaction(String content, Instant at) {
        var member = world.membership(message.room(), ann).id();
        return new Reaction(new ReactionId(world.id()), message.id(), member, content, at);
    }

    private List<Reaction> of(Message any) {
        return read(() -> db.reactions().of(Set.of(any.id()))).getOrDefault(any.id(), List.of());
    }
}
