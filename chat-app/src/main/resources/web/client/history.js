const PAGE = 50;
const MOST_HELD = 8;

/** Fetches stretches of rooms into their timelines: the end, what is around a message, and on from there both ways. */
export class History {
  #rest;
  #store;
  #loading = new Map();
  #recent = [];

  /**
   * @param {import('./rest.js').Rest} rest
   * @param {import('./store.js').Store} store
   */
  constructor(rest, store) {
    this.#rest = rest;
    this.#store = store;
  }

  /** Begins with the newest messages, or with those around one: a message id, or a `seq`. */
  open(room, around) {
    this.#keepFew(room);
    return this.#once(`${room} open ${around ?? ''}`, () => this.#open(room, around));
  }

  async #open(room, around) {
    const timeline = this.#store.timeline(room);
    if (typeof around === 'number') {
      await this.#openAtSeq(room, timeline, around);
    } else if (around) {
      const { results } = await this.#page(room, { around, limit: PAGE });
      timeline.reset(results, results[0]?.seq === 1);
    } else {
      const { results, next } = await this.#page(room, { limit: PAGE });
      timeline.following = true;
      timeline.reset(results.reverse(), !next);
    }
    this.#store.changed();
  }

  async #openAtSeq(room, timeline, seq) {
    const [before, after] = await Promise.all([
      this.#page(room, { before_seq: seq + 1, limit: PAGE / 2 }),
      this.#page(room, { after_seq: seq, limit: PAGE / 2 }),
    ]);
    timeline.reset([...before.results.reverse(), ...after.results], !before.next);
  }

  /** More of what was said before. */
  older(room) {
    const timeline = this.#store.timeline(room);
    if (!timeline.loaded || timeline.hasStart) {
      return Promise.resolve();
    }
    return this.#once(`${room} older`, async () => {
      const { results, next } = await this.#page(room, { before_seq: timeline.first, limit: PAGE });
      timeline.prepend(results.reverse(), !next);
      this.#store.changed();
    });
  }

  /** More of what was said after. */
  newer(room) {
    const timeline = this.#store.timeline(room);
    if (!timeline.loaded || timeline.hasEnd) {
      return Promise.resolve();
    }
    return this.#once(`${room} newer`, async () => {
      const { results } = await this.#page(room, { after_seq: timeline.last, limit: PAGE });
      timeline.append(results);
      this.#store.changed();
    });
  }

  /** Reads anew what is held of a room, because too much has changed to be told. */
  async reload(room) {
    const timeline = this.#store.timeline(room);
    if (timeline.loaded) {
      const { messages } = timeline;
      const isAtEnd = timeline.following || !messages.length;
      await this.open(room, isAtEnd ? undefined : messages[Math.floor(messages.length / 2)].seq);
    }
  }

  #page(room, query) {
    return this.#rest.get(`chat/rooms/${room}/messages/`, query);
  }

  async #once(key, work) {
    if (!this.#loading.has(key)) {
      this.#loading.set(key, work().finally(() => this.#loading.delete(key)));
    }
    return this.#loading.get(key);
  }

  #keepFew(room) {
    this.#recent = [room, ...this.#recent.filter((other) => other !== room)].slice(0, MOST_HELD);
    this.#store.heldTimelines()
      .filter((held) => !this.#recent.includes(held))
      .forEach((held) => this.#store.dropTimeline(held));
  }
}
