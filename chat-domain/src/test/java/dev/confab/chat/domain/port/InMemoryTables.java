package dev.confab.chat.domain.port;

import dev.confab.chat.domain.SecretDigest;
import dev.confab.chat.domain.Text;
import dev.confab.chat.domain.category.Category;
import dev.confab.chat.domain.category.CategoryId;
import dev.confab.chat.domain.device.Device;
import dev.confab.chat.domain.device.DeviceId;
import dev.confab.chat.domain.device.PendingPush;
import dev.confab.chat.domain.room.Image;
import dev.confab.chat.domain.room.ImageId;
import dev.confab.chat.domain.room.Invite;
import dev.confab.chat.domain.room.Member;
import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.Reaction;
import dev.confab.chat.domain.room.ReactionId;
import dev.confab.chat.domain.room.ReceiptAdvance;
import dev.confab.chat.domain.room.Room;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.Credential;
import dev.confab.chat.domain.user.ExternalId;
import dev.confab.chat.domain.user.HostUser;
import dev.confab.chat.domain.user.Login;
import dev.confab.chat.domain.user.LoginId;
import dev.confab.chat.domain.user.ServiceToken;
import dev.confab.chat.domain.user.UserId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** The data of the in-memory stores, in the order of storing. A committed instance never changes. */
final class InMemoryTables {

    final Map<UserId, Credential> users = new LinkedHashMap<>();
    final Map<ExternalId, HostUser> hostUsers = new LinkedHashMap<>();
    final Map<LoginId, Login> logins = new LinkedHashMap<>();
    final Map<RoomId, Room> rooms = new LinkedHashMap<>();
    final Map<MembershipId, Membership> memberships = new LinkedHashMap<>();
    final Map<MessageId, Message> messages = new LinkedHashMap<>();
    final Map<ReactionId, Reaction> reactions = new LinkedHashMap<>();
    final Map<SecretDigest, Invite> invites = new LinkedHashMap<>();
    final Map<CategoryId, Category> categories = new LinkedHashMap<>();
    final Map<SecretDigest, ServiceToken> serviceTokens = new LinkedHashMap<>();
    final List<Message.Revision> edits = new ArrayList<>();
    final List<ReceiptAdvance> steps = new ArrayList<>();
    final Map<ImageId, Image> images = new LinkedHashMap<>();
    final Set<ImageId> discardedImages = new LinkedHashSet<>();

    final Map<DeviceId, Device> devices = new LinkedHashMap<>();
    final Map<UUID, PendingPush> pendingPushes = new LinkedHashMap<>();

    InMemoryTables copy() {
        var copy = new InMemoryTables();
        copy.users.putAll(users);
        copy.hostUsers.putAll(hostUsers);
        copy.logins.putAll(logins);
        copy.rooms.putAll(rooms);
        copy.memberships.putAll(memberships);
        copy.messages.putAll(messages);
        copy.reactions.putAll(reactions);
        copy.invites.putAll(invites);
        copy.categories.putAll(categories);
        copy.serviceTokens.putAll(serviceTokens);
        copy.edits.addAll(edits);
        copy.steps.addAll(steps);
        copy.images.putAll(images);
        copy.discardedImages.addAll(discardedImages);
        copy.devices.putAll(devices);
        copy.pendingPushes.putAll(pendingPushes);
        return copy;
    }

    /** Returns the active members of the room. */
    Stream<Membership> active(RoomId room) {
        return memberships.values().stream()
                .filter(member -> member.room().equals(room) && member.isActive() && !member.isSystem());
    }

    Member withUser(Membership membership) {
        var user = membership.user();
        return new Member(membership, user == null ? null : users.get(user).user());
    }

    static boolean contains(String text, String part) {
        return folded(text).contains(folded(part));
    }

    static String folded(String text) {
        return Text.caseFold(text);
    }
}
