package dev.confab.chat.domain.category;

import dev.confab.chat.domain.OneLine;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.Text;
import dev.confab.chat.domain.room.RoomId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The part of a category that its owner can change.
 *
 * @param title 1 to {@value #MAX_TITLE} characters; a new title also follows the rules of {@link OneLine}
 * @param description at most {@value #MAX_DESCRIPTION} characters
 * @param rooms at most {@value #MAX_ROOMS} rooms, in no particular order
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
            throw new Refusal.Invalid("rooms", "Must be at most " + MAX_ROOMS + " rooms.");
        }
    }

    /** Checks the title by the rules for new titles, unless it equals {@code oldTitle}. */
    CategoryProfile requireNewTitle(@Nullable String oldTitle) {
        if (!title.equals(oldTitle)) {
            OneLine.check("title", title, MAX_TITLE);
        }
        return this;
    }

    /** Returns the key of the title, which is unique per owner: the title folded and without surrounding white space. */
    public String key() {
        return Text.caseFold(title.strip());
    }
}
