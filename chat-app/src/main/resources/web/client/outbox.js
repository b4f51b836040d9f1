import { randomId } from './ids.js';

const MOST = 200;
const SHORT_REST = 1_000;

/**
 * Messages on their way. Each has a `client_id` drawn before it is first sent, and stays here until the server has said
 * that it has it, through broken connections and reloads of the page: so none is lost, and none is there twice. Those of
 * one room go one after the other, in the order in which they were written.
 *
 * Tells `change` when {@link entries} did.
 *
 * @typedef {{client_id: string, room_id: string, body: string, parent_id?: string, images?: object[], created: string,
 *     state: 'pending' | 'failed', error?: string}} Entry
 */
export class Outbox extends EventTarget {
  /** @type {Entry[]} oldest first */
  entries = [];
  #key;
  #storage;
  #connection;
  #onSent;
  #sending = new Set();
  #timer;

  /**
   * @param {import('./connection.js').Connection} connection
   * @param {Storage | null} storage
   * @param {(message: object) => void} onSent hears of each message that the server has
   */
  constructor(connection, storage, onSent) {
    super();
    this.#connection = connection;
    this.#storage = storage;
    this.#onSent = onSent;
    connection.addEventListener('state', () => this.flush());
  }

  /** Begins with what `user` had not got rid of before the page was loaded anew. */
  open(user) {
    const key = `confab.outbox.${user}`;
    if (this.#key !== key) {
      this.#key = key;
      this.entries = [...this.#read(), ...this.entries];
      this.#changed();
    }
    this.flush();
  }

  /** @returns {Entry} @throws {RangeError} if too many wait already */
  add({ room_id, body, parent_id, images }) {
    if (this.entries.length >= MOST) {
      throw new RangeError('Too many messages are waiting.');
    }
    const entry = {
      client_id: randomId(), room_id, body, parent_id, images, created: new Date().toISOString(), state: 'pending',
    };
    this.entries = [...this.entries, entry];
    this.#changed();
    this.flush();
    return entry;
  }

  retry(clientId) {
    this.#update(clientId, { state: 'pending', error: undefined });
    this.flush();
  }

  discard(clientId) {
    if (this.entries.some((entry) => entry.client_id === clientId)) {
      this.entries = this.entries.filter((entry) => entry.client_id !== clientId);
      this.#changed();
    }
  }

  /** @returns {Entry[]} */
  of(room) {
    return this.entries.filter((entry) => entry.room_id === room);
  }

  /** Sends what can be sent now. */
  flush() {
    if (this.#connection.state !== 'open') {
      return;
    }
    for (const room of new Set(this.entries.map((entry) => entry.room_id))) {
      const next = this.entries.find((entry) => entry.room_id === room && entry.state === 'pending');
      if (next && !this.#sending.has(room)) {
        this.#send(next);
      }
    }
  }

  async #send(entry) {
    this.#sending.add(entry.room_id);
    try {
      const ack = await this.#connection.ask({
        type: 'message.send', room_id: entry.room_id, body: entry.body, client_id: entry.client_id,
        ...(entry.parent_id ? { parent_id: entry.parent_id } : {}),
        ...(entry.images?.length ? { images: entry.images.map((image) => image.id) } : {}),
      });
      this.#onSent(ack.messages[0]);
      this.discard(entry.client_id);
    } catch (problem) {
      if (problem.isPassing) {
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.flush(), SHORT_REST);
        return;
      }
      this.#update(entry.client_id, { state: 'failed', error: problem.message });
    } finally {
      this.#sending.delete(entry.room_id);
    }
    this.flush();
  }

  #update(clientId, change) {
    this.entries = this.entries.map((entry) => (entry.client_id === clientId ? { ...entry, ...change } : entry));
    this.#changed();
  }

  #changed() {
    try {
      this.#storage?.setItem(this.#key, JSON.stringify(this.entries));
    } catch {
      // full or forbidden: what waits does not survive a reload then
    }
    this.dispatchEvent(new Event('change'));
  }

  #read() {
    try {
      return JSON.parse(this.#storage?.getItem(this.#key) ?? '[]');
    } catch {
      return [];
    }
  }
}
