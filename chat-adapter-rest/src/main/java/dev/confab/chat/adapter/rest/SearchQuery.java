package dev.confab.chat.adapter.rest;

import dev.confab.chat.adapter.wire.MessageJson;
import dev.confab.chat.application.message.HistoryRange;
import dev.confab.chat.application.message.SearchPage;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.MessageSearch.Filter;
import dev.confab.chat.domain.room.SearchTerms;
import dev.confab.chat.domain.user.Username;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The messages that a request searches for, and from where on. They come newest first; links say a seq, or where the
 * request itself said an offset, the next one.
 */
record SearchQuery(Filter filter, HistoryRange place) {

    private static final String BODY = "body";
    private static final String AUTHOR = "username";
    private static final String FROM = "created_gte";
    private static final String TO = "created_lte";
    private static final String PINNED = "pinned";
    private static final String IMAGES = "has_images";

    static final Param[] PARAMETERS = {
        Param.text(BODY, Query.MAX_TEXT).about("Words, all of which must be there"),
        Param.text(AUTHOR, Query.MAX_TEXT),
        Param.text(FROM, Query.MAX_TEXT).about("A time, or a date: from its start. Without a zone, UTC"),
        Param.text(TO, Query.MAX_TEXT).about("A time, or a date: up to its end. Without a zone, UTC"),
        Param.flag(PINNED),
        Param.flag(IMAGES)
    };

    /** That a text is empty says nothing, as with the fields of a form. */
    static boolean isIn(Query query) {
        return !query.text(BODY).isEmpty()
                || !query.text(AUTHOR).isEmpty()
                || List.of(FROM, TO, PINNED, IMAGES).stream().anyMatch(query::has);
    }

    static SearchQuery of(Query query) {
        for (var way : List.of(HistoryQuery.PARENT, PageLinks.AROUND, PageLinks.AFTER)) {
            if (query.has(way)) {
                throw new Refusal.Invalid(way, "Cannot be used together with a search.");
            }
        }
        return new SearchQuery(filter(query), HistoryQuery.of(query).span());
    }

    private static Filter filter(Query query) {
        return new Filter(
                words(query.text(BODY)),
                author(query.text(AUTHOR)),
                query.start(FROM),
                query.end(TO),
                query.flagIfAny(PINNED),
                query.flagIfAny(IMAGES));
    }

    private static SearchTerms words(String text) {
        var words = SearchTerms.wanted(text);
        if (words.isEmpty() && !text.isEmpty()) {
            throw new Refusal.Invalid(BODY, "Must hold a letter or a digit.");
        }
        return words;
    }

    private static @Nullable Username author(String name) {
        return name.isEmpty() ? null : new Username(name);
    }

    PageJson<MessageJson> page(SearchPage found, int limit, PageLinks links) {
        var messages = found.messages();
        return new PageJson<>(
                found.total(),
                found.hasMore()
                        ? links.to(
                                PageLinks.BEFORE, messages.getLast().message().seq())
                        : null,
                previous(limit, links),
                messages.stream()
                        .map(message -> MessageJson.of(message, found.viewer()))
                        .toList());
    }

    private @Nullable String previous(int limit, PageLinks links) {
        return place instanceof HistoryRange.Newest newest && newest.offset() > 0
                ? links.to(Query.OFFSET, Math.max(0, newest.offset() - limit))
                : null;
    }
}
