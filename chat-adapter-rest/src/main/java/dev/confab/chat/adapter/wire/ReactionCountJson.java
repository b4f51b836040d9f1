package dev.confab.chat.adapter.wire;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.confab.chat.domain.room.MessageDetails.MemberReaction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Predicate;

/**
 * The number of members with the same reaction.
 *
 * @param me whether the viewer is one of them
 */
public record ReactionCountJson(String content, int count, boolean me) {

    /** Returns one count per content, in the order of first use. */
    static List<ReactionCountJson> of(List<MemberReaction> reactions, Predicate<MemberReaction> isMine) {
        return reactions.stream()
                .collect(groupingBy(reaction -> reaction.reaction().content(), LinkedHashMap::new, toList()))
                .entrySet()
                .stream()
                .map(entry -> new ReactionCountJson(
                        entry.getKey(),
                        entry.getValue().size(),
                        entry.getValue().stream().anyMatch(isMine)))
                .toList();
    }
}
