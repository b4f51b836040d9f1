package dev.confab.chat.application.view;

import dev.confab.chat.domain.category.CategoryId;
import dev.confab.chat.domain.room.Member;
import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.MessageDetails;
import dev.confab.chat.domain.room.Room;
import dev.confab.chat.domain.user.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A room as one viewer sees it.
 *
 * @param mine the viewer's membership, which may be a past one; null if the viewer was never a member
 * @param firstMembers the first {@value #FIRST_MEMBERS} members in the order of joining
 * @param onlineCount how many of all members are online
 * @param last the newest message, which may be a tombstone; null if there is none
 * @param categories the viewer's categories that contain the room
 */
public record RoomView(
        UserId viewer,
        Room room,
        @Nullable Membership mine,
        List<Member> firstMembers,
        int onlineCount,
        @Nullable MessageDetails last,
        List<CategoryId> categories) {

    public static final int FIRST_MEMBERS = 100;

    public RoomView {
        firstMembers = List.copyOf(firstMembers);
        categories = List.copyOf(categories);
    }

    /** Returns the title of the room, or the names of the other members if it has none. */
    public String title() {
        return room.titleFor(viewer, firstMembers);
    }

    /** Whether the viewer is a member of the room now. */
    public boolean isOfActiveMember() {
        return mine != null && mine.isActive();
    }

    /** Returns how many messages the viewer has not seen; 0 if the viewer was never a member. */
    public long unread() {
        return mine == null ? 0 : mine.unreadIn(room);
    }
}
