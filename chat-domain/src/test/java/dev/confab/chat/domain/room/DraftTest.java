package dev.confab.chat.domain.room;

import static dev.confab.chat.domain.room.Cast.LATER;
import static dev.confab.chat.domain.room.Cast.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.domain.Refusal;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recognition of repeats, and bounds of drafts. */
class DraftTest {

    private final Room room = Cast.group(true);
    private final Membership author = Cast.member(room, Role.MEMBER);
    private final MessageId parent = Cast.messageId();
    private final Draft draft = new Draft(new Body("Hello"), parent, new ClientId("1"));
    private final Message sent =
            room.messages().post(author, draft, null, Cast.messageId(), NOON).message();

    @Test
    void sameContentIsARepeat() {
        assertThat(draft.isRepeatOf(sent)).isTrue();
        assertThat(new Draft(new Body("Hello"), parent, new ClientId("1")).isRepeatOf(sent))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "Hello ", "Hello\n", "Hell", "Hellо"})
    void otherBodyIsNoRepeat(String body) {
        assertThat(new Draft(new Body(body), parent, new ClientId("1")).isRepeatOf(sent))
                .isFalse();
    }

    @Test
    void otherParentIsNoRepeat() {
        assertThat(new Draft(new Body("Hello"), null, new ClientId("1")).isRepeatOf(sent))
                .isFalse();
        assertThat(new Draft(new Body("Hello"), Cast.messageId(), new ClientId("1")).isRepeatOf(sent))
                .isFalse();
    }

    @Test
    void bodyThatContainsAParentIdIsNoRepeat() {
        var tricky = new Draft(new Body(parent + "\nHello"), null, new ClientId("1"));
        assertThat(tricky.isRepeatOf(sent)).isFalse();
    }

    @Test
    void repeatIsRecognizedAfterEditAndDeletion() {
        var edited = room.messages().edit(author, sent, new Body("Bye"), LATER).value();
        assertThat(draft.isRepeatOf(edited)).isTrue();
        assertThat(new Draft(new Body("Bye"), parent, new ClientId("1")).isRepeatOf(edited))
                .isFalse();
        assertThat(draft.isRepeatOf(
                        room.messages().delete(author, edited, LATER).value()))
                .isTrue();
    }

    @Test
    void draftWithoutClientIdIsNeverARepeat() {
        var anonymous = Cast.message(room, author);
        assertThat(anonymous.idempotencyKey()).isNull();
        assertThat(Cast.draft("Hello").isRepeatOf(anonymous)).isFalse();
    }

    @Test
    void digestHasBoundedSize() {
        var full = new Draft(new Body("𝒳".repeat(10_000)), parent, new ClientId("1"));
        assertThat(full.idempotencyKey().digest()).matches("[0-9a-f]{64}");
        assertThat(full.idempotencyKey().clientId()).isEqualTo(new ClientId("1"));
    }

    @Test
    void bodyHasBoundsAndIsNotPrinted() {
        assertThat(new Body(" 𝒳 ").value()).isEqualTo(" 𝒳 ");
        assertThat(new Body("a secret").toString()).doesNotContain("secret");
        assertThat(new Body("𝒳".repeat(10_000)).value()).hasSize(20_000);
        assertInvalid("body", () -> new Body("x".repeat(10_001)));
        assertInvalid("body", () -> new Body(" \n"));
        assertInvalid("body", () -> new Body("\ud83d"));
    }

    @Test
    void clientIdHasBounds() {
        assertThat(new ClientId("𝒳".repeat(64))).hasToString("𝒳".repeat(64));
        assertInvalid("client_id", () -> new ClientId("x".repeat(65)));
        assertInvalid("client_id", () -> new ClientId(""));
        assertInvalid("client_id", () -> new ClientId("\u0000"));
    }

    private static void assertInvalid(String field, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Refusal.Invalid.class,
                        refusal -> assertThat(refusal.field()).isEqualTo(field));
    }
}
