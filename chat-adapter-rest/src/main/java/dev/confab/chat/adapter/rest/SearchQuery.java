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
 * The messages that a request searches for, newest first. Links to the next page contain a seq; links to the previous
 * page of a request with an offset contain an offset.
 */
record SearchQuery(Filter filter, HistoryRange range) {

    private static final String BODY = "body";
    private static final String AUTHOR = "username";
    private static final String FROM = "created_gte";
    private static final String TO = "created_lte";
    private static final String PINNED = "pinned";
    private static final String IMAGES = "has_images";

    static final Param[] PARAMETERS = {
        Param.text(BODY, Query.MAX_TEXT).about("Words that must all occur"),
        Param.text(AUTHOR, Query.MAX_TEXT),
        Param.text(FROM, Query.MAX_TEXT).about("A time, or the start of a date; UTC unless a zone is given"),
        Param.text(TO, Query.MAX_TEXT).about("A time, or the end of a date; UTC unless a zone is given"),
        Param.flag(PINNED),
        Param.flag(IMAGES)
    };

    /** Whether the request is a search; empty texts do not count, because forms send empty fields. */
    static boolean isIn(Query query) {
        return !query.text(BODY).isEmpty()
                || !query.text(AUTHOR).isEmpty()
                || List.of(FROM, TO, PINNED, IMAGES).stream().anyMatch(query::has);
    }

    static SearchQuery of(Query query) {
        for (var selector : List.of(HistoryQuery.PARENT, PageLinks.AROUND, PageLinks.AFTER)) {
            if (query.has(selector)) {
                throw new Refusal.Invalid(selector, "Cannot be used together with a search.");
            }
        }
        return new SearchQuery(filter(query), HistoryQuery.of(query).range());
    }

    private static Filter filter(Query query) {
        return new Filter(
                terms(query.text(BODY)),
                author(query.text(AUTHOR)),
                query.start(FROM),
                query.end(TO),
                query.flagOrNull(PINNED),
                query.flagOrNull(IMAGES));
    }

    private static SearchTerms terms(String text) {
        var terms = SearchTerms.wanted(text);
        if (terms.isEmpty() && !text.isEmpty()) {
            throw new Refusal.Invalid(BODY, "Must contain a letter or a digit.");
        }
        return terms;
    }

    private static @Nullable Username author(String name) {
        return name.isEmpty() ? null : new Username(name);
    }

    PageJson<MessageJson> page(SearchPage result, int limit, PageLinks links) {
        var messages = result.messages();
        return new PageJson<>(
                result.total(),
                result.hasMore()
                        ? links.to(
                                PageLinks.BEFORE, messages.getLast().message().seq())
                        : null,
                previous(limit, links),
                messages.stream()
                        .map(message -> MessageJson.of(message, result.viewer()))
                        .toList());
    }

    private @Nullable String previous(int limit, PageLinks links) {
        return range instanceof HistoryRange.Newest newest && newest.offset() > 0
                ? links.to(Query.OFFSET, Math.max(0, newest.offset() - limit))
                : null;
    }
}
