package dev.confab.chat.adapter.ws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands of clients and their responses. */
class CommandsTest extends CommandFixture {

    @Test
    void sendIsAcknowledgedWithTheMessage() {
        var ack = ask("{'type':'message.send','ref':'a','room_id':'ROOM','body':'Hello','client_id':'c1'}");
        assertThat(ack.path("type").asText()).isEqualTo("ack");
        assertThat(ack.path("ref").asText()).isEqualTo("a");
        assertThat(ack.path("room_id").asText()).isEqualTo(room.toString());
        assertThat(ack.has("version")).isFalse();
        assertThat(ack.path("users").isArray()).isTrue();
        assertThat(first(ack, "messages").path("body").asText()).isEqualTo("Hello");
        assertThat(first(ack, "messages").path("client_id").asText()).isEqualTo("c1");
        assertThat(first(ack, "messages").path("is_me").asBoolean()).isTrue();
        assertThat(first(ack, "messages").path("seq").asLong()).isEqualTo(3);
    }

    @Test
    void repeatedSendReturnsTheFirstMessageAndPublishesNothing() {
        var send = "{'type':'message.send','room_id':'ROOM','body':'Hello','client_id':'c1'}";
        var one = first(ask(send), "messages");
        var other = first(ask(send), "messages");
        assertThat(other.path("id")).isEqualTo(one.path("id"));
        assertThat(client.typesUpToNow()).doesNotContain("message.created");
        assertThat(error(ask("{'room_id':'ROOM','body':'Other','client_id':'c1'}"))
                        .path("code")
                        .asText())
                .isEqualTo("conflict");
    }

    @Test
    void frameWithoutTypeSendsAMessage() {
        var ack = ask("{'room_id':'ROOM','body':'Hello','parent_id':'MESSAGE','is_reaction':false}");
        assertThat(ack.path("type").asText()).isEqualTo("ack");
        assertThat(ack.has("ref")).isFalse();
        assertThat(first(ack, "messages").path("parent_id").asText())
                .isEqualTo(message.id().toString());
    }

    @Test
    void editIsAcknowledgedWithTheMessage() {
        var ack = ask("{'type':'message.edit','room_id':'ROOM','message_id':'MESSAGE','body':'better'}");
        assertThat(first(ack, "messages").path("body").asText()).isEqualTo("better");
        assertThat(ack.path("message_id").asText()).isEqualTo(message.id().toString());
    }

    @Test
    void deleteIsAcknowledgedWithTheTombstone() {
        var ack = ask("{'type':'message.delete','room_id':'ROOM','message_id':'MESSAGE'}");
        assertThat(first(ack, "messages").path("is_deleted").asBoolean()).isTrue();
        assertThat(ask("{'type':'message.delete','room_id':'ROOM','message_id':'MESSAGE'}")
                        .path("type")
                        .asText())
                .isEqualTo("ack");
    }

    @Test
    void reactionIsAcknowledgedWithTheReaction() {
        var ack = ask("{'type':'reaction.add','ref':1,'room_id':'ROOM','message_id':'BOBS','content':'👍'}");
        assertThat(ack.path("type").asText()).isEqualTo("ack");
        assertThat(ack.path("room_id").asText()).isEqualTo(room.toString());
        assertThat(ack.path("message_id").asText()).isEqualTo(bobs.id().toString());
        assertThat(first(ack, "messages").path("body").asText()).isEqualTo("👍");
        assertThat(first(ack, "messages").path("parent_id").asText())
                .isEqualTo(bobs.id().toString());
        assertThat(first(ack, "messages").path("is_reaction").asBoolean()).isTrue();
        assertThat(first(ack, "messages").path("is_me").asBoolean()).isTrue();
    }

    @Test
    void repeatedReactionReturnsTheFirstOne() {
        var one = first(ask("{'type':'reaction.add','message_id':'BOBS','content':'👍'}"), "messages");
        var old = first(ask("{'room_id':'ROOM','body':'👍','parent_id':'BOBS','is_reaction':true}"), "messages");
        assertThat(old).isEqualTo(one);
        assertThat(client.typesUpToNow()).doesNotContain("reaction.added");
    }

    @Test
    void removedReactionIsAcknowledgedWithItsMessageId() {
        ask("{'type':'reaction.add','message_id':'BOBS','content':'👍'}");
        for (int time = 0; time < 2; time++) {
            var ack = ask("{'type':'reaction.remove','ref':1,'message_id':'BOBS','content':'👍'}");
            assertThat(ack.path("type").asText()).isEqualTo("ack");
            assertThat(ack.path("room_id").asText()).isEqualTo(room.toString());
            assertThat(ack.path("message_id").asText()).isEqualTo(bobs.id().toString());
            assertThat(ack.path("messages")).isEmpty();
        }
    }

    @Test
    void watermarkIsAcknowledgedWithTheMembership() {
        var received = first(ask("{'type':'received','room_id':'ROOM','seq':2}"), "users");
        assertThat(received.path("received_seq").asLong()).isEqualTo(2);
        assertThat(received.path("seen_seq").asLong()).isEqualTo(1);
        assertThat(received.path("is_me").asBoolean()).isTrue();
        var seen = first(ask("{'type':'seen','room_id':'ROOM','message_id':'BOBS'}"), "users");
        assertThat(seen.path("seen_seq").asLong()).isEqualTo(2);
        assertThat(seen.path("user_id").asText()).isEqualTo(ada.id().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "1000000000000", "9223372036854775807", "0", "-5"})
    void watermarkOutOfRangeIsClamped(String seq) {
        var seen = first(ask("{'type':'seen','room_id':'ROOM','seq':" + seq + "}"), "users");
        assertThat(seen.path("seen_seq").asLong()).isBetween(1L, 2L);
    }

    @Test
    void pingReturnsPong() {
        var pong = ask("{'type':'ping','ref':7}");
        assertThat(pong).isEqualTo(json("{'type':'pong','ref':7,'messages':[],'users':[]}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"'text'", "''", "7", "-1", "1.50", "123456789012345678901234567890", "1e3", "true", "false"})
    void refIsReturnedUnchanged(String ref) {
        assertThat(ask("{'type':'ping','ref':" + ref + "}").path("ref"))
                .isEqualTo(json("{'r':" + ref + "}").path("r"));
        assertThat(ask("{'type':'nonsense','ref':" + ref + "}").path("ref"))
                .isEqualTo(json("{'r':" + ref + "}").path("r"));
    }

    @Test
    void nullRefIsOmitted() {
        assertThat(ask("{'type':'ping','ref':null}").has("ref")).isFalse();
    }

    @Test
    void responsesComeInTheOrderOfTheFrames() {
        IntStream.range(0, 50)
                .forEach(number ->
                        client.send(filled("{'ref':" + number + ",'room_id':'ROOM','body':'n " + number + "'}")));
        var refs = new ArrayList<Integer>();
        for (int number = 0; number < 50; number++) {
            var ack = client.next("ack");
            refs.add(ack.path("ref").asInt());
            assertThat(first(ack, "messages").path("seq").asInt()).isEqualTo(number + 3);
        }
        assertThat(refs).isSorted();
    }

    @Test
    void socketStaysOpenWhileTheStoreIsUnavailable() {
        server.transactions.goAway();
        var answer = ask("{'ref':1,'room_id':'ROOM','body':'x'}");
        assertThat(error(answer).path("code").asText()).isEqualTo("unavailable");
        assertThat(answer.toString()).doesNotContain("host name");
        server.transactions.comeBack();
        assertThat(ask("{'ref':2,'room_id':'ROOM','body':'x'}").path("type").asText())
                .isEqualTo("ack");
    }
}
