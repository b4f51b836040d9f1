package dev.confab.chat.domain.room;

import dev.confab.chat.domain.OneLine;
import dev.confab.chat.domain.Text;
import org.jspecify.annotations.Nullable;

/**
 * The part of a room that its admins can change.
 *
 * @param title 1 to {@value #MAX_TITLE} characters; null for a room named after its members. A new title also follows the
 *     rules of {@link OneLine}.
 * @param description at most {@value #MAX_DESCRIPTION} characters
 * @param image null for none
 * @param isPublic whether every user can read the room, and join it by posting
 * @param membersCanInvite whether every member can add users, rather than only admins
 * @param membersCanPin whether every member can pin messages, rather than only admins
 */
public record RoomProfile(
        @Nullable String title,
        String description,
        @Nullable ImageId image,
        boolean isPublic,
        boolean membersCanInvite,
        boolean membersCanPin) {

    public static final int MAX_TITLE = 512;
    public static final int MAX_DESCRIPTION = 4_000;

    public RoomProfile {
        if (title != null) {
            Text.checkPresent("title", title, MAX_TITLE);
        }
        Text.check("description", description, MAX_DESCRIPTION);
    }

    /** Checks the title by the rules for new titles, unless it equals {@code oldTitle}. */
    RoomProfile requireNewTitle(@Nullable String oldTitle) {
        if (title != null && !title.equals(oldTitle)) {
            OneLine.check("title", title, MAX_TITLE);
        }
        return this;
    }

    /** Returns a profile with defaults except for title and visibility. */
    public static RoomProfile of(@Nullable String title, boolean isPublic) {
        return new RoomProfile(title, "", null, isPublic, false, false);
    }
}
