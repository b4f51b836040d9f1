const MOST = 240;
const MOST_AHEAD = 100;

/**
 * A stretch of a room's messages without a hole: `seq` after `seq`, of bounded length. It grows where the reader goes and
 * shrinks at the other end. What is said while the reader is elsewhere does not get in; {@link newest} counts it.
 */
export class Timeline {
  /** @type {object[]} ascending; a new array with each change, whose unchanged messages are the same objects */
  messages = [];
  loaded = false;
  /** Whether there is nothing before the first message. */
  hasStart = false;
  /** The `seq` of the newest message that we know of, whether it is here or not. */
  newest = 0;
  /** Whether the reader is at the end and wants what comes. */
  following = true;
  #ahead = new Map();

  get first() {
    return this.messages[0]?.seq ?? 0;
  }

  get last() {
    return this.messages[this.messages.length - 1]?.seq ?? 0;
  }

  get hasEnd() {
    return this.loaded && this.last >= this.newest;
  }

  find(id) {
    return this.messages.find((message) => message.id === id);
  }

  /** Starts over with `messages` (ascending), which have nothing before them if `hasStart`. */
  reset(messages, hasStart) {
    this.messages = messages;
    this.hasStart = hasStart;
    this.loaded = true;
    this.#grow();
  }

  prepend(messages, hasStart) {
    const older = messages.filter((message) => message.seq < this.first);
    this.messages = [...older, ...this.messages];
    this.hasStart = hasStart;
    if (this.messages.length > MOST) {
      this.messages = this.messages.slice(0, MOST);
    }
  }

  append(messages) {
    const newer = messages.filter((message) => message.seq > this.last);
    this.messages = [...this.messages, ...newer];
    this.#grow();
    this.#shrinkAtStart();
  }

  /** Takes a message as it is now, new or changed; answers whether anything is different. */
  put(message) {
    this.newest = Math.max(this.newest, message.seq);
    if (!this.loaded) {
      return false;
    }
    const at = message.seq - this.first;
    const known = this.messages[at];
    if (known && known.id === message.id) {
      return this.#replace(at, known, message);
    }
    if (message.seq > this.last) {
      this.#keepAhead(message);
      return this.#grow();
    }
    return false;
  }

  #replace(at, known, message) {
    if (message.version < known.version || (message.version === known.version && sameEyes(known, message))) {
      return false;
    }
    this.messages = this.messages.with(at, message);
    return true;
  }

  #keepAhead(message) {
    const known = this.#ahead.get(message.seq);
    if (!known || known.version <= message.version) {
      this.#ahead.set(message.seq, message);
    }
    if (this.#ahead.size > MOST_AHEAD) {
      this.#ahead.delete(Math.min(...this.#ahead.keys()));
    }
  }

  /** Takes in what came early, once what belongs before it is there. */
  #grow() {
    let grown = false;
    while (this.#ahead.has(this.last + 1) && (this.following || this.messages.length < MOST)) {
      const next = this.#ahead.get(this.last + 1);
      this.#ahead.delete(next.seq);
      this.messages = [...this.messages, next];
      grown = true;
    }
    this.newest = Math.max(this.newest, this.last);
    [...this.#ahead.keys()].filter((seq) => seq <= this.last).forEach((seq) => this.#ahead.delete(seq));
    if (grown) {
      this.#shrinkAtStart();
    }
    return grown;
  }

  #shrinkAtStart() {
    if (this.messages.length > MOST) {
      this.messages = this.messages.slice(-MOST);
      this.hasStart = false;
    }
  }
}

function sameEyes(one, other) {
  return one.is_seen_by_me === other.is_seen_by_me && one.is_me === other.is_me;
}
