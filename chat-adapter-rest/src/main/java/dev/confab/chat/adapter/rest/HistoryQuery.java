package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.PageLinks.AFTER;
import static dev.confab.chat.adapter.rest.PageLinks.AROUND;
import static dev.confab.chat.adapter.rest.PageLinks.BEFORE;

import dev.confab.chat.adapter.wire.MessageJson;
import dev.confab.chat.application.message.HistoryPage;
import dev.confab.chat.application.message.HistoryRange;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.room.MessageDetails;
import dev.confab.chat.domain.room.MessageId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stretch of a room's history that a request asks for. Its links say a seq, not an offset, so that scrolling neither
 * repeats nor skips while others write. Seqs have no holes: there is more before whatever is not number 1, and more
 * after whatever is not the last.
 */
record HistoryQuery(HistoryRange span) {

    static final String PARENT = "parent";

    private static final List<String> WAYS = List.of(PARENT, AROUND, AFTER, BEFORE, Query.OFFSET);

    static HistoryQuery of(Query query) {
        return new HistoryQuery(span(query));
    }

    private static HistoryRange span(Query query) {
        if (query.has(AROUND)) {
            return new HistoryRange.Around(requireOnly(query, AROUND).id(AROUND, MessageId::parse));
        }
        if (query.has(AFTER)) {
            return new HistoryRange.After(requireOnly(query, AFTER).whole(AFTER).orElseThrow());
        }
        if (query.has(BEFORE)) {
            return new HistoryRange.Before(
                    requireOnly(query, BEFORE).whole(BEFORE).orElseThrow());
        }
        return new HistoryRange.Newest(query.offset());
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

    PageJson<MessageJson> page(HistoryPage history, PageLinks links) {
        var messages = history.messages();
        boolean newestFirst = span instanceof HistoryRange.Newest || span instanceof HistoryRange.Before;
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

    private static @Nullable String older(@Nullable MessageDetails edge, PageLinks links) {
        return edge == null || edge.message().seq() == 1
                ? null
                : links.to(BEFORE, edge.message().seq());
    }

    private static @Nullable String newer(@Nullable MessageDetails edge, HistoryPage history, PageLinks links) {
        return edge == null || edge.message().seq() >= history.total()
                ? null
                : links.to(AFTER, edge.message().seq());
    }
}
