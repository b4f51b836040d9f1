package dev.confab.chat.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.confab.chat.application.account.Identity;
import dev.confab.chat.domain.port.InMemoryHostTokens;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The description of the API, held against what the server really answers: the status must be one that is told of, the
 * body valid, and without a field that the description does not know.
 */
final class Contract {

    private static final SchemaValidatorsConfig STRICT =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    private final JsonNode document;
    private final List<Operation> operations;
    private final Map<String, JsonSchema> schemas = new ConcurrentHashMap<>();
    private final Set<String> succeeded = new ConcurrentSkipListSet<>();

    /** One method of the addresses that look like this. */
    record Operation(String id, String method, Pattern address, int variables, JsonNode description) {

        boolean answers(String wantedMethod, String path) {
            return method.equals(wantedMethod) && address.matcher(path).matches();
        }
    }

    /** @param accounts has the server accounts of its own? */
    Contract(boolean accounts) {
        this.document = (accounts ? Description.OWN : Description.FOREIGN).document.deepCopy();
        this.document.at("/components/schemas").forEach(Contract::forbidMore);
        this.operations = document.get("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .map(method -> operation(path.getKey(), method.getKey(), method.getValue())))
                .sorted(Comparator.comparingInt(Operation::variables))
                .toList();
    }

    /** What servers tell, with accounts of their own and without. Read from servers of its own, since reading it counts. */
    private enum Description {
        OWN(TestServer.own()),
        FOREIGN(new Identity.HostIdentity(new InMemoryHostTokens()));

        @SuppressWarnings("ImmutableEnumChecker") // only copies are changed
        private final JsonNode document;

        Description(Identity identity) {
            try (var server = new TestServer(identity)) {
                this.document = Answer.json(RawHttp.body(server, "/openapi.json"));
            }
        }
    }

    private static void forbidMore(JsonNode schema) {
        if (schema.has("properties")) {
            ((ObjectNode) schema).put("additionalProperties", false);
        }
    }

    private static Operation operation(String address, String method, JsonNode description) {
        var bare = address.replaceAll("/$", "");
        var pattern = Pattern.compile(bare.replaceAll("\\{\\w+}", "[^/]+") + "/?");
        int variables = bare.split("\\{", -1).length;
        var id = description.get("operationId").textValue();
        return new Operation(id, method.toUpperCase(Locale.ROOT), pattern, variables, description);
    }

    /** The operation that such a request is for. */
    Optional<Operation> find(String method, String path) {
        var wanted = method.equals("HEAD") ? "GET" : method;
        var bare = path.replaceFirst("^https?://[^/]+", "").replaceFirst("\\?.*$", "");
        return operations.stream()
                .filter(operation -> operation.answers(wanted, bare))
                .findFirst();
    }

    /** Checks an answer, unless the request was for no operation at all. */
    void check(String path, Answer answer) {
        find(answer.method(), path).ifPresent(operation -> check(operation, answer));
    }

    private void check(Operation operation, Answer answer) {
        var response = resolved(operation.description().at("/responses/" + answer.status()));
        assertThat(response.isObject())
                .as("the description of %s knows of %s", operation.id(), answer)
                .isTrue();
        assertThat(names(answer)).containsAll(headers(response));
        checkBody(operation, answer, response.get("content"));
        if (answer.status() < 400) {
            succeeded.add(operation.id());
        }
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").textValue().substring(1)) : node;
    }

    /** Headers that every answer has; those of limits come only where there are limits. */
    private static Set<String> headers(JsonNode response) {
        return Answer.names(response.get("headers")).stream()
                .map(String::toLowerCase)
                .filter(name -> !name.startsWith("x-ratelimit"))
                .collect(Collectors.toSet());
    }

    private static Set<String> names(Answer answer) {
        return answer.headers().map().keySet().stream().map(String::toLowerCase).collect(Collectors.toSet());
    }

    private void checkBody(Operation operation, Answer answer, JsonNode content) {
        if (answer.method().equals("HEAD") || content.isEmpty()) {
            assertThat(answer.body()).as("%s", operation.id()).isEmpty();
            return;
        }
        var type = answer.header("Content-Type").orElse("").replaceFirst(";.*", "");
        assertThat(Answer.names(content)).as("%s", operation.id()).contains(type);
        if (type.equals("application/json")) {
            var key = operation.id() + " " + answer.status();
            var schema = schemas.computeIfAbsent(key, missing -> schema(content.at("/application~1json/schema")));
            assertThat(schema.validate(answer.json()))
                    .as("%s of %s", answer, key)
                    .isEmpty();
        }
    }

    /** With everything that it may refer to. */
    private JsonSchema schema(JsonNode described) {
        var whole = (ObjectNode) described.deepCopy();
        whole.set("$defs", document.at("/components/schemas"));
        var text = whole.toString().replace("#/components/schemas/", "#/$defs/");
        return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(text, STRICT);
    }

    /** The names of all operations there are. */
    Set<String> ids() {
        return operations.stream().map(Operation::id).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The names of those that have been seen to do what they are there for. */
    Set<String> succeeded() {
        return new TreeSet<>(succeeded);
    }

    /** How often each name is given. */
    Map<String, Long> uses() {
        return operations.stream().collect(Collectors.groupingBy(Operation::id, TreeMap::new, Collectors.counting()));
    }
}
