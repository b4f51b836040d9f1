package dev.confab.chat.domain.room;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.SecretDigest;
import dev.confab.chat.domain.user.Administrator;
import dev.confab.chat.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A place where members speak. Immutable; an instance that exists is valid. It is founded empty, admits its members, and
 * every later change goes through one of its methods, which decides whether the acting member may do that, and answers
 * the room one version further. Members are not part of it: a room with 100,000 of them loads none.
 *
 * @param key what makes it the only room of its sort; null for an ordinary group
 * @param creator null once that account is erased
 * @param modified when the profile last changed
 * @param lastActivity when something was last said, or it was founded
 * @param version one up with each durable change that a member can see; no holes
 * @param messageSeq one up with each message; no holes
 * @param memberCount how many people are active members
 * @param pinnedCount how many messages are pinned
 */
public record Room(
        RoomId id,
        RoomKind kind,
        @Nullable RoomKey key,
        RoomProfile profile,
        @Nullable UserId creator,
        Instant created,
        Instant modified,
        Instant lastActivity,
        long version,
        long messageSeq,
        int memberCount,
        int pinnedCount) {

    public static final String SELF_TITLE = "Notes to Yourself";

    /** The most messages that are pinned at the same time. */
    public static final int MAX_PINNED = 250;

    /** The most people that one direct room is for. */
    public static final int MAX_DIRECT = 100;

    /** The most rooms that one user has made, direct ones among them. */
    public static final int MAX_CREATED = 20_000;

    public Room {
        if (messageSeq < 0 || version < messageSeq || memberCount < 0 || pinnedCount < 0) {
            throw new IllegalArgumentException("counters of room " + id);
        }
    }

    /** An empty group; {@code creator} still has to be admitted as its owner. */
    public static Room group(RoomId id, RoomProfile profile, UserId creator, Instant at) {
        return create(id, RoomKind.GROUP, null, profile.requireNewTitle(null), creator, at);
    }

    /** The empty room of exactly {@code people}, the creator among them; of one person alone a self room. */
    public static Room ofPeople(RoomId id, Collection<UserId> people, UserId creator, Instant at) {
        if (people.size() > MAX_DIRECT) {
            throw new Refusal.Invalid("users", "A direct room is for at most " + MAX_DIRECT + " people.");
        }
        var kind = Set.copyOf(people).size() == 1 ? RoomKind.SELF : RoomKind.DIRECT;
        return create(id, kind, RoomKey.ofPeople(people), RoomProfile.of(null, false), creator, at);
    }

    /** The empty public room that everybody finds under {@code name}, whatever its case. */
    public static Room named(RoomId id, String name, UserId creator, Instant at) {
        var profile = RoomProfile.of(name.strip(), true).requireNewTitle(null);
        return create(id, RoomKind.GROUP, RoomKey.named(name), profile, creator, at);
    }

    /**
     * Refuses to let a user make another room beside the {@code others} they have made.
     *
     * @throws Refusal.Conflict if those are too many
     */
    public static void requireMayCreate(int others) {
        if (others >= MAX_CREATED) {
            throw new Refusal.Conflict("You have made " + MAX_CREATED + " rooms; delete some first.");
        }
    }

    private static Room create(
            RoomId id, RoomKind kind, @Nullable RoomKey key, RoomProfile profile, UserId creator, Instant at) {
        return new Room(id, kind, key, profile, creator, at, at, at, 0, 0, 0, 0);
    }

    // --- who may look, and who may act -----------------------------------------------------------------------------

    /** May somebody with this membership, or none, know that the room exists? */
    public boolean isVisibleTo(@Nullable Membership viewer) {
        if (viewer == null || viewer.status() == MembershipStatus.LEFT) {
            return profile.isPublic();
        }
        return viewer.isActive();
    }

    /** Turns away, with {@link Refusal.NotFound}, who may not know of the room. */
    public void requireVisibleTo(@Nullable Membership viewer) {
        if (!isVisibleTo(viewer)) {
            throw new Refusal.NotFound("room");
        }
    }

    /**
     * Answers {@code actor} if they are an active member.
     *
     * @throws Refusal.NotFound if they may not know of the room
     * @throws Refusal.Forbidden if they are no member of this public room
     */
    public Membership requireMember(@Nullable Membership actor) {
        requireVisibleTo(actor);
        if (actor == null || !actor.isActive()) {
            throw new Refusal.Forbidden("Only members of the room may do that.");
        }
        if (!actor.room().equals(id)) {
            throw new IllegalArgumentException("membership " + actor.id() + " is of another room");
        }
        return actor;
    }

    private Membership requireRole(@Nullable Membership actor, Role atLeast) {
        var member = requireMember(actor);
        if (!member.role().isAtLeast(atLeast)) {
            throw new Refusal.Forbidden(
                    atLeast == Role.OWNER ? "Only an owner may do that." : "Only an admin or owner may do that.");
        }
        return member;
    }

    /** As {@link #requireRole}, for what nobody, whatever their role, can do in a direct or self room. */
    private Membership requireRoleInGroup(@Nullable Membership actor, Role atLeast) {
        requireMemberOfGroup(actor);
        return requireRole(actor, atLeast);
    }

    private void requireGroup() {
        if (kind != RoomKind.GROUP) {
            throw new Refusal.Invalid(null, "The people and the profile of a direct or self room are fixed.");
        }
    }

    // --- members ---------------------------------------------------------------------------------------------------

    /** Takes in {@code user} as one of the people it is founded with: its creator rules it, unless it is direct. */
    public RoomTransition<Membership> addFounder(UserId user, MembershipId membership, Instant at) {
        boolean rules = user.equals(creator) && kind != RoomKind.DIRECT;
        return addMember(null, user, membership, rules ? Role.OWNER : Role.MEMBER, Mute.OFF, at);
    }

    /**
     * Somebody comes in by themselves.
     *
     * @param past their membership of an earlier time; null for the first time
     * @throws Refusal.NotFound if the room is private or they are banned
     */
    public RoomTransition<Membership> join(@Nullable Membership past, UserId user, MembershipId fresh, Instant at) {
        requireVisibleTo(past);
        return addMember(past, user, fresh, roleForNewcomer(), Mute.OFF, at);
    }

    /**
     * As {@link #join}; into a private room, too, by an invite that is good for it. A public room does not look at it.
     *
     * @param invite null if there is none of that secret
     * @throws Refusal.NotFound if they are banned, or the room is private and the invite is not good for it
     */
    public RoomTransition<Membership> joinByInvite(
            @Nullable Membership past, @Nullable Invite invite, UserId user, MembershipId fresh, Instant at) {
        boolean isInvited = invite != null && invite.opens(this, at) && !isBanned(past);
        if (!isInvited) {
            requireVisibleTo(past);
        }
        return addMember(past, user, fresh, roleForNewcomer(), Mute.OFF, at);
    }

    private static boolean isBanned(@Nullable Membership past) {
        return past != null && past.status() == MembershipStatus.BANNED;
    }

    /** As {@link #join}, by posting: whoever comes in that way for the first time is muted, and only that once. */
    public RoomTransition<Membership> joinByPosting(
            @Nullable Membership past, UserId user, MembershipId fresh, Instant at) {
        requireVisibleTo(past);
        return addMember(past, user, fresh, roleForNewcomer(), Mute.FOREVER, at);
    }

    /** Whoever comes into a public room that everybody has left rules it, or nobody ever could again. */
    private Role roleForNewcomer() {
        return memberCount == 0 ? Role.OWNER : Role.MEMBER;
    }

    /** Answers {@code actor} if they are an active member of a room whose members can change. */
    public Membership requireMemberOfGroup(@Nullable Membership actor) {
        var member = requireMember(actor);
        requireGroup();
        return member;
    }

    /** May {@code actor} bring people in? */
    public void requireMayAdd(@Nullable Membership actor) {
        requireRoleInGroup(actor, profile.membersCanInvite() ? Role.MEMBER : Role.ADMIN);
    }

    /**
     * {@code actor}, who may bring people in, makes an invite.
     *
     * @param others how many good invites the room has already
     * @throws Refusal.Conflict if it has as many as it may have
     */
    public Invite invite(@Nullable Membership actor, SecretDigest digest, Duration lifetime, int others, Instant at) {
        requireMayAdd(actor);
        if (others >= Invite.MAX_OF_ROOM) {
            throw new Refusal.Conflict("The room has " + Invite.MAX_OF_ROOM + " invites; revoke some first.");
        }
        return Invite.create(digest, requireMember(actor), lifetime, at);
    }

    /** Who may take back {@code invite}: its maker, as long as they are a member, and the admins. */
    public void requireMayRevoke(@Nullable Membership actor, Invite invite) {
        var member = requireMember(actor);
        if (!invite.creator().equals(member.id()) && !member.role().isAtLeast(Role.ADMIN)) {
            throw new Refusal.Forbidden("Only its maker or an admin may revoke an invite.");
        }
    }

    /**
     * Is {@code member} to go when {@code actor} says who should be in the room, and does not name them? Owners stay, and
     * so does the actor.
     */
    public boolean goesUnlisted(Membership member, Membership actor) {
        return member.isActive()
                && !member.isSystem()
                && member.role() != Role.OWNER
                && !member.id().equals(actor.id());
    }

    /** {@code actor} brings in {@code user}, who is no active member. */
    public RoomTransition<Membership> add(
            @Nullable Membership actor, @Nullable Membership past, UserId user, MembershipId fresh, Instant at) {
        requireMayAdd(actor);
        if (isBanned(past)) {
            throw new Refusal.Conflict("That user is banned from the room.");
        }
        return addMember(past, user, fresh, Role.MEMBER, Mute.OFF, at);
    }

    private RoomTransition<Membership> addMember(
            @Nullable Membership past, UserId user, MembershipId fresh, Role role, Mute firstMute, Instant at) {
        var next = nextVersion(1);
        var membership = past != null
                ? past.rejoin(role, messageSeq, at, next.version)
                : new Membership(
                        fresh,
                        id,
                        user,
                        role,
                        MembershipStatus.ACTIVE,
                        firstMute,
                        PushLevel.ALL,
                        messageSeq,
                        messageSeq,
                        messageSeq,
                        at,
                        next.version);
        return new RoomTransition<>(next, membership);
    }

    /** {@code member} goes by themselves. */
    public RoomTransition<Membership> leave(@Nullable Membership member) {
        return deactivate(requireMemberOfGroup(member), MembershipStatus.LEFT);
    }

    /**
     * Who takes over when {@code leaver} goes: nobody while another owner stays, else the admin, else the member, who
     * has been there longest.
     *
     * @param eldest finds the active member of a role, other than the leaver, who joined first
     */
    public Optional<Membership> successorOf(Membership leaver, Function<Role, Optional<Membership>> eldest) {
        if (leaver.role() != Role.OWNER || eldest.apply(Role.OWNER).isPresent()) {
            return Optional.empty();
        }
        return eldest.apply(Role.ADMIN).or(() -> eldest.apply(Role.MEMBER));
    }

    /** {@code heir} becomes an owner because the last one left. */
    public RoomTransition<Membership> handOver(Membership heir) {
        return withRole(heir, Role.OWNER);
    }

    /** {@code actor} sends {@code target} away; nothing changes when they are out already. */
    public RoomTransition<Membership> remove(@Nullable Membership actor, Membership target) {
        var removing = requirePowerOver(actor, target);
        if (removing.id().equals(target.id())) {
            throw new Refusal.Forbidden("Nobody can remove themselves; leave instead.");
        }
        return target.isActive() ? deactivate(target, MembershipStatus.LEFT) : new RoomTransition<>(this, target);
    }

    /** {@code actor} keeps {@code target} out for good, whether they are in at the moment or not. */
    public RoomTransition<Membership> ban(@Nullable Membership actor, Membership target) {
        var banning = requirePowerOver(actor, target);
        if (banning.id().equals(target.id())) {
            throw new Refusal.Forbidden("Nobody can ban themselves.");
        }
        return deactivate(target, MembershipStatus.BANNED);
    }

    /** Lifts a ban; {@code target} is out, but may come back. Nothing changes when they are not banned. */
    public RoomTransition<Membership> unban(@Nullable Membership actor, Membership target) {
        requireRole(actor, Role.ADMIN);
        if (target.status() != MembershipStatus.BANNED) {
            return new RoomTransition<>(this, target);
        }
        var next = nextVersion(0);
        return new RoomTransition<>(next, target.with(target.role(), MembershipStatus.LEFT, next.version));
    }

    private Membership requirePowerOver(@Nullable Membership actor, Membership target) {
        var member = requireRoleInGroup(actor, Role.ADMIN);
        if (target.isSystem()) {
            throw new Refusal.Forbidden("The system member stays.");
        }
        if (target.role() == Role.OWNER && member.role() != Role.OWNER) {
            throw new Refusal.Forbidden("An admin has no power over an owner.");
        }
        return member;
    }

    private RoomTransition<Membership> deactivate(Membership member, MembershipStatus out) {
        var next = nextVersion(member.isActive() ? -1 : 0);
        return new RoomTransition<>(next, member.with(Role.MEMBER, out, next.version));
    }

    /**
     * {@code actor}, an owner, gives {@code target} another role.
     *
     * @param otherOwner is there an owner besides {@code target}?
     */
    public RoomTransition<Membership> changeRole(
            @Nullable Membership actor, Membership target, Role role, boolean otherOwner) {
        requireRoleInGroup(actor, Role.OWNER);
        if (target.isSystem() || !target.isActive()) {
            throw new Refusal.Invalid("role", "Only an active member can have a role.");
        }
        if (target.role() == Role.OWNER && role != Role.OWNER && !otherOwner) {
            throw new Refusal.Conflict("The last owner cannot step down; make somebody else an owner first.");
        }
        return withRole(target, role);
    }

    private RoomTransition<Membership> withRole(Membership member, Role role) {
        var next = nextVersion(0);
        return new RoomTransition<>(next, member.with(role, member.status(), next.version));
    }

    /** The member who writes the system messages of this room; made once, counted nowhere. */
    public Membership systemMember(MembershipId fresh, Instant at) {
        return new Membership(
                fresh,
                id,
                null,
                Role.MEMBER,
                MembershipStatus.ACTIVE,
                Mute.OFF,
                PushLevel.ALL,
                messageSeq,
                messageSeq,
                messageSeq,
                at,
                version);
    }

    // --- the room itself -------------------------------------------------------------------------------------------

    /**
     * {@code actor} changes the profile; the same profile again changes nothing. A room found by name keeps being found by
     * its title as long as it is public and has one.
     */
    public Room changeProfile(@Nullable Membership actor, RoomProfile wanted, Instant at) {
        requireMayChangeProfile(actor);
        if (wanted.equals(profile)) {
            return this;
        }
        return new Room(
                id,
                kind,
                keyFor(wanted),
                wanted.requireNewTitle(profile.title()),
                creator,
                created,
                at,
                lastActivity,
                version + 1,
                messageSeq,
                memberCount,
                pinnedCount);
    }

    /** May {@code actor} change the profile? */
    public void requireMayChangeProfile(@Nullable Membership actor) {
        requireRoleInGroup(actor, Role.ADMIN);
    }

    private @Nullable RoomKey keyFor(RoomProfile wanted) {
        var title = wanted.title();
        return key == null || title == null || !wanted.isPublic() ? null : RoomKey.named(title);
    }

    /** The event of {@code actor}, an owner, doing away with the room. */
    public RoomEvent.RoomDeleted delete(@Nullable Membership actor) {
        requireRole(actor, Role.OWNER);
        return new RoomEvent.RoomDeleted(id, version + 1);
    }

    /** The event of {@code by} doing away with the room. */
    public RoomEvent.RoomDeleted delete(Administrator by) {
        return new RoomEvent.RoomDeleted(id, version + 1);
    }

    /** What those call the room who administer it and are no part of it; {@code members} as in {@link #titleFor}. */
    public String nameForAdministrator(List<Member> members) {
        var title = profile.title();
        return title != null ? title : names(members.stream());
    }

    private static String names(Stream<Member> members) {
        return members.map(Member::name).collect(Collectors.joining(", "));
    }

    /**
     * What {@code viewer} reads as the title.
     *
     * @param members the first of the active members, in the order of joining
     */
    public String titleFor(UserId viewer, List<Member> members) {
        var title = profile.title();
        if (title != null) {
            return title;
        }
        if (kind == RoomKind.SELF) {
            return SELF_TITLE;
        }
        return names(members.stream()
                .filter(member -> kind == RoomKind.GROUP || !member.membership().isOf(viewer)));
    }

    // --- messages --------------------------------------------------------------------------------------------------

    /**
     * Takes the next message of {@code author}.
     *
     * @param parent the message that the draft replies to, as it is now; null outside a thread
     */
    public PostedMessage post(
            @Nullable Membership author, Draft draft, @Nullable Message parent, MessageId messageId, Instant at) {
        var speaker = requireMember(author);
        requireSameRoom(parent);
        return append(speaker, draft, parent, messageId, at);
    }

    /** Takes a message that the room itself says. */
    public PostedMessage postSystem(
            Membership system, Body body, @Nullable ClientId clientId, MessageId messageId, Instant at) {
        return append(system, new Draft(body, null, clientId), null, messageId, at);
    }

    private PostedMessage append(
            Membership author, Draft draft, @Nullable Message parent, MessageId messageId, Instant at) {
        long seq = messageSeq + 1;
        long messageVersion = version + 1;
        var message = new Message(
                messageId,
                id,
                seq,
                author.id(),
                author.isSystem(),
                draft.parent(),
                draft.text(),
                at,
                null,
                null,
                null,
                MessageCounts.ofImages(draft.images().size()),
                draft.idempotencyKey(),
                messageVersion);
        var counted = parent == null ? null : withReplyCount(parent, 1, messageVersion + 1);
        var next = new Room(
                id,
                kind,
                key,
                profile,
                creator,
                created,
                modified,
                at,
                counted == null ? messageVersion : counted.version(),
                seq,
                memberCount,
                pinnedCount);
        return new PostedMessage(next, message, author.afterPosting(seq), author.receiptOfPosting(seq, at), counted);
    }

    private static Message withReplyCount(Message message, int change, long version) {
        return message.with(message.counts().plusReplies(change), version);
    }

    private void requireSameRoom(@Nullable Message parent) {
        if (parent != null && !parent.room().equals(id)) {
            throw new Refusal.Invalid("parent_id", "Must be a message of the same room.");
        }
    }

    /** May {@code actor} reword {@code message}? */
    public void requireMayEdit(@Nullable Membership actor, Message message) {
        requireAuthor(actor, message, "Only its author may edit a message.");
    }

    /** {@code actor} rewords their own message. */
    public RoomTransition<Message> edit(@Nullable Membership actor, Message message, Body body, Instant at) {
        requireMayEdit(actor, message);
        var next = nextVersion(0);
        return new RoomTransition<>(next, message.edited(body, at, next.version));
    }

    /** {@code actor} makes a tombstone of a living message: their own, or as an admin anybody's. */
    public RoomTransition<Message> delete(@Nullable Membership actor, Message message, Instant at) {
        var member = requireMember(actor);
        if (!message.author().equals(member.id()) && !member.role().isAtLeast(Role.ADMIN)) {
            throw new Refusal.Forbidden("Only its author or an admin may delete a message.");
        }
        return tombstone(message, at);
    }

    /** {@code by} makes a tombstone of a living message, whosever it is. */
    public RoomTransition<Message> delete(Administrator by, Message message, Instant at) {
        return tombstone(message, at);
    }

    private RoomTransition<Message> tombstone(Message message, Instant at) {
        var next = nextVersion(0, message.isPinned() ? -1 : 0);
        return new RoomTransition<>(next, message.tombstone(at, next.version));
    }

    /**
     * May {@code actor} put {@code more} images on a message that is there already?
     *
     * @throws Refusal.Invalid if it is not their own, or is full
     */
    public void requireMayAttach(@Nullable Membership actor, Message message, int more) {
        requireVisibleTo(actor);
        if (actor == null || !message.author().equals(actor.id())) {
            throw new Refusal.Invalid("message_id", "Must be a message of your own.");
        }
        requireAuthor(actor, message, "Only its author may put images on a message.");
        if (message.counts().images() + more > Image.MAX_PER_MESSAGE) {
            throw new Refusal.Invalid("image", "At most " + Image.MAX_PER_MESSAGE + " images on a message.");
        }
    }

    /** {@code actor} puts one more image on their own message. */
    public RoomTransition<Message> attach(@Nullable Membership actor, Message message) {
        requireMayAttach(actor, message, 1);
        return withImageCount(message, 1);
    }

    /** {@code actor} takes an image off their own message, on which something is left; see {@link Message#isSingleImage}. */
    public RoomTransition<Message> detach(@Nullable Membership actor, Message message) {
        requireAuthor(actor, message, "Only its author may take images off a message.");
        return withImageCount(message, -1);
    }

    private RoomTransition<Message> withImageCount(Message message, int change) {
        var next = nextVersion(0);
        return new RoomTransition<>(next, message.with(message.counts().plusImages(change), next.version));
    }

    private void requireAuthor(@Nullable Membership actor, Message message, String otherwise) {
        var member = requireMember(actor);
        if (message.isSystem() || !message.author().equals(member.id())) {
            throw new Refusal.Forbidden(otherwise);
        }
        if (message.isDeleted()) {
            throw new Refusal.Conflict("The message was deleted.");
        }
    }

    /** After a reply to {@code parent} was deleted. */
    public RoomTransition<Message> uncountReply(Message parent) {
        var next = nextVersion(0);
        return new RoomTransition<>(next, withReplyCount(parent, -1, next.version));
    }

    /**
     * Takes {@code reaction}, which {@code actor} gives to {@code message} for the first time.
     *
     * @param earlier all reactions to the message
     */
    public RoomTransition<Message> react(
            @Nullable Membership actor, Message message, Reaction reaction, Collection<Reaction> earlier) {
        requireMember(actor);
        if (message.isDeleted()) {
            throw new Refusal.Conflict("The message was deleted.");
        }
        requireReactionFits(reaction, earlier);
        var next = nextVersion(0);
        return new RoomTransition<>(next, message.with(message.counts().plusReactions(1), next.version));
    }

    private static void requireReactionFits(Reaction reaction, Collection<Reaction> earlier) {
        var contents = earlier.stream().map(Reaction::content).collect(Collectors.toSet());
        if (earlier.size() >= Reaction.MAX_PER_MESSAGE) {
            throw new Refusal.Conflict("A message takes at most " + Reaction.MAX_PER_MESSAGE + " reactions.");
        }
        if (contents.size() >= Reaction.MAX_CONTENTS && !contents.contains(reaction.content())) {
            throw new Refusal.Conflict("A message takes at most " + Reaction.MAX_CONTENTS + " different reactions.");
        }
    }

    /** {@code actor} takes back their own {@code reaction} to {@code message}. */
    public RoomTransition<Message> unreact(@Nullable Membership actor, Message message, Reaction reaction) {
        if (!requireMember(actor).id().equals(reaction.member())) {
            throw new Refusal.Forbidden("Only its author may take a reaction back.");
        }
        var next = nextVersion(0);
        return new RoomTransition<>(next, message.with(message.counts().plusReactions(-1), next.version));
    }

    /** {@code actor} pins a living message; nothing changes when it is pinned already. */
    public RoomTransition<Message> pin(@Nullable Membership actor, Message message, Instant at) {
        requireMayPin(actor);
        if (message.isDeleted()) {
            throw new Refusal.Conflict("The message was deleted.");
        }
        if (message.isPinned()) {
            return new RoomTransition<>(this, message);
        }
        if (pinnedCount >= MAX_PINNED) {
            throw new Refusal.Conflict("At most " + MAX_PINNED + " messages are pinned at the same time.");
        }
        var next = nextVersion(0, 1);
        return new RoomTransition<>(next, message.pinned(at, next.version));
    }

    /** {@code actor} takes a pin away; nothing changes when there is none. */
    public RoomTransition<Message> unpin(@Nullable Membership actor, Message message) {
        requireMayPin(actor);
        if (!message.isPinned()) {
            return new RoomTransition<>(this, message);
        }
        var next = nextVersion(0, -1);
        return new RoomTransition<>(next, message.pinned(null, next.version));
    }

    /** Nobody ranks above the others in a direct or self room. */
    private void requireMayPin(@Nullable Membership actor) {
        requireRole(actor, profile.membersCanPin() || kind != RoomKind.GROUP ? Role.MEMBER : Role.ADMIN);
    }

    /** Who may read earlier wordings: the author and the admins. */
    public void requireMayReadEdits(@Nullable Membership actor, Message message) {
        var member = requireMember(actor);
        if (!message.author().equals(member.id()) && !member.role().isAtLeast(Role.ADMIN)) {
            throw new Refusal.Forbidden("Only its author or an admin may read the edits of a message.");
        }
    }

    private Room nextVersion(int memberChange) {
        return nextVersion(memberChange, 0);
    }

    private Room nextVersion(int memberChange, int pinnedChange) {
        return new Room(
                id,
                kind,
                key,
                profile,
                creator,
                created,
                modified,
                lastActivity,
                version + 1,
                messageSeq,
                memberCount + memberChange,
                pinnedCount + pinnedChange);
    }
}
