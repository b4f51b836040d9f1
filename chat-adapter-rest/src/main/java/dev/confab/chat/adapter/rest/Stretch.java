package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Links.AFTER;
import static dev.confab.chat.adapter.rest.Links.AROUND;
import static dev.confab.chat.adapter.rest.Links.BEFORE;

import dev.confab.chat.adapter.wire.MessageJson;
import dev.confab.chat.application.message.History;
import dev.confab.chat.application.message.Span;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.room.Authored;
import dev.confab.chat.domain.room.MessageId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stretch of a room's history that a request asks for. Its links say a seq, not an offset, so that scrolling neither
 * repeats nor skips while others write. Seqs have no holes: there is more before whatever is not number 1, and more
 * after whatever is not the last.
 */
record Stretch(Span span) {

    static final String PARENT = "parent";

    private static final List<String> WAYS = List.of(PARENT, AROUND, AFTER, BEFORE, Query.OFFSET);

    static Stretch of(Query query) {
        return new Stretch(span(query));
    }

    private static Span span(Query query) {
        if (query.has(AROUND)) {
            return new Span.Around(requireOnly(query, AROUND).id(AROUND, MessageId::parse));
        }
        if (query.has(AFTER)) {
            return new Span.After(requireOnly(query, AFTER).whole(AFTER).orElseThrow());
        }
        if (query.has(BEFORE)) {
            return new Span.Before(requireOnly(query, BEFORE).whole(BEFORE).orElseThrow());
        }
        return new Span.Newest(query.offset());
    }

    /** Two ways of saying where at once are a mistake; only a thread goes by the offset. */
    static Query requireOnly(Query query, String way) {
        for (var other : WAYS) {
            boolean goesTogether = way.equals(PARENT) && other.equals(Query.OFFSET);
            if (!other.equals(way) && !goesTogether && query.has(other)) {
                throw new Refusal.Invalid(other, "Cannot be used together with " + way + ".");
            }
        }
        return query;
    }

    PageJson<MessageJson> page(History history, Links links) {
        var messages = history.messages();
        boolean newestFirst = span instanceof Span.Newest || span instanceof Span.Before;
        var start = messages.isEmpty() ? null : messages.get(0);
        var end = messages.isEmpty() ? null : messages.get(messages.size() - 1);
        return new PageJson<>(
                history.total(),
                newestFirst ? older(end, links) : newer(end, history, links),
                newestFirst ? newer(start, history, links) : older(start, links),
                messages.stream()
                        .map(message -> MessageJson.of(message, history.viewer()))
                        .toList());
    }

    private static @Nullable String older(@Nullable Authored edge, Links links) {
        return edge == null || edge.message().seq() == 1
                ? null
                : links.to(BEFORE, edge.message().seq());
    }

    private static @Nullable String newer(@Nullable Authored edge, History history, Links links) {
        return edge == null || edge.message().seq() >= history.total()
                ? null
                : links.to(AFTER, edge.message().seq());
    }
}
