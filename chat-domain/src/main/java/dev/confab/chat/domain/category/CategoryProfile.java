package dev.confab.chat.domain.category;

import dev.confab.chat.domain.OneLine;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.Text;
import dev.confab.chat.domain.room.RoomId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What its owner may change about a category.
 *
 * @param title 1 to {@value #MAX_TITLE} characters, a new one in {@link OneLine}
 * @param rooms at most {@value #MAX_ROOMS}, in no particular order
 */
public record CategoryProfile(String title, String description, Set<RoomId> rooms) {

    public static final int MAX_TITLE = 50;
    public static final int MAX_DESCRIPTION = 4_000;
    public static final int MAX_ROOMS = 1_000;

    public CategoryProfile {
        Text.checkPresent("title", title, MAX_TITLE);
        Text.check("description", description, MAX_DESCRIPTION);
        rooms = Set.copyOf(rooms);
        if (rooms.size() > MAX_ROOMS) {
            throw new Refusal.Invalid("rooms", "At most " + MAX_ROOMS + " rooms.");
        }
    }

    /** Returns this profile if its title, unless it is {@code old}, is one for new categories. */
    CategoryProfile requireNewTitle(@Nullable String old) {
        if (!title.equals(old)) {
            OneLine.check("title", title, MAX_TITLE);
        }
        return this;
    }

    /** What all titles share that are the same once folded and without surrounding white space. */
    public String key() {
        return Text.caseFold(title.strip());
    }
}
