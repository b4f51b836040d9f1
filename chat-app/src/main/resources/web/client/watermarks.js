const REST = 400;

/** Tells the server how far I have seen and received, the last word of each room only, a few times a second at most. */
export class Watermarks {
  #connection;
  #told = new Map();
  #due = new Map();
  #timer;

  /** @param {import('./connection.js').Connection} connection */
  constructor(connection) {
    this.#connection = connection;
  }

  /** @param {'seen' | 'received'} type */
  move(type, room, seq) {
    const key = `${type} ${room}`;
    if (seq > (this.#told.get(key) ?? 0)) {
      this.#told.set(key, seq);
      this.#due.set(key, { type, room_id: room, seq });
      this.#timer ??= setTimeout(() => this.#flush(), REST);
    }
  }

  /** The connection broke: what was told may be lost. */
  forget() {
    this.#told.clear();
    this.#due.clear();
  }

  #flush() {
    this.#timer = undefined;
    const due = [...this.#due.values()];
    this.#due.clear();
    due.forEach((mark) => this.#connection.tell(mark));
  }
}
