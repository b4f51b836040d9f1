package dev.confab.chat.adapter.ws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.RoomId;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client asks for, and the one answer to each. */
class CommandsTest {

    private final TestServer server = new TestServer();
    private final Person ada = server.person("ada");
    private final Person bob = server.person("bob");
    private final RoomId room = server.room(ada, bob);
    private final RoomId foreign = server.room(bob);
    private final Message message = server.post(ada, room, "first");
    private final Message secret = server.post(bob, foreign, "secret");
    private final Message bobs = server.post(bob, room, "second");
    private final Client client = ada.connect();

    @BeforeEach
    void takePresence() {
        client.upToNow();
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void sendingIsAckedWithTheMessage() {
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
    void sendingAgainAnswersTheFirstMessageAndTellsNobody() {
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
    void theOldFormWithoutATypeSends() {
        var ack = ask("{'room_id':'ROOM','body':'Hello','parent_id':'MESSAGE','is_reaction':false}");
        assertThat(ack.path("type").asText()).isEqualTo("ack");
        assertThat(ack.has("ref")).isFalse();
        assertThat(first(ack, "messages").path("parent_id").asText())
                .isEqualTo(message.id().toString());
    }

    @Test
    void editingIsAckedWithTheMessage() {
        var ack = ask("{'type':'message.edit','room_id':'ROOM','message_id':'MESSAGE','body':'better'}");
        assertThat(first(ack, "messages").path("body").asText()).isEqualTo("better");
        assertThat(ack.path("message_id").asText()).isEqualTo(message.id().toString());
    }

    @Test
    void deletingIsAckedWithTheTombstone() {
        var ack = ask("{'type':'message.delete','room_id':'ROOM','message_id':'MESSAGE'}");
        assertThat(first(ack, "messages").path("is_deleted").asBoolean()).isTrue();
        assertThat(ask("{'type':'message.delete','room_id':'ROOM','message_id':'MESSAGE'}")
                        .path("type")
                        .asText())
                .isEqualTo("ack");
    }

    @Test
    void reactingIsAckedWithTheReaction() {
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
    void reactingAgainInWhateverFormAnswersTheSameReaction() {
        var one = first(ask("{'type':'reaction.add','message_id':'BOBS','content':'👍'}"), "messages");
        var old = first(ask("{'room_id':'ROOM','body':'👍','parent_id':'BOBS','is_reaction':true}"), "messages");
        assertThat(old).isEqualTo(one);
        assertThat(client.typesUpToNow()).doesNotContain("reaction.added");
    }

    @Test
    void takingAReactionBackIsAckedWithTheMessageItWasOn() {
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
    void marksAreAckedWithTheMembership() {
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
    void marksPastTheEndsAreClampedAndAcked(String seq) {
        var seen = first(ask("{'type':'seen','room_id':'ROOM','seq':" + seq + "}"), "users");
        assertThat(seen.path("seen_seq").asLong()).isBetween(1L, 2L);
    }

    @Test
    void aPingIsAnsweredByAPong() {
        var pong = ask("{'type':'ping','ref':7}");
        assertThat(pong).isEqualTo(json("{'type':'pong','ref':7,'messages':[],'users':[]}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"'text'", "''", "7", "-1", "1.50", "123456789012345678901234567890", "1e3", "true", "false"})
    void theRefComesBackAsItWas(String ref) {
        assertThat(ask("{'type':'ping','ref':" + ref + "}").path("ref"))
                .isEqualTo(json("{'r':" + ref + "}").path("r"));
        assertThat(ask("{'type':'nonsense','ref':" + ref + "}").path("ref"))
                .isEqualTo(json("{'r':" + ref + "}").path("r"));
    }

    @Test
    void noRefIsNoRef() {
        assertThat(ask("{'type':'ping','ref':null}").has("ref")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "[1]", "{'a':1}", "LONG", "1LONG", "'\\u0000'", "'\\ud800'"})
    void aRefThatIsNoShortScalarIsRefused(String ref) {
        var answer = ask("{'type':'ping','ref':"
                + ref.replace("1LONG", "1".repeat(65)).replace("LONG", "'" + "x".repeat(65) + "'") + "}");
        // A number that long is not even read.
        assertThat(answer.path("type").asText()).isEqualTo("error");
        assertThat(error(answer).path("code").asText()).isEqualTo("invalid");
        assertThat(answer.has("ref")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                                                        | invalid   | room_id",
                "{'type':null}                                                             | invalid   | room_id",
                "{'type':'message.send','body':'x'}                                        | invalid   | room_id",
                "{'type':'message.send','room_id':null,'body':'x'}                         | invalid   | room_id",
                "{'type':'message.send','room_id':5,'body':'x'}                            | invalid   | room_id",
                "{'type':'message.send','room_id':'5','body':'x'}                          | invalid   | room_id",
                "{'type':'message.send','room_id':'ROOM'}                                  | invalid   | body",
                "{'type':'message.send','room_id':'ROOM','body':null}                      | invalid   | body",
                "{'type':'message.send','room_id':'ROOM','body':5}                         | invalid   | body",
                "{'type':'message.send','room_id':'ROOM','body':''}                        | invalid   | body",
                "{'type':'message.send','room_id':'ROOM','body':'  '}                      | invalid   | body",
                "{'type':'message.send','room_id':'ROOM','body':'LONG'}                    | invalid   | body",
                "{'type':'message.send','room_id':'ROOM','body':'\\u0000'}                 | invalid   | body",
                "{'type':'message.send','room_id':'ROOM','body':'\\ud800'}                 | invalid   | body",
                "{'type':'message.send','room_id':'ROOM','body':'x','parent_id':5}         | invalid   | parent_id",
                "{'type':'message.send','room_id':'ROOM','body':'x','parent_id':'x'}       | invalid   | parent_id",
                "{'type':'message.send','room_id':'ROOM','body':'x','parent_id':'UNKNOWN'} | invalid   | parent_id",
                "{'type':'message.send','room_id':'ROOM','body':'x','client_id':5}         | invalid   | client_id",
                "{'type':'message.send','room_id':'ROOM','body':'x','client_id':''}        | invalid   | client_id",
                "{'type':'message.send','room_id':'ROOM','body':'x','client_id':'LONG'}    | invalid   | client_id",
                "{'type':'message.send','room_id':'ROOM','body':'x','images':'x'}          | invalid   | images",
                "{'type':'message.send','room_id':'ROOM','body':'x','images':['UNKNOWN']}  | invalid   | images",
                "{'type':'message.send','room_id':'ROOM','body':'x','is_reaction':'no'}    | invalid   | is_reaction",
                "{'type':'message.send','room_id':'ROOM','body':'x','is_reaction':true}    | invalid   | parent_id",
                "{'room_id':'ROOM','body':'x','parent_id':'UNKNOWN','is_reaction':true}    | invalid   | parent_id",
                "{'room_id':'ROOM','body':'a/b','parent_id':'MESSAGE','is_reaction':true}  | invalid   | body",
                "{'room_id':'ROOM','parent_id':'MESSAGE','is_reaction':true}               | invalid   | body",
                "{'type':'message.send','room_id':'UNKNOWN','body':'x'}                    | not_found |",
                "{'type':'message.send','room_id':'FOREIGN','body':'x'}                    | not_found |",
                "{'type':'message.edit','room_id':'ROOM','body':'x'}                       | invalid   | message_id",
                "{'type':'message.edit','message_id':'MESSAGE','body':'x'}                 | invalid   | room_id",
                "{'type':'message.edit','room_id':'ROOM','message_id':'MESSAGE'}           | invalid   | body",
                "{'type':'message.edit','room_id':'ROOM','message_id':'UNKNOWN','body':'x'}     | not_found         |",
                "{'type':'message.edit','room_id':'FOREIGN','message_id':'MESSAGE','body':'x'}  | not_found         |",
                "{'type':'message.edit','room_id':'ROOM','message_id':'BOBS','body':'x'}        | permission_denied |",
                "{'type':'message.delete','room_id':'ROOM'}                                | invalid   | message_id",
                "{'type':'message.delete','room_id':'ROOM','message_id':'UNKNOWN'}         | not_found |",
                "{'type':'seen','room_id':'ROOM'}                                          | invalid   | seq",
                "{'type':'seen','room_id':'ROOM','seq':'2'}                                | invalid   | seq",
                "{'type':'seen','room_id':'ROOM','seq':1.5}                                | invalid   | seq",
                "{'type':'seen','room_id':'ROOM','seq':true}                               | invalid   | seq",
                "{'type':'seen','seq':2}                                                   | invalid   | room_id",
                "{'type':'seen','room_id':'ROOM','message_id':'UNKNOWN'}                   | not_found |",
                "{'type':'seen','room_id':'FOREIGN','seq':1}                               | not_found |",
                "{'type':'received','room_id':'ROOM','message_id':7}                       | invalid   | message_id",
                "{'type':5}                                                                | invalid   | type",
                "{'type':['ping']}                                                         | invalid   | type",
                "{'type':''}                                                               | invalid   | type",
                "{'type':'PING'}                                                           | invalid   | type",
                "{'type':'ready'}                                                          | invalid   | type",
                "{'type':'sync'}                                                           | invalid   | rooms",
                "{'type':'sync','rooms':[]}                                                | invalid   | rooms",
                "{'type':'sync','rooms':{'x':1}}                                           | invalid   | rooms",
                "{'type':'typing','room_id':'ROOM'}                                        | invalid   | is_typing",
                "{'type':'typing','room_id':'ROOM','is_typing':'yes'}                      | invalid   | is_typing",
                "{'type':'typing','is_typing':true}                                        | invalid   | room_id",
                "{'type':'reaction.add','content':'x'}                                     | invalid   | message_id",
                "{'type':'reaction.add','message_id':'x','content':'x'}                    | invalid   | message_id",
                "{'type':'reaction.add','message_id':'MESSAGE'}                            | invalid   | content",
                "{'type':'reaction.add','message_id':'MESSAGE','content':5}                | invalid   | content",
                "{'type':'reaction.add','message_id':'MESSAGE','content':''}               | invalid   | content",
                "{'type':'reaction.add','message_id':'MESSAGE','content':'LONG'}           | invalid   | content",
                "{'type':'reaction.add','room_id':5,'message_id':'MESSAGE','content':'x'}  | invalid   | room_id",
                "{'type':'reaction.add','message_id':'UNKNOWN','content':'x'}              | not_found |",
                "{'type':'reaction.add','message_id':'SECRET','content':'x'}               | not_found |",
                "{'type':'reaction.add','room_id':'ROOM','message_id':'SECRET','content':'x'}    | invalid   | message_id",
                "{'type':'reaction.add','room_id':'FOREIGN','message_id':'SECRET','content':'x'} | not_found |",
                "{'type':'reaction.remove','message_id':'MESSAGE'}                         | invalid   | content",
                "{'type':'reaction.remove','message_id':'SECRET','content':'x'}            | not_found |",
                "{'type':'reaction.remove','room_id':'ROOM','message_id':'SECRET','content':'x'} | not_found |",
                "{'type':'token'}                                                          | invalid   | access",
                "{'type':'token','access':'x'}                                             | not_authenticated |",
            })
    void whatCannotBeDoneIsAnErrorThatNamesThePart(String frame, String code, String field) {
        var answer = ask(frame.strip());
        assertThat(answer.path("type").asText()).isEqualTo("error");
        assertThat(error(answer).path("code").asText()).isEqualTo(code.strip());
        assertThat(error(answer).path("field").asText()).isEqualTo(field == null ? "" : field.strip());
        assertThat(error(answer).path("message").asText()).isNotEmpty();
        assertThat(answer.path("messages").size() + answer.path("users").size()).isZero();
        assertThat(client.upToNow()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "x",
                "null",
                "7",
                "'text'",
                "[]",
                "[{'type':'ping'}]",
                "{",
                "{'type':'ping'}}",
                "{'type':'ping'} {'type':'ping'}",
                "{'type':'ping','type':'ping'}",
                "{type:1}",
                "{'a':NaN}",
                "DEEP"
            })
    void whatIsNoFrameIsAnErrorOfTheWhole(String text) {
        var answer = ask(text.replace("DEEP", "{'a':".repeat(40) + "1" + "}".repeat(40)));
        assertThat(answer.path("type").asText()).isEqualTo("error");
        assertThat(error(answer).path("code").asText()).isEqualTo("invalid");
        assertThat(error(answer).has("field")).isFalse();
        assertThat(answer.has("ref")).isFalse();
    }

    @Test
    void answersComeInTheOrderOfSending() {
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
    void whileTheStoreIsAwayTheSocketStaysOpen() {
        server.transactions.goAway();
        var answer = ask("{'ref':1,'room_id':'ROOM','body':'x'}");
        assertThat(error(answer).path("code").asText()).isEqualTo("unavailable");
        assertThat(answer.toString()).doesNotContain("host name");
        server.transactions.comeBack();
        assertThat(ask("{'ref':2,'room_id':'ROOM','body':'x'}").path("type").asText())
                .isEqualTo("ack");
    }

    /** The answer to {@code frame}, in which single quotes stand for double ones and capital words for what they name. */
    private JsonNode ask(String frame) {
        client.send(filled(frame));
        var answer = client.next();
        while (!answer.path("type").asText().matches("ack|error|pong")) {
            answer = client.next();
        }
        return answer;
    }

    private String filled(String frame) {
        var names = Map.of(
                "ROOM", room.toString(),
                "FOREIGN", foreign.toString(),
                "UNKNOWN", UUID.randomUUID().toString(),
                "MESSAGE", message.id().toString(),
                "SECRET", secret.id().toString(),
                "BOBS", bobs.id().toString(),
                "LONG", "x".repeat(10_001));
        var text = frame.replace('\'', '"');
        for (var name : names.entrySet()) {
            text = text.replace(name.getKey(), name.getValue());
        }
        return text;
    }

    private static JsonNode json(String text) {
        return Client.parse(text.replace('\'', '"'));
    }

    private static JsonNode first(JsonNode frame, String array) {
        return frame.path(array).path(0);
    }

    private static JsonNode error(JsonNode frame) {
        return frame.path("errors").path(0);
    }
}
