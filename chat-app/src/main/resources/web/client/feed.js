import { delayAfter } from './connection.js';

const MOST_ROOMS = 1000;

/**
 * Carries what the server tells into the {@link Store}, and sees to it that nothing is missed: for each room it holds the
 * version that has been taken in; the next frame must be the next version, else it asks for the difference.
 */
export class Feed {
  #store;
  #connection;
  #actions;
  #held = new Map();
  #asked = new Set();

  /**
   * @param {import('./store.js').Store} store
   * @param {import('./connection.js').Connection} connection
   * @param {{reload: (room: string) => void, refresh: (room: string) => void, arrived: (message: object) => void,
   *     caughtUp: () => void, gone: (room: string) => void}} actions
   */
  constructor(store, connection, actions) {
    this.#store = store;
    this.#connection = connection;
    this.#actions = actions;
  }

  take(frame) {
    const handler = this[frame.type.replace(/\W(\w)/g, (_, letter) => letter.toUpperCase())];
    if (frame.version !== undefined && !frame.type.startsWith('room.')) {
      this.#versioned(frame, handler);
    } else {
      handler?.call(this, frame);
    }
  }

  #versioned(frame, handler) {
    const { room_id: room, version } = frame;
    const held = this.#held.get(room);
    handler?.call(this, frame, held !== undefined && version > held);
    if (version === held + 1) {
      this.#hold(room, version);
    } else if (version > held) {
      this.#catchUp({ [room]: held });
    }
  }

  #hold(room, version) {
    this.#held.set(room, version);
    const known = this.#store.rooms.get(room);
    if (known && known.version < version) {
      this.#store.patchRoom(room, { version });
    }
  }

  /** Asks for what changed since the versions given; answers whether that was told. */
  async #catchUp(rooms) {
    const open = Object.entries(rooms).filter(([room]) => !this.#asked.has(room));
    if (!open.length) {
      return true;
    }
    open.forEach(([room]) => this.#asked.add(room));
    try {
      await this.#connection.ask({ type: 'sync', rooms: Object.fromEntries(open) });
      return true;
    } catch {
      return false;
    } finally {
      open.forEach(([room]) => this.#asked.delete(room));
    }
  }

  async ready(frame) {
    this.#store.me = frame.user;
    this.#store.changed();
    this.#asked.clear();
    const isFirst = this.#held.size === 0;
    const before = [...this.#held.keys()].slice(-MOST_ROOMS);
    frame.rooms.forEach((room) => this.#meet(room));
    if (isFirst || await this.#catchUpAll(before)) {
      this.#actions.caughtUp();
    }
  }

  /** Asks until it is told, or the connection breaks: the next one begins with the same question. */
  async #catchUpAll(rooms) {
    const { epoch } = this.#connection;
    const isStill = () => epoch === this.#connection.epoch;
    const versions = () => Object.fromEntries([...this.#held].filter(([room]) => rooms.includes(room)));
    for (let failures = 0; isStill() && !await this.#catchUp(versions()); failures += 1) {
      await new Promise((next) => { setTimeout(next, delayAfter(failures)); });
    }
    return isStill();
  }

  #meet({ id, version, seen_seq, received_seq, is_muted }) {
    if (!this.#held.has(id)) {
      this.#held.set(id, version);
    }
    this.#store.patchRoom(id, { is_muted });
    this.read({ room_id: id, seen_seq, received_seq });
  }

  synced({ room_id: room, to, complete, reset, messages, users, room: whole }) {
    if (whole) {
      this.#store.putRoom(whole);
    }
    this.#store.putMembers(room, users);
    messages.forEach((message) => this.#store.putMessage(message));
    if (complete || reset) {
      this.#hold(room, to);
      if (reset) {
        this.#actions.reload(room);
      } else if (messages.length || users.length) {
        this.#actions.refresh(room);
      }
    }
    const newest = messages[messages.length - 1];
    if (newest) {
      this.#actions.arrived(newest);
    }
  }

  messageCreated({ messages: [message] }) {
    this.#store.putMessage(message);
    this.#actions.arrived(message);
  }

  messageUpdated({ messages: [message] }) {
    this.#store.putMessage(message);
  }

  messageDeleted({ messages: [message], room_id: room }) {
    this.#store.putMessage(message);
    this.#actions.refresh(room);
  }

  messagePinned({ messages: [message], room_id: room }) {
    this.#store.putMessage(message);
    this.#actions.refresh(room);
  }

  reactionAdded({ messages: [message] }) {
    this.#store.putMessage(message);
  }

  reactionRemoved({ messages: [message] }) {
    this.#store.putMessage(message);
  }

  memberJoined({ room_id: room, users }) {
    this.#store.putMembers(room, users);
    this.#actions.refresh(room);
  }

  memberLeft({ room_id: room, users }) {
    this.#store.putMembers(room, users);
    this.#actions.refresh(room);
  }

  memberUpdated({ room_id: room, users }) {
    this.#store.putMembers(room, users);
    if (users[0]?.user_id === this.#store.me?.id) {
      this.#store.patchRoom(room, { role: users[0].role });
    }
  }

  roomCreated({ room, version }) {
    this.#store.putRoom(room);
    this.#held.set(room.id, version);
  }

  roomUpdated(frame) {
    this.#versioned(frame, () => frame.room && this.#store.putRoom(frame.room));
  }

  roomDeleted({ room_id: room }) {
    this.#lose(room);
  }

  roomLeft({ room_id: room }) {
    this.#lose(room);
  }

  #lose(room) {
    this.#held.delete(room);
    this.#store.removeRoom(room);
    this.#actions.gone(room);
  }

  receipt(frame) {
    this.#store.putReceipt(frame);
  }

  presence({ room_id: room, users }) {
    users.forEach((member) => this.#store.putPresence(room, member));
  }

  typing(frame) {
    this.#store.putTyping(frame);
  }

  mute({ room_id: room, is_muted, muted_until }) {
    this.#store.patchRoom(room, { is_muted, muted_until });
  }

  read(frame) {
    if (!this.#store.putRead(frame)) {
      this.#actions.refresh(frame.room_id);
    }
  }
}
