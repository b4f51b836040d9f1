package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Client.json;
import static dev.confab.chat.adapter.rest.Client.messages;
import static dev.confab.chat.adapter.rest.MessageRoutesTest.MESSAGE_FIELDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Edits and deletions of messages. */
class MessageEditTest extends RestTest {

    @Test
    void authorEditsAndEarlierVersionsAreKept() {
        var me = somebody();
        var other = somebody();
        var id = me.room(false, other);
        var path = messages(id) + me.say(id, "one").text("id") + "/";
        server.clock.forward(Duration.ofSeconds(1));
        var edited = me.patch(path, json("body", "two")).expect(200);
        assertThat(edited.names()).containsExactly(MESSAGE_FIELDS);
        assertThat(edited.text("body")).isEqualTo("two");
        assertThat(edited.get("is_edited").booleanValue()).isTrue();
        assertThat(edited.text("modified")).isEqualTo(edited.text("edited")).isGreaterThan(edited.text("created"));
        me.put(path, json("body", "three")).expect(200);
        var edits = me.get(path + "edits/").expect(200).json();
        assertThat(edits).hasSize(2);
        assertThat(Answer.names(edits.get(0))).containsExactly("body", "edited");
        assertThat(edits.get(0).get("body").textValue()).isEqualTo("one");
        assertThat(edits.get(0).get("edited").textValue()).isEqualTo(edited.text("edited"));
        assertThat(edits.get(1).get("body").textValue()).isEqualTo("two");
        other.patch(path, json("body", "mine")).expect(403, "permission_denied", null);
        other.get(path + "edits/").expect(403, "permission_denied", null);
        somebody().patch(path, json("body", "mine")).expect(404);
        me.put(path, json()).expectInvalid("body");
        me.patch(path, json("body", " ")).expectInvalid("body");
    }

    @Test
    void onlyAuthorAndAdminsReadEditsAlsoAfterDeletion() {
        var owner = somebody();
        var author = somebody();
        var reader = somebody();
        var id = owner.room(false, author, reader);
        var path = messages(id) + author.say(id, "one").text("id") + "/";
        author.patch(path, json("body", "two")).expect(200);
        author.patch(path, json("body", "two")).expect(200);
        author.delete(path).expect(204);
        for (var who : new Client[] {owner, author}) {
            assertThat(who.get(path + "edits/").expect(200).json().findValuesAsText("body"))
                    .containsExactly("one");
        }
        reader.get(path + "edits/").expect(403, "permission_denied", null);
        somebody().get(path + "edits/").expect(404, "not_found", null);
    }

    @Test
    void deletionLeavesTombstone() {
        var me = somebody();
        var member = somebody();
        var id = me.room(false, member);
        var own = messages(id) + member.say(id, "one").text("id") + "/";
        var owners = messages(id) + me.say(id, "two").text("id");
        member.delete(owners).expect(403, "permission_denied", null);
        member.delete(own).expect(204);
        me.delete(own).expect(204);
        var tombstone = me.get(own).expect(200);
        assertThat(tombstone.text("body")).isEmpty();
        assertThat(tombstone.get("is_deleted").booleanValue()).isTrue();
        member.patch(own, json("body", "back")).expect(409, "conflict", null);
        assertThat(me.get(messages(id)).results("body")).containsExactly("two", "");
    }
}
