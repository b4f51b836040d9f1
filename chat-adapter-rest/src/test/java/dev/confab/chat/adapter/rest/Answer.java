package dev.confab.chat.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A response of the server. */
record Answer(String method, int status, HttpHeaders headers, String body) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    static String text(Object json) {
        try {
            return json instanceof String text ? text : MAPPER.writeValueAsString(json);
        } catch (JsonProcessingException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** Asserts the properties of every response. */
    Answer checked() {
        assertThat(header("X-Request-Id"))
                .as("request id of %s", status)
                .hasValueSatisfying(id -> assertThat(id).matches("[A-Za-z0-9._-]{1,64}"));
        if (status == 204) {
            assertThat(body).isEmpty();
        }
        if (body.isEmpty() && !method.equals("HEAD")) {
            assertThat(header("Content-Type")).isEmpty();
        }
        if (!body.isEmpty() && status >= 400) {
            assertThat(header("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
        }
        if (status >= 400 && !method.equals("HEAD") && !isHealth()) {
            assertHasErrorShape();
        }
        return this;
    }

    /** Whether it is the response of a health check, whose 503 has another body. */
    private boolean isHealth() {
        return status == 503 && json().has("parts");
    }

    private void assertHasErrorShape() {
        assertThat(names(json())).containsExactly("errors");
        assertThat(json().get("errors")).hasSize(1);
        var error = json().get("errors").get(0);
        assertThat(names(error)).startsWith("message", "code").isSubsetOf("message", "code", "field");
        for (var part : error) {
            assertThat(part.textValue()).isNotBlank();
        }
    }

    Answer expect(int expected) {
        assertThat(status).as("%s", this).isEqualTo(expected);
        return this;
    }

    /** Asserts an error with this code and field, which may be null. */
    Answer expect(int expected, String code, String field) {
        expect(expected);
        var error = json().get("errors").get(0);
        assertThat(error.get("code").textValue()).as("%s", this).isEqualTo(code);
        assertThat(error.path("field").textValue()).as("%s", this).isEqualTo(field);
        return this;
    }

    /** Asserts a 400 that names {@code field}. */
    Answer expectInvalid(String field) {
        return expect(400, "invalid", field);
    }

    Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    JsonNode json() {
        return json(body);
    }

    static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException malformed) {
            throw new AssertionError(text, malformed);
        }
    }

    JsonNode get(String field) {
        assertThat(json().has(field)).as("%s in %s", field, this).isTrue();
        return json().get(field);
    }

    String text(String field) {
        return get(field).textValue();
    }

    /** Returns the names of the fields, in their order. */
    List<String> names() {
        return names(json());
    }

    static List<String> names(JsonNode object) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Returns the same field of each result of a page. */
    List<String> results(String field) {
        var values = new ArrayList<String>();
        get("results").forEach(item -> values.add(item.get(field).asText()));
        return values;
    }

    @Override
    public String toString() {
        return method + " → " + status + " " + body;
    }
}
