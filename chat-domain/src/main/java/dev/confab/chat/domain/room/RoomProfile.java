package dev.confab.chat.domain.room;

import dev.confab.chat.domain.OneLine;
import dev.confab.chat.domain.Text;
import org.jspecify.annotations.Nullable;

/**
 * What an admin may change about a room.
 *
 * @param title 1 to {@value #MAX_TITLE} characters, a new one in {@link OneLine}; null for a room that is named after its members
 * @param image the picture that stands for it; null for none
 * @param isPublic everybody may read it, and join by posting
 * @param membersCanInvite every member may add people, not only admins
 * @param membersCanPin every member may pin messages, not only admins
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

    /** Returns this profile if its title, unless it is {@code old}, is one for new rooms. */
    RoomProfile requireNewTitle(@Nullable String old) {
        if (title != null && !title.equals(old)) {
            OneLine.check("title", title, MAX_TITLE);
        }
        return this;
    }

    /** A profile with the defaults of everything but title and visibility. */
    public static RoomProfile of(@Nullable String title, boolean isPublic) {
        return new RoomProfile(title, "", null, isPublic, false, false);
    }
}
