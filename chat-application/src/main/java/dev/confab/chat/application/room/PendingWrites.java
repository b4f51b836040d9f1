package dev.confab.chat.application.room;

import dev.confab.chat.domain.port.MessageStore.ClientMessageKey;
import dev.confab.chat.domain.room.Image;
import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.MessageDetails;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.Reaction;
import dev.confab.chat.domain.room.ReactionId;
import dev.confab.chat.domain.room.ReceiptAdvance;
import dev.confab.chat.domain.room.Room;
import dev.confab.chat.domain.room.RoomEvent;
import dev.confab.chat.domain.user.UserId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the changes of a room have left to be stored, each row once, and the events that tell of it. */
final class PendingWrites {

    final long versionBefore;
    Room room;
    boolean isDescribed;
    boolean isDeleted;
    boolean discardsImages;
    final Map<MembershipId, Membership> newMemberships = new LinkedHashMap<>();
    final Map<MembershipId, Membership> changedMemberships = new LinkedHashMap<>();

    /** Those of which only the watermarks rose. */
    final Map<MembershipId, Membership> risenMemberships = new LinkedHashMap<>();

    final Map<MessageId, MessageDetails> newMessages = new LinkedHashMap<>();
    final Map<MessageId, Message> changedMessages = new LinkedHashMap<>();
    final List<Reaction> newReactions = new ArrayList<>();
    final List<ReactionId> goneReactions = new ArrayList<>();
    final List<MessageId> tombstones = new ArrayList<>();
    final List<Message.Revision> edits = new ArrayList<>();
    final List<ReceiptAdvance> advances = new ArrayList<>();
    final List<Image> placedImages = new ArrayList<>();
    final List<RoomEvent> events = new ArrayList<>();

    PendingWrites(Room room) {
        this.room = room;
        this.versionBefore = room.version();
    }

    private PendingWrites(PendingWrites other) {
        versionBefore = other.versionBefore;
        room = other.room;
        isDescribed = other.isDescribed;
        isDeleted = other.isDeleted;
        discardsImages = other.discardsImages;
        newMemberships.putAll(other.newMemberships);
        changedMemberships.putAll(other.changedMemberships);
        risenMemberships.putAll(other.risenMemberships);
        newMessages.putAll(other.newMessages);
        changedMessages.putAll(other.changedMessages);
        newReactions.addAll(other.newReactions);
        goneReactions.addAll(other.goneReactions);
        tombstones.addAll(other.tombstones);
        edits.addAll(other.edits);
        advances.addAll(other.advances);
        placedImages.addAll(other.placedImages);
        events.addAll(other.events);
    }

    /** The same notes; what is noted there is not noted here. */
    PendingWrites copy() {
        return new PendingWrites(this);
    }

    boolean changesRoom() {
        return room.version() != versionBefore;
    }

    void save(Membership membership) {
        (newMemberships.containsKey(membership.id()) ? newMemberships : changedMemberships)
                .put(membership.id(), membership);
        risenMemberships.remove(membership.id());
    }

    void saveWatermarks(Membership membership) {
        if (newMemberships.containsKey(membership.id()) || changedMemberships.containsKey(membership.id())) {
            save(membership);
        } else {
            risenMemberships.put(membership.id(), membership);
        }
    }

    /** The membership of {@code user}, if anything was noted about it. */
    Optional<Membership> membershipOf(UserId user) {
        return Stream.of(newMemberships, changedMemberships, risenMemberships)
                .flatMap(noted -> noted.values().stream())
                .filter(membership -> membership.isOf(user))
                .findAny();
    }

    /** The new message that was sent so. */
    Optional<MessageDetails> sent(ClientMessageKey sending) {
        return newMessages.values().stream()
                .filter(sent -> isSentAs(sent.message(), sending))
                .findAny();
    }

    private static boolean isSentAs(Message message, ClientMessageKey sending) {
        return message.author().equals(sending.author())
                && message.idempotencyKey() != null
                && message.idempotencyKey().clientId().equals(sending.clientId());
    }
}
