package dev.confab.chat.application.room;

import dev.confab.chat.domain.category.CategoryId;
import dev.confab.chat.domain.room.Member;
import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.MessageDetails;
import dev.confab.chat.domain.room.Room;
import dev.confab.chat.domain.user.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A room as one person sees it.
 *
 * @param mine the viewer's membership, which may be one of the past; null if there never was one
 * @param firstMembers the first {@value #FIRST_MEMBERS} members in the order of joining
 * @param onlineCount how many of all members are online
 * @param last the newest message, be it a tombstone
 * @param categories those of the viewer that hold the room
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

    public String title() {
        return room.titleFor(viewer, firstMembers);
    }

    /** Is the viewer in the room? */
    public boolean isOfActiveMember() {
        return mine != null && mine.isActive();
    }

    public long unread() {
        return mine == null ? 0 : mine.unreadIn(room);
    }
}
