package dev.confab.chat.adapter.wire;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.confab.chat.domain.room.MessageDetails.MemberReaction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Predicate;

/**
 * How many gave one reaction.
 *
 * @param me whether the viewer is among them
 */
public record ReactionCountJson(String content, int count, boolean me) {

    /** One for each content, in the order of first use. */
    static List<ReactionCountJson> of(List<MemberReaction> reactions, Predicate<MemberReaction> isMine) {
        return reactions.stream()
                .collect(groupingBy(reacted -> reacted.reaction().content(), LinkedHashMap::new, toList()))
                .entrySet()
                .stream()
                .map(same -> new ReactionCountJson(
                        same.getKey(),
                        same.getValue().size(),
                        same.getValue().stream().anyMatch(isMine)))
                .toList();
    }
}
