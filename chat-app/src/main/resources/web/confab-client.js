import { Connection } from './client/connection.js';
import { Feed } from './client/feed.js';
import { History } from './client/history.js';
import { Outbox } from './client/outbox.js';
import { Rest } from './client/rest.js';
import { Session } from './client/session.js';
import { Store } from './client/store.js';
import { Watermarks } from './client/watermarks.js';

export { Problem } from './client/problem.js';
export { delayAfter } from './client/connection.js';

const REFRESH = 300;
const SOONEST_TYPING = 3_000;
const LONGEST_TIMER = 2 ** 31 - 1;

/** The URL of the server that this module came from, without a slash at the end. It may have a path. */
export const home = new URL('../..', import.meta.url).href.replace(/\/+$/, '');

/**
 * A client of a Confab server: signs in, keeps a socket open, catches up after whatever broke it, sends each message once,
 * and keeps in {@link store} what there is to show. It has no page of its own and can be used alone:
 *
 *     import { ConfabClient } from 'https://chat.example.com/confab-client.js';
 *     const client = new ConfabClient({ url: 'https://chat.example.com' });
 *     await client.session.signIn('ann', password);
 *     client.start();
 *     client.store.addEventListener('change', () => console.log(client.store.list()));
 *     client.send({ room_id, body: 'Hello' });
 *
 * Tells `state` when {@link state} changes, `caughtup` when nothing is missing any more, `gone` with the id of a room that
 * I am not in any more, and `refused` with the close code when the server ended it for good.
 */
export class ConfabClient extends EventTarget {
  #timers = new Map();
  #typingTold = new Map();
  #renewal;
  #loaded = deferred();

  /**
   * @param {{url?: string, storage?: Storage | null, memory?: Storage | null, access?: string}} [options] `url` of the
   * server, else where this module came from; `storage` keeps the log-in, for all tabs, and `memory` the messages on their way, for this
   * one (null: nothing is kept); `access` is a token that the page has from elsewhere, see {@link Session#adopt}
   */
  constructor({ url = home, storage = globalThis.localStorage, memory = globalThis.sessionStorage, access } = {}) {
    super();
    const base = url.replace(/\/+$/, '');
    this.url = base;
    this.session = new Session(base, { storage, access });
    this.rest = new Rest(base, this.session);
    this.store = new Store();
    const socket = new URL(`${base}/api/v1/chat/ws/`, globalThis.location?.href);
    socket.protocol = socket.protocol.replace('http', 'ws');
    this.connection = new Connection(socket.href, this.session, () => this.rest.get('chat/users/', { limit: 1 }));
    this.history = new History(this.rest, this.store);
    this.outbox = new Outbox(this.connection, memory, (message) => this.store.putMessage(message));
    this.marks = new Watermarks(this.connection);
    this.#listen();
  }

  #listen() {
    const feed = new Feed(this.store, this.connection, {
      reload: (room) => this.#reload(room),
      refresh: (room) => this.#soon(room, () => this.refreshRoom(room)),
      arrived: (message) => this.#arrived(message),
      caughtUp: () => this.#caughtUp(),
      gone: (room) => this.dispatchEvent(new CustomEvent('gone', { detail: room })),
    });
    this.connection.addEventListener('frame', ({ detail }) => feed.take(detail));
    this.connection.addEventListener('state', () => this.#stateChanged());
    this.connection.addEventListener('refused', ({ detail }) =>
      this.dispatchEvent(new CustomEvent('refused', { detail })));
    this.session.addEventListener('renewed', () => this.#renewed());
    this.session.addEventListener('ended', () => this.stop());
  }

  /** How the connection is, see {@link Connection#state}. */
  get state() {
    return this.connection.state;
  }

  get me() {
    return this.store.me;
  }

  /** Connects, and stays connected until {@link stop}. */
  start() {
    this.connection.start();
  }

  stop() {
    clearTimeout(this.#renewal);
    this.connection.stop();
  }

  /** When the list of rooms is there. */
  get loaded() {
    return this.#loaded.promise;
  }

  #stateChanged() {
    if (this.state !== 'open') {
      this.marks.forget();
    }
    this.dispatchEvent(new Event('state'));
  }

  async #caughtUp() {
    const { epoch } = this.connection;
    this.outbox.open(this.me.id);
    this.#planRenewal();
    await this.loadRooms().catch(() => {});
    this.#loaded.resolve();
    if (epoch === this.connection.epoch) {
      this.dispatchEvent(new Event('caughtup'));
    }
  }

  #renewed() {
    this.connection.tell({ type: 'token', access: this.session.access });
    this.#planRenewal();
  }

  /** Renews before the token, and with it the socket, is over. */
  #planRenewal() {
    clearTimeout(this.#renewal);
    const { expires } = this.session;
    if (expires && this.state !== 'off') {
      const left = expires - Date.now();
      this.#renewal = setTimeout(() => this.session.renew(this.session.access).catch(() => this.#planRenewalAgain()),
        Math.min(LONGEST_TIMER, Math.max(1_000, left * 0.7)));
    }
  }

  #planRenewalAgain() {
    if (this.session.isSignedIn) {
      this.#planRenewal();
    }
  }

  #arrived(message) {
    if (message.is_me !== true) {
      this.marks.move('received', message.room_id, message.seq);
    }
    const own = this.outbox.of(message.room_id).find((entry) => entry.client_id === message.client_id);
    if (own && message.is_me) {
      this.outbox.discard(own.client_id);
    }
  }

  #reload(room) {
    this.refreshRoom(room).catch(() => {});
    this.loadMembers(room).catch(() => {});
    this.history.reload(room).catch(() => {});
  }

  /** Does `work` a little later, once however often it is asked for until then. */
  #soon(key, work) {
    if (!this.#timers.has(key)) {
      this.#timers.set(key, setTimeout(() => {
        this.#timers.delete(key);
        work().catch(() => {});
      }, REFRESH));
    }
  }

  /** Fetches the rooms that I am in. */
  async loadRooms() {
    let query = { mine: true, limit: 200, offset: 0 };
    const lost = new Set(this.store.rooms.keys());
    for (let more = true; more; query = { ...query, offset: query.offset + query.limit }) {
      const { results, next } = await this.rest.get('chat/rooms/', query);
      results.forEach((room) => {
        lost.delete(room.id);
        this.store.putRoom(room);
      });
      more = Boolean(next);
    }
    lost.forEach((room) => this.store.removeRoom(room));
  }

  async refreshRoom(room) {
    this.store.putRoom(await this.rest.get(`chat/rooms/${room}/`));
  }

  async loadMembers(room) {
    const { results } = await this.rest.get(`chat/rooms/${room}/users/`, { limit: 200 });
    this.store.putMembers(room, results);
  }

  /**
   * Writes a message, which shows at once and goes when it can.
   *
   * @param {{room_id: string, body: string, parent_id?: string, images?: object[]}} draft
   */
  send(draft) {
    this.typing(draft.room_id, false);
    return this.outbox.add(draft);
  }

  async edit(message, body) {
    this.store.putMessage(await this.rest.patch(pathOf(message), { body }));
  }

  async remove(message) {
    await this.rest.delete(pathOf(message));
  }

  /** Reacts, or takes the reaction back when it is there. */
  async toggleReaction(message, content) {
    const mine = message.reaction_counts.some((count) => count.content === content && count.me);
    if (mine) {
      await this.rest.delete(`${pathOf(message)}reactions/${encodeURIComponent(content)}/`);
    } else {
      await this.rest.post(`chat/rooms/${message.room_id}/messages/`, {
        body: content, parent_id: message.id, is_reaction: true,
      });
    }
  }

  async setPinned(message, isPinned) {
    await (isPinned ? this.rest.post(`${pathOf(message)}pin/`) : this.rest.delete(`${pathOf(message)}pin/`));
  }

  /** I have seen all up to here. */
  seen(room, seq) {
    this.marks.move('seen', room, seq);
    this.store.putRead({ room_id: room, seen_seq: seq, received_seq: seq });
  }

  typing(room, isTyping) {
    const told = this.#typingTold.get(room) ?? 0;
    if (isTyping ? Date.now() - told > SOONEST_TYPING : told) {
      this.#typingTold.set(room, isTyping ? Date.now() : 0);
      this.connection.tell({ type: 'typing', room_id: room, is_typing: isTyping });
    }
  }

  /** @param {string | null} [until] a time; null for ever */
  async mute(room, until) {
    await this.rest.post(`chat/rooms/${room}/mute/`, until ? { until } : {});
    this.store.patchRoom(room, { is_muted: true, muted_until: until ?? null });
  }

  async unmute(room) {
    await this.rest.post(`chat/rooms/${room}/unmute/`);
    this.store.patchRoom(room, { is_muted: false, muted_until: null });
  }
}

/** Where a message is. */
export function pathOf(message) {
  return `chat/rooms/${message.room_id}/messages/${message.id}/`;
}

function deferred() {
  const it = {};
  it.promise = new Promise((resolve) => {
    it.resolve = resolve;
  });
  return it;
}
