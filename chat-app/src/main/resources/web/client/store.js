import { Timeline } from './timeline.js';

const TYPING = 7_000;

/**
 * What is known: rooms, their members, stretches of their messages, who is typing. Takes answers and frames in whatever
 * order they come: every row carries its version, and the newer one wins; counters move only by what is new to them.
 * Objects in here are never changed, only replaced.
 *
 * Tells `change` after changes, once for all of one turn, `message` for each new message from
 * somebody else, and `row` for each message in whatever state, for those who keep more than {@link timeline} does.
 */
export class Store extends EventTarget {
  /** The user as the server calls them; null before the first contact. */
  me = null;
  /** @type {Map<string, object>} rooms that I am in, by id */
  rooms = new Map();
  #members = new Map();
  #timelines = new Map();
  #typing = new Map();
  #scheduled = false;

  changed() {
    if (!this.#scheduled) {
      this.#scheduled = true;
      queueMicrotask(() => {
        this.#scheduled = false;
        this.dispatchEvent(new Event('change'));
      });
    }
  }

  /** Mine, those with the latest activity first. */
  list() {
    return [...this.rooms.values()].sort((one, other) => activity(other).localeCompare(activity(one)));
  }

  /** @returns {Timeline} */
  timeline(room) {
    if (!this.#timelines.has(room)) {
      const timeline = new Timeline();
      timeline.newest = this.rooms.get(room)?.message_seq ?? 0;
      this.#timelines.set(room, timeline);
    }
    return this.#timelines.get(room);
  }

  /** Which stretches are held. */
  heldTimelines() {
    return [...this.#timelines.keys()];
  }

  dropTimeline(room) {
    this.#timelines.delete(room);
    this.#members.delete(room);
  }

  /** Members as far as they are known, by the id of the membership. @returns {Map<string, object>} */
  members(room) {
    return this.#members.get(room) ?? new Map();
  }

  /** Who is typing in the room, as memberships. */
  typists(room) {
    const now = Date.now();
    return [...(this.#typing.get(room) ?? new Map())]
      .filter(([, until]) => until > now)
      .map(([member]) => this.members(room).get(member))
      .filter(Boolean);
  }

  putRoom(room) {
    const known = this.rooms.get(room.id);
    this.rooms = new Map(this.rooms).set(room.id, known ? merged(known, room) : room);
    const timeline = this.#timelines.get(room.id);
    if (timeline) {
      timeline.newest = Math.max(timeline.newest, room.message_seq);
    }
    this.changed();
  }

  patchRoom(id, change) {
    const room = this.rooms.get(id);
    if (room) {
      this.rooms = new Map(this.rooms).set(id, { ...room, ...change });
      this.changed();
    }
  }

  removeRoom(id) {
    this.rooms = new Map(this.rooms);
    this.rooms.delete(id);
    this.dropTimeline(id);
    this.#typing.delete(id);
    this.changed();
  }

  putMembers(room, members) {
    const known = new Map(this.#members.get(room));
    for (const member of members) {
      const old = known.get(member.id);
      if (!old || old.version <= member.version) {
        known.set(member.id, old ? furthest(old, member) : member);
      }
    }
    this.#members.set(room, known);
    this.changed();
  }

  /** Takes a message, and what it says about its room. */
  putMessage(message) {
    const room = this.rooms.get(message.room_id);
    if (room && message.seq > room.message_seq) {
      this.#count(room, message);
    } else if (room && room.last_message?.id === message.id && message.version >= room.last_message.version) {
      this.patchRoom(room.id, { last_message: message });
    }
    if (!message.is_system) {
      this.#countAsRead(message);
    }
    this.timeline(message.room_id).put(message);
    this.dispatchEvent(new CustomEvent('row', { detail: message }));
    this.changed();
  }

  /** Who speaks has seen what was said before; no receipt says so. */
  #countAsRead({ room_id, room_user_id, seq }) {
    this.putReceipt({ room_id, room_user_id, seen_seq: seq, received_seq: seq });
  }

  #count(room, message) {
    const mine = message.is_me === true;
    const isNews = !mine && message.seq > room.seen_seq;
    this.patchRoom(room.id, {
      last_message: message,
      message_seq: message.seq,
      message_total_count: room.message_total_count + 1,
      message_new_count: mine ? 0 : room.message_new_count + (isNews ? 1 : 0),
      seen_seq: mine ? message.seq : room.seen_seq,
    });
    this.#typing.get(room.id)?.delete(message.room_user_id);
    if (isNews) {
      this.dispatchEvent(new CustomEvent('message', { detail: message }));
    }
  }

  /** Somebody has seen or received up to here. */
  putReceipt({ room_id, room_user_id, seen_seq, received_seq }) {
    const member = this.members(room_id).get(room_user_id);
    if (member && (member.seen_seq < seen_seq || member.received_seq < received_seq)) {
      this.putMembers(room_id, [furthest(member, { ...member, seen_seq, received_seq })]);
    }
  }

  /** I have seen up to here, on whichever device. Answers false where it cannot be told how many are left. */
  putRead({ room_id, seen_seq, received_seq }) {
    const room = this.rooms.get(room_id);
    if (!room || seen_seq <= room.seen_seq) {
      return true;
    }
    const unread = this.#unreadAfter(room, seen_seq);
    this.patchRoom(room_id, {
      seen_seq, received_seq: Math.max(room.received_seq, received_seq),
      message_new_count: unread ?? room.message_new_count,
    });
    return unread !== undefined;
  }

  #unreadAfter(room, seq) {
    if (seq >= room.message_seq) {
      return 0;
    }
    const timeline = this.#timelines.get(room.id);
    return timeline?.hasEnd && timeline.first <= seq + 1
      ? timeline.messages.filter((message) => message.seq > seq && message.is_me !== true).length
      : undefined;
  }

  putPresence(room_id, member) {
    const room = this.rooms.get(room_id);
    const known = this.members(room_id).get(member.id);
    if (room && (!known || known.is_online !== member.is_online)) {
      const count = room.online_count + (member.is_online ? 1 : -1);
      this.patchRoom(room_id, { online_count: Math.min(room.member_count, Math.max(0, count)) });
    }
    this.putMembers(room_id, [member]);
  }

  putTyping({ room_id, room_user_id, is_typing }) {
    const typists = this.#typing.get(room_id) ?? new Map();
    this.#typing.set(room_id, typists);
    if (is_typing) {
      typists.set(room_user_id, Date.now() + TYPING);
      setTimeout(() => this.changed(), TYPING + 50);
    } else {
      typists.delete(room_user_id);
    }
    this.changed();
  }
}

function activity(room) {
  return room.last_message?.created ?? room.created;
}

/** `room` as the server tells it, which may be older than what frames have told since. */
function merged(known, room) {
  const newer = room.version >= known.version ? { ...known, ...room } : { ...room, ...known };
  const seen = Math.max(known.seen_seq, room.seen_seq);
  const later = room.message_seq >= known.message_seq ? room : known;
  return {
    ...newer,
    last_message: later.last_message,
    message_seq: later.message_seq,
    message_total_count: later.message_total_count,
    message_new_count: seen >= later.message_seq ? 0 : (known.seen_seq > room.seen_seq ? known : later).message_new_count,
    seen_seq: seen,
    received_seq: Math.max(known.received_seq, room.received_seq),
  };
}

function furthest(old, member) {
  return {
    ...member,
    seen_seq: Math.max(old.seen_seq, member.seen_seq),
    received_seq: Math.max(old.received_seq, member.received_seq),
  };
}
