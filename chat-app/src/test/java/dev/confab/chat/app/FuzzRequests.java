package dev.confab.chat.app;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Generates requests for each operation of an API description in turn: first plausible, then corrupted in one to three
 * ways. The same seed gives the same requests except for ids.
 */
final class FuzzRequests {

    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    private final Random random;
    private final FuzzWorld world;
    private final List<Operation> operations = new ArrayList<>();
    private final List<UnaryOperator<RawRequest>> ways =
            List.of(this::spoilPath, this::spoilQuery, this::spoilHeaders, this::spoilBytes, this::spoilEncoding);
    private int drawn;

    /** An operation of the description. */
    record Operation(String method, String address, JsonNode description) {

        JsonNode content() {
            return description.at("/requestBody/content");
        }

        boolean takesJson() {
            return content().has("application/json");
        }
    }

    FuzzRequests(Random random, FuzzWorld world, JsonNode description) {
        this.random = random;
        this.world = world;
        for (var path : description.path("paths").properties()) {
            for (var method : path.getValue().properties()) {
                var name = method.getKey().toUpperCase(Locale.ROOT);
                operations.add(new Operation(name, path.getKey(), method.getValue()));
            }
        }
    }

    RawRequest next() {
        var operation = operations.get(drawn++ % operations.size());
        var request = draw(operation);
        for (int spoilt = random.nextInt(3); spoilt > 0; spoilt--) {
            request = pick(ways).apply(request);
        }
        return oneIn(12) ? request.withMethod(pick(FuzzJunk.METHODS)) : request;
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    // --- what is about right -----------------------------------------------------------------------------------------

    private RawRequest draw(Operation operation) {
        var request = new RawRequest(
                operation.method(),
                path(operation) + query(operation),
                List.of("Host: localhost", "Authorization: Bearer " + world.token()),
                "");
        if (operation.content().isEmpty()) {
            return request;
        }
        if (!operation.takesJson() || oneIn(5)) {
            return multipart(request, operation);
        }
        return oneIn(5)
                ? request.with("Content-Type: application/x-www-form-urlencoded")
                        .withBody(urlEncoded(operation))
                : request.with("Content-Type: application/json").withBody(json(operation));
    }

    private String path(Operation operation) {
        return VARIABLE.matcher(operation.address())
                .replaceAll(variable ->
                        Matcher.quoteReplacement(oneIn(8) ? pick(FuzzJunk.PIECES) : world.path(variable.group(1))));
    }

    private String query(Operation operation) {
        var query = new ArrayList<String>();
        for (var parameter : operation.description().path("parameters")) {
            if (parameter.path("in").asText().equals("query") && oneIn(3)) {
                query.add(parameter.path("name").asText() + "=" + value(parameter));
            }
        }
        return query.isEmpty() ? "" : "?" + String.join("&", query);
    }

    private String value(JsonNode parameter) {
        boolean isNumber = parameter.at("/schema/type").asText().equals("integer");
        return switch (random.nextInt(3)) {
            case 0 -> pick(FuzzJunk.PIECES);
            case 1 -> pick(isNumber ? FuzzJunk.NUMBERS : FuzzJunk.PIECES);
            default ->
                world.value(parameter.path("name").asText(), parameter.path("schema"))
                        .replace("\"", "");
        };
    }

    private byte[] json(Operation operation) {
        var fields = fields(operation.content().at("/application~1json/schema"));
        if (oneIn(2) && !fields.isEmpty()) {
            fields.put(pick(List.copyOf(fields.keySet())), pick(FuzzJunk.VALUES));
        }
        var parts = new ArrayList<String>();
        fields.forEach((name, value) -> parts.add("\"" + name + "\":" + value));
        if (oneIn(20) && !parts.isEmpty()) {
            parts.add(pick(parts));
        }
        return ("{" + String.join(",", parts) + "}").getBytes(UTF_8);
    }

    private Map<String, String> fields(JsonNode schema) {
        var required = schema.path("required").toString();
        var fields = new LinkedHashMap<String, String>();
        for (var property : schema.path("properties").properties()) {
            boolean isRequired = required.contains("\"" + property.getKey() + "\"");
            if (isRequired ? !oneIn(20) : oneIn(2)) {
                fields.put(property.getKey(), world.value(property.getKey(), property.getValue()));
            }
        }
        return fields;
    }

    private byte[] urlEncoded(Operation operation) {
        var pairs = new ArrayList<String>();
        fields(operation.content().at("/application~1x-www-form-urlencoded/schema"))
                .forEach((name, value) -> pairs.add(
                        name + (oneIn(9) ? "" : "=") + (oneIn(2) ? pick(FuzzJunk.PIECES) : value.replace("\"", ""))));
        return String.join(oneIn(20) ? "&&" : "&", pairs).getBytes(UTF_8);
    }

    private RawRequest multipart(RawRequest request, Operation operation) {
        var type = "multipart/form-data";
        var body = new StringBuilder();
        fields(operation.content().path(type).path("schema"))
                .forEach((name, value) -> body.append("--xyz\r\nContent-Disposition: form-data; name=\"")
                        .append(name)
                        .append(oneIn(2) ? "\"; filename=\"x.png\"" : "\"")
                        .append("\r\n\r\n")
                        .append(oneIn(2) ? pick(FuzzJunk.VALUES) : value.replace("\"", ""))
                        .append("\r\n"));
        return request.with("Content-Type: " + type + "; boundary=xyz")
                .withBody(body.append("--xyz--\r\n").toString().getBytes(UTF_8));
    }

    // --- and what spoils it ------------------------------------------------------------------------------------------

    private RawRequest spoilPath(RawRequest request) {
        var parts = request.target().split("\\?", 2);
        var segments = new ArrayList<>(Arrays.asList(parts[0].split("/", -1)));
        int at = random.nextInt(segments.size());
        switch (random.nextInt(4)) {
            case 0 -> segments.set(at, pick(FuzzJunk.PIECES));
            case 1 -> segments.add(at, pick(FuzzJunk.PIECES));
            case 2 -> segments.set(at, segments.get(at) + pick(FuzzJunk.PIECES));
            default -> segments.set(at, segments.get(at).toUpperCase(Locale.ROOT));
        }
        return request.withTarget(String.join("/", segments) + (parts.length == 2 ? "?" + parts[1] : ""));
    }

    private RawRequest spoilQuery(RawRequest request) {
        var name = oneIn(2)
                ? pick(List.of("limit", "offset", "before_seq", "after_seq", "search"))
                : pick(FuzzJunk.PIECES);
        var separator = request.target().contains("?") ? "&" : "?";
        return request.withTarget(request.target() + separator + name + (oneIn(4) ? "" : "=") + pick(FuzzJunk.PIECES));
    }

    private RawRequest spoilHeaders(RawRequest request) {
        if (oneIn(4)) {
            return request.without(pick(List.of("Authorization", "Content-Type", "Host")));
        }
        var line = pick(FuzzJunk.HEADERS);
        return (oneIn(2) ? request.without(line.split(":", 2)[0]) : request).with(line);
    }

    /** Corrupts the body: drops a part or flips bits. */
    private RawRequest spoilBytes(RawRequest request) {
        var body = request.body();
        if (body.length == 0) {
            return oneIn(3) ? request.withBody(pick(FuzzJunk.VALUES).getBytes(UTF_8)) : request;
        }
        int at = random.nextInt(body.length);
        return switch (random.nextInt(5)) {
            case 0 -> request.withBody(Arrays.copyOf(body, at));
            case 1 -> request.withBody((new String(body, UTF_8) + pick(FuzzJunk.VALUES)).getBytes(UTF_8));
            case 2 -> request.withBody(pick(FuzzJunk.VALUES).getBytes(UTF_8));
            case 3 -> request.with("Content-Length: " + (body.length + 1 + at));
            default -> {
                var other = body.clone();
                other[at] = (byte) random.nextInt(256);
                yield request.withBody(other);
            }
        };
    }

    private RawRequest spoilEncoding(RawRequest request) {
        var text = new String(request.body(), UTF_8);
        return switch (random.nextInt(4)) {
            case 0 -> request.withBody(text.getBytes(UTF_16));
            case 1 -> request.withBody(("\uFEFF" + text).getBytes(UTF_8));
            case 2 ->
                request.with("Transfer-Encoding: chunked")
                        .withBody((Integer.toHexString(request.body().length) + "\r\n" + text + "\r\n"
                                        + pick(List.of("0\r\n\r\n", "zz\r\n", "")))
                                .getBytes(UTF_8));
            default ->
                request.with("Content-Type: "
                        + pick(List.of(
                                "application/x-www-form-urlencoded",
                                "application/xml",
                                "image/png",
                                "application/json")));
        };
    }
}
