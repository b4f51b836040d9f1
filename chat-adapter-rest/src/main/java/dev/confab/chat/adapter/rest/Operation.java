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
 * What one operation takes and answers, told to those who call it. Only what is special about it: who must prove who
 * they are, ids in the path and the refusals that can happen to every request follow from the {@link Route}.
 */
final class Operation {

    private static final List<String> FIELDS = List.of("application/json", Form.URL_ENCODED, Form.MULTIPART);

    private final String id;
    private final String summary;
    private final Map<String, Param> path = new TreeMap<>();
    private final List<Param> query = new ArrayList<>();
    private final List<Param> headers = new ArrayList<>();
    private final Map<Integer, ResponseSpec> replies = new TreeMap<>();
    private final Set<Integer> refusals = new TreeSet<>();
    private @Nullable Request request;

    private Operation(String id, String summary) {
        this.id = id;
        this.summary = summary;
    }

    /**
     * The body of a request.
     *
     * @param isRequired false where no body is as good as an empty one
     */
    record Request(List<String> mediaTypes, List<Param> fields, boolean isRequired) {}

    /**
     * @param id the name of the call in programs, in camelCase; no two are the same
     * @param summary half a sentence without a full stop
     */
    static Operation operation(String id, String summary) {
        return new Operation(id, summary);
    }

    /** What a part of the path is; parts that are not told of are ids. */
    Operation path(Param part) {
        path.put(part.name(), part);
        return this;
    }

    Operation query(Param... parts) {
        Collections.addAll(query, parts);
        return this;
    }

    Operation header(Param part) {
        headers.add(part);
        return this;
    }

    /** Takes these fields as JSON or as a form of either type; a file can only be in multipart. */
    Operation body(Param... fields) {
        request = new Request(FIELDS, List.of(fields), true);
        return this;
    }

    /** Takes these fields, and a file that has to be among them. */
    Operation form(Param... fields) {
        request = new Request(List.of(Form.MULTIPART), List.of(fields), true);
        return this;
    }

    Operation bodyIfAny(Param... fields) {
        request = new Request(FIELDS, List.of(fields), false);
        return this;
    }

    /** Takes a limit and an offset, and answers a page of such items. */
    Operation page(Class<?> item) {
        return paged().answer(200, ResponseSpec.page(item));
    }

    /** Takes a limit and an offset. */
    Operation paged() {
        return query(Param.whole(Query.LIMIT, 1), Param.whole(Query.OFFSET, 0));
    }

    Operation answer(int status, Class<?> json) {
        return answer(status, ResponseSpec.of(json));
    }

    Operation answer(int status, ResponseSpec reply) {
        replies.put(status, reply);
        return this;
    }

    Operation answerNothing(int status) {
        return answer(status, ResponseSpec.NOTHING);
    }

    /** Refusals beyond those that every such request can meet. */
    Operation refuse(Integer... statuses) {
        Collections.addAll(refusals, statuses);
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

    Map<Integer, ResponseSpec> replies() {
        return Collections.unmodifiableMap(replies);
    }

    Set<Integer> refusals() {
        return Collections.unmodifiableSet(refusals);
    }
}
