package dev.confab.chat.adapter.ws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Invalid and malformed frames, and their error responses. */
class InvalidCommandsTest extends CommandFixture {

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "[1]", "{'a':1}", "LONG", "1LONG", "'\\u0000'", "'\\ud800'"})
    void refThatIsNoShortScalarIsRefused(String ref) {
        var answer = ask("{'type':'ping','ref':"
                + ref.replace("1LONG", "1".repeat(65)).replace("LONG", "'" + "x".repeat(65) + "'") + "}");
        // The parser refuses a number of that length.
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
    void invalidCommandReturnsAnErrorWithItsField(String frame, String code, String field) {
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
    void malformedFrameReturnsAnErrorWithoutAField(String text) {
        var answer = ask(text.replace("DEEP", "{'a':".repeat(40) + "1" + "}".repeat(40)));
        assertThat(answer.path("type").asText()).isEqualTo("error");
        assertThat(error(answer).path("code").asText()).isEqualTo("invalid");
        assertThat(error(answer).has("field")).isFalse();
        assertThat(answer.has("ref")).isFalse();
    }
}
