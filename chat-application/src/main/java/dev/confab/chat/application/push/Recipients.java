package dev.confab.chat.application.push;

import dev.confab.chat.application.port.PushConfig;
import dev.confab.chat.domain.Text;
import dev.confab.chat.domain.device.Device;
import dev.confab.chat.domain.device.DeviceId;
import dev.confab.chat.domain.device.DeviceType;
import dev.confab.chat.domain.device.MemberDevice;
import dev.confab.chat.domain.device.PendingPush;
import dev.confab.chat.domain.device.Push;
import dev.confab.chat.domain.device.PushDecision;
import dev.confab.chat.domain.device.PushPolicy;
import dev.confab.chat.domain.port.DeviceStore;
import dev.confab.chat.domain.port.MembershipStore;
import dev.confab.chat.domain.port.MessageStore;
import dev.confab.chat.domain.port.PresenceStore;
import dev.confab.chat.domain.port.RoomStore;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.room.Member;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.Room;
import dev.confab.chat.domain.user.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds out who is told of a message now, and what. At most six statements, however many there are. */
final class Recipients {

    private static final int MAX_TITLE = 100;
    private static final int MAX_TEXT = 240;

    /** Enough names for a title. */
    private static final int NAMED_MEMBERS = 10;

    private final RoomStore rooms;
    private final MembershipStore memberships;
    private final MessageStore messages;
    private final DeviceStore devices;
    private final PresenceStore presence;
    private final PushConfig channels;
    private final PushCounts counts;
    private final EmailThrottle mails;

    Recipients(Stores stores, PresenceStore presence, PushConfig channels, PushCounts counts) {
        this.rooms = stores.rooms();
        this.memberships = stores.memberships();
        this.messages = stores.messages();
        this.devices = stores.devices();
        this.presence = presence;
        this.channels = channels;
        this.counts = counts;
        this.mails = new EmailThrottle(channels.mailAfter());
    }

    /** Call within a unit of work, on one thread. */
    PushTargets of(PendingPush pending, Instant now) {
        var message = messages.find(pending.message()).orElse(null);
        var room = message == null ? null : rooms.find(message.room()).orElse(null);
        if (message == null || room == null) {
            return PushTargets.NONE;
        }
        var reachable = reachable(pending, room);
        var sorted = new Sorted();
        reachable.forEach(one -> sort(one, message, pending, now, sorted));
        boolean isLast = !pending.targets().isEmpty() || reachable.size() < PendingPush.PAGE;
        var last = isLast ? null : reachable.get(reachable.size() - 1).device().id();
        return new PushTargets(pushes(message, room, sorted.told), sorted.held, sorted.patient, last);
    }

    /** Who is dealt with how. */
    private static final class Sorted {
        private final List<MemberDevice> told = new ArrayList<>();
        private final List<DeviceId> held = new ArrayList<>();
        private final List<DeviceId> patient = new ArrayList<>();
    }

    private List<MemberDevice> reachable(PendingPush pending, Room room) {
        return pending.targets().isEmpty()
                ? devices.ofMembers(room.id(), pending.cursor(), PendingPush.PAGE)
                : devices.ofMembers(room.id(), pending.targets());
    }

    private void sort(MemberDevice one, Message message, PendingPush pending, Instant now, Sorted sorted) {
        var device = one.device();
        var verdict = PushPolicy.decide(message, one.member(), presence.isOnline(device.owner()), now);
        if (channels.to(device.type()).isEmpty()) {
            counts.add(PushResult.NO_CHANNEL, 1);
        } else if (verdict == PushDecision.PUSH) {
            tell(one, pending, now, sorted);
        } else if (verdict == PushDecision.ONLINE && !hasReceived(one.member(), message)) {
            sorted.held.add(device.id());
        } else {
            counts.withhold(verdict);
        }
    }

    private void tell(MemberDevice one, PendingPush pending, Instant now, Sorted sorted) {
        var device = one.device();
        var decision =
                device.type() == DeviceType.EMAIL ? mails.decide(device, pending, now) : EmailThrottle.Decision.WRITE;
        switch (decision) {
            case WRITE -> sorted.told.add(one);
            case WAIT -> sorted.patient.add(device.id());
            case TOLD_BEFORE -> counts.add(PushResult.TOLD_BEFORE, 1);
        }
    }

    private static boolean hasReceived(Member member, Message message) {
        return message.seq() <= member.membership().receivedSeq();
    }

    private List<Push> pushes(Message message, Room room, List<MemberDevice> told) {
        if (told.isEmpty()) {
            return List.of();
        }
        var text = text(message);
        var named = room.profile().title() == null ? named(room) : List.<Member>of();
        var unread = unread(told);
        return told.stream()
                .map(MemberDevice::device)
                .map(device -> push(device, message, room.titleFor(device.owner(), named), text, unread))
                .toList();
    }

    private List<Member> named(Room room) {
        return memberships.firstMembersOf(Set.of(room.id()), NAMED_MEMBERS).getOrDefault(room.id(), List.of());
    }

    private Map<UserId, Long> unread(List<MemberDevice> told) {
        return memberships.unreadOf(
                told.stream().map(one -> one.device().owner()).collect(Collectors.toSet()));
    }

    private static Push push(Device device, Message message, String title, String text, Map<UserId, Long> unread) {
        return new Push(device, message, cut(title, MAX_TITLE), text, unread.getOrDefault(device.owner(), 0L));
    }

    private String text(Message message) {
        var author = memberships.member(message.author()).map(Member::name).orElse("");
        if (!channels.showsText()) {
            return "New message from " + author;
        }
        return message.body().isEmpty() ? author + " sent an image" : cut(author + ": " + message.body(), MAX_TEXT);
    }

    private static String cut(String text, int max) {
        return text.codePointCount(0, text.length()) <= max ? text : Text.sanitize(text, max - 1) + "…";
    }
}
