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
 * The range of a room's history that a request selects. Links contain a seq instead of an offset, so that clients neither
 * repeat nor skip messages while new ones arrive. Seqs have no gaps: there are earlier messages unless the first one has
 * seq 1.
 */
record HistoryQuery(HistoryRange range) {

    static final String PARENT = "parent";

    private static final List<String> SELECTORS = List.of(PARENT, AROUND, AFTER, BEFORE, Query.OFFSET);

    static HistoryQuery of(Query query) {
        return new HistoryQuery(range(query));
    }

    private static HistoryRange range(Query query) {
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

    /** Refuses a second selector beside {@code selector}; only {@code parent} can be used with an offset. */
    static Query requireOnly(Query query, String selector) {
        for (var name : SELECTORS) {
            boolean isCompatible = selector.equals(PARENT) && name.equals(Query.OFFSET);
            if (!name.equals(selector) && !isCompatible && query.has(name)) {
                throw new Refusal.Invalid(name, "Cannot be used together with " + selector + ".");
            }
        }
        return query;
    }

    PageJson<MessageJson> page(HistoryPage history, PageLinks links) {
        var messages = history.messages();
        boolean newestFirst = range instanceof HistoryRange.Newest || range instanceof HistoryRange.Before;
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
