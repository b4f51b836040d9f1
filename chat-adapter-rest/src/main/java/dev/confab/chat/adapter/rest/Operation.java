package dev.confab.chat.adapter.rest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The description of one operation. Authentication, ids in the path and errors that every such request may meet follow
 * from the {@link Route}.
 */
final class Operation {

    private static final List<String> FIELDS =
            List.of("application/json", FormParser.URL_ENCODED, FormParser.MULTIPART);

    private final String id;
    private final String summary;
    private final Map<String, Param> path = new TreeMap<>();
    private final List<Param> query = new ArrayList<>();
    private final List<Param> headers = new ArrayList<>();
    private final Map<Integer, ResponseSpec> responses = new TreeMap<>();
    private final Set<Integer> errors = new TreeSet<>();
    private @Nullable Request request;

    private Operation(String id, String summary) {
        this.id = id;
        this.summary = summary;
    }

    /**
     * The body of a request.
     *
     * @param isRequired false if an empty body is like one without fields
     */
    record Request(List<String> mediaTypes, List<Param> fields, boolean isRequired) {}

    /**
     * @param id the unique name of the operation for programs, in camelCase
     * @param summary an imperative or noun phrase without a full stop
     */
    static Operation operation(String id, String summary) {
        return new Operation(id, summary);
    }

    /** Describes a variable part of the path that is not an id. */
    Operation path(Param param) {
        path.put(param.name(), param);
        return this;
    }

    Operation query(Param... params) {
        Collections.addAll(query, params);
        return this;
    }

    Operation header(Param param) {
        headers.add(param);
        return this;
    }

    /** Takes the fields of a record as JSON or as a form of either type; only a multipart form can have a file. */
    Operation body(Class<? extends Record> type) {
        return request(FIELDS, BodyType.of(type).params(), true);
    }

    /** Takes the fields of a record, each of which may be absent. */
    Operation patch(Class<? extends Record> type) {
        return request(FIELDS, BodyType.of(type).patchParams(), true);
    }

    /** Takes the fields of a record or an empty body. */
    Operation bodyIfAny(Class<? extends Record> type) {
        return request(FIELDS, BodyType.of(type).params(), false);
    }

    /** Takes the fields of a record as a multipart form. */
    Operation form(Class<? extends Record> type) {
        return request(List.of(FormParser.MULTIPART), BodyType.of(type).params(), true);
    }

    private Operation request(List<String> mediaTypes, List<Param> fields, boolean isRequired) {
        request = new Request(mediaTypes, fields, isRequired);
        return this;
    }

    /** Takes a limit and an offset and responds with a page of such items. */
    Operation page(Class<?> item) {
        return paged().response(200, ResponseSpec.page(item));
    }

    /** Takes a limit and an offset. */
    Operation paged() {
        return query(Param.whole(Query.LIMIT, 1), Param.whole(Query.OFFSET, 0));
    }

    Operation response(int status, Class<?> json) {
        return response(status, ResponseSpec.of(json));
    }

    Operation response(int status, ResponseSpec response) {
        responses.put(status, response);
        return this;
    }

    Operation emptyResponse(int status) {
        return response(status, ResponseSpec.NOTHING);
    }

    /** Adds errors beyond those that every such request may meet. */
    Operation errors(Integer... statuses) {
        Collections.addAll(errors, statuses);
        return this;
    }

    String id() {
        return id;
    }

    String summary() {
        return summary;
    }

    Param path(String name) {
        return path.getOrDefault(name, Param.id(name)).required();
    }

    List<Param> query() {
        return List.copyOf(query);
    }

    List<Param> headers() {
        return List.copyOf(headers);
    }

    @Nullable
    Request request() {
        return request;
    }

    Map<Integer, ResponseSpec> responses() {
        return Collections.unmodifiableMap(responses);
    }

    Set<Integer> errors() {
        return Collections.unmodifiableSet(errors);
    }
}
