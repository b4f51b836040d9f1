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
import dev.confab.chat.domain.port.PresenceStore;
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

/** Decides which devices to notify of a message, and with which text. Needs at most six statements for a page of devices. */
final class Recipients {

    private static final int MAX_TITLE = 100;
    private static final int MAX_TEXT = 240;

    /** How many members are loaded for the title of a room without one. */
    private static final int MEMBERS_IN_TITLE = 10;

    private final Stores stores;
    private final PresenceStore presence;
    private final PushConfig push;
    private final PushCounts counts;
    private final EmailThrottle emails;

    Recipients(Stores stores, PresenceStore presence, PushConfig push, PushCounts counts) {
        this.stores = stores;
        this.presence = presence;
        this.push = push;
        this.counts = counts;
        this.emails = new EmailThrottle(push.mailAfter());
    }

    /** Returns the targets of {@code pending}. Must be called in a transaction, and always from the same thread. */
    PushTargets of(PendingPush pending, Instant now) {
        var message = stores.messages().find(pending.message()).orElse(null);
        var room = message == null ? null : stores.rooms().find(message.room()).orElse(null);
        if (message == null || room == null) {
            return PushTargets.NONE;
        }
        var page = devicesOf(room, pending);
        var decisions = new Decisions(message, pending, now);
        page.forEach(decisions::decide);
        boolean isLastPage = !pending.targets().isEmpty() || page.size() < PendingPush.PAGE;
        var cursor = isLastPage ? null : page.get(page.size() - 1).device().id();
        return new PushTargets(pushes(message, room, decisions.send), decisions.recheck, decisions.delayed, cursor);
    }

    private List<MemberDevice> devicesOf(Room room, PendingPush pending) {
        return pending.targets().isEmpty()
                ? stores.devices().ofMembers(room.id(), pending.cursor(), PendingPush.PAGE)
                : stores.devices().ofMembers(room.id(), pending.targets());
    }

    /** The decisions about the devices of one message. */
    private final class Decisions {

        private final Message message;
        private final PendingPush pending;
        private final Instant now;
        private final List<MemberDevice> send = new ArrayList<>();
        private final List<DeviceId> recheck = new ArrayList<>();
        private final List<DeviceId> delayed = new ArrayList<>();

        private Decisions(Message message, PendingPush pending, Instant now) {
            this.message = message;
            this.pending = pending;
            this.now = now;
        }

        private void decide(MemberDevice target) {
            var device = target.device();
            var decision = PushPolicy.decide(message, target.member(), presence.isOnline(device.owner()), now);
            if (push.to(device.type()).isEmpty()) {
                counts.add(PushResult.NO_CHANNEL, 1);
            } else if (decision == PushDecision.PUSH) {
                sendOrThrottle(target);
            } else if (decision == PushDecision.ONLINE && !hasReceived(target.member())) {
                recheck.add(device.id());
            } else {
                counts.withhold(decision);
            }
        }

        private void sendOrThrottle(MemberDevice target) {
            var device = target.device();
            var decision = device.type() == DeviceType.EMAIL
                    ? emails.decide(device, pending, now)
                    : EmailThrottle.Decision.SEND;
            switch (decision) {
                case SEND -> send.add(target);
                case WAIT -> delayed.add(device.id());
                case COVERED -> counts.add(PushResult.TOLD_BEFORE, 1);
            }
        }

        private boolean hasReceived(Member member) {
            return message.seq() <= member.membership().receivedSeq();
        }
    }

    private List<Push> pushes(Message message, Room room, List<MemberDevice> targets) {
        if (targets.isEmpty()) {
            return List.of();
        }
        var text = text(message);
        var titleMembers = room.profile().title() == null ? firstMembers(room) : List.<Member>of();
        var unread = unreadCounts(targets);
        return targets.stream()
                .map(MemberDevice::device)
                .map(device -> push(device, message, room.titleFor(device.owner(), titleMembers), text, unread))
                .toList();
    }

    private List<Member> firstMembers(Room room) {
        return stores.memberships()
                .firstMembersOf(Set.of(room.id()), MEMBERS_IN_TITLE)
                .getOrDefault(room.id(), List.of());
    }

    private Map<UserId, Long> unreadCounts(List<MemberDevice> targets) {
        var owners = targets.stream().map(target -> target.device().owner()).collect(Collectors.toSet());
        return stores.memberships().unreadOf(owners);
    }

    private static Push push(Device device, Message message, String title, String text, Map<UserId, Long> unread) {
        return new Push(device, message, shorten(title, MAX_TITLE), text, unread.getOrDefault(device.owner(), 0L));
    }

    private String text(Message message) {
        var author =
                stores.memberships().member(message.author()).map(Member::name).orElse("");
        if (!push.showsText()) {
            return "New message from " + author;
        }
        return message.body().isEmpty() ? author + " sent an image" : shorten(author + ": " + message.body(), MAX_TEXT);
    }

    private static String shorten(String text, int max) {
        return text.codePointCount(0, text.length()) <= max ? text : Text.sanitize(text, max - 1) + "…";
    }
}
