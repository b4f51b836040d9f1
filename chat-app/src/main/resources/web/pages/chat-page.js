import { css, html, nothing } from '../lit.js';
import { Attention } from '../parts/attention.js';
import '../parts/banner.js';
import { dialog } from '../parts/dialogs.js';
import { icon } from '../parts/icons.js';
import '../parts/lightbox.js';
import { Part, attempt, fire, say } from '../parts/part.js';
import '../parts/room-list.js';
import '../parts/room-view.js';
import { base, tokens } from '../parts/styles.js';
import { s } from '../strings.js';

/** All of the chat: rooms on one side, one of them on the other; on a narrow page, one after the other. */
export class ChatPage extends Part {
  static properties = { room: { attribute: false }, focusOn: { attribute: false }, alone: { type: Boolean }, dialog: { state: true },
    lightbox: { state: true }, categories: { state: true }, missing: { state: true }, quiet: { type: Boolean } };

  static styles = [tokens, base, css`
    :host { display: grid; grid-template-rows: auto minmax(0, 1fr); height: 100%; min-height: 0; background: var(--bg); container-type: inline-size; }
    .columns { display: grid; grid-template-columns: 330px minmax(0, 1fr); min-height: 0; }
    .columns.alone { grid-template-columns: minmax(0, 1fr); }
    confab-room-list { border-inline-end: 1px solid var(--line); min-height: 0; }
    main { min-height: 0; min-width: 0; }
    .welcome { height: 100%; display: grid; place-content: center; justify-items: center; text-align: center; gap: 8px; padding: 24px; color: var(--muted); }
    .welcome .icon { width: 56px; height: 56px; stroke-width: 1.2; color: var(--accent); opacity: .8; }
    .welcome strong { font-size: 18px; color: var(--text); }
    .welcome .button { margin-top: 12px; }
    @container (max-width: 720px) {
      .columns { grid-template-columns: minmax(0, 1fr); }
      .columns.inside confab-room-list, .columns:not(.inside) main { display: none; }
      confab-room-list { border: 0; }
    }
  `];

  constructor() {
    super();
    this.addEventListener('dialog', ({ detail }) => { this.dialog = detail; });
    this.addEventListener('close-dialog', () => { this.dialog = null; });
    this.addEventListener('categories', () => this.#loadCategories());
    this.addEventListener('lightbox', ({ detail }) => { this.lightbox = detail; });
    this.addEventListener('open-room', (event) => this.#open(event));
  }

  connectedCallback() {
    super.connectedCallback();
    this.client.addEventListener('gone', this.#gone);
    this.client.addEventListener('caughtup', this.#caughtUp);
    this.client.connection.addEventListener('frame', this.#fetchAhead);
    document.addEventListener('keydown', this.#keys);
    this.attention = this.quiet ? null : new Attention(this.client, (id) => fire(this, 'open-room', { id }));
    this.client.start();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.client.removeEventListener('gone', this.#gone);
    this.client.removeEventListener('caughtup', this.#caughtUp);
    this.client.connection.removeEventListener('frame', this.#fetchAhead);
    document.removeEventListener('keydown', this.#keys);
    this.attention?.stop();
  }

  willUpdate(changed) {
    super.willUpdate(changed);
    if (changed.has('room') && this.room) {
      this.missing = false;
      this.client.loaded.then(() => this.#visit(this.room));
    }
  }

  #caughtUp = () => this.#loadCategories();

  /** The messages that are shown first do not wait for the list of rooms. */
  #fetchAhead = ({ detail: frame }) => {
    const room = frame.type === 'ready' && !this.focusOn && frame.rooms.find(({ id }) => id === this.room);
    if (room && !this.store.timeline(room.id).loaded) {
      const hasNews = room.seen_seq > 0 && room.seen_seq < room.message_seq;
      this.client.history.open(room.id, hasNews ? room.seen_seq : undefined).catch(() => {});
    }
  };

  #gone = ({ detail }) => {
    if (detail === this.room) {
      say(this, s.roomGone);
      fire(this, 'open-room', null);
    }
  };

  async #loadCategories() {
    const { results } = await this.client.rest.get('chat/categories/', { limit: 100 }).catch(() => ({ results: [] }));
    this.categories = results;
  }

  /** Sees to it that I am in the room, which the list need not have. */
  async #visit(id) {
    if (!this.store.rooms.has(id)) {
      try {
        const room = await this.client.rest.get(`chat/rooms/${encodeURIComponent(id)}/`);
        if (!room.role) {
          await this.client.rest.post(`chat/rooms/${id}/join/`);
        }
        await this.client.refreshRoom(id);
      } catch (problem) {
        this.missing = problem.status === 404 || problem.status === 400 || problem.status === 403;
        if (!this.missing) {
          say(this, problem.message);
        }
      }
    }
  }

  /** A room can be meant by its id, its name, or whom it is with; from here on it is its id. */
  async #open(event) {
    const { id, user, name } = event.detail ?? {};
    if (id === undefined && event.detail) {
      event.stopImmediatePropagation();
      const room = await attempt(this, () => (name ? this.client.rest.put(`chat/rooms/by-name/${encodeURIComponent(name)}/`, {})
        : this.client.rest.put('chat/rooms/direct/', { users: user ? [user] : [] })));
      if (room) {
        this.store.putRoom(room);
        fire(this, 'open-room', { id: room.id });
      }
      return;
    }
    this.dialog = null;
    if (id) {
      this.updateComplete.then(() => matchMedia('(hover: hover)').matches && this.renderRoot.querySelector('confab-room-view')?.focusComposer());
    }
  }

  /** In a foreign page the keys belong to that, but for those pressed in here. */
  #keys = (event) => {
    const path = event.composedPath();
    if (this.dialog || this.lightbox || (this.quiet && !path.includes(this))) {
      return;
    }
    const isTyping = path[0].matches?.('input, textarea, select');
    const key = `${event.altKey ? 'alt ' : ''}${event.ctrlKey || event.metaKey ? 'ctrl ' : ''}${event.key}`;
    const shortcuts = {
      '?': !isTyping && (() => { this.dialog = { kind: 'shortcuts' }; }),
      'ctrl k': this.#part('confab-room-list') && (() => this.#part('confab-room-list').search()),
      'ctrl f': this.#part('confab-room-view') && (() => this.#part('confab-room-view').search()),
      'alt ArrowDown': () => this.#next(1),
      'alt ArrowUp': () => this.#next(-1),
    };
    if (shortcuts[key]) {
      event.preventDefault();
      shortcuts[key]();
    }
  };

  #part(name) {
    return this.renderRoot.querySelector(name);
  }

  #next(step) {
    const rooms = this.store.list();
    const next = rooms[rooms.findIndex((room) => room.id === this.room) + step];
    if (next) {
      fire(this, 'open-room', { id: next.id });
    }
  }

  render() {
    return html`
      <confab-banner .client=${this.client} .theme=${this.theme}></confab-banner>
      <div class="columns ${this.room ? 'inside' : ''} ${this.alone ? 'alone' : ''}">
        ${this.alone ? nothing : html`<confab-room-list .client=${this.client} .theme=${this.theme} .room=${this.room} .categories=${this.categories}></confab-room-list>`}
        <main>${this.#main()}</main>
      </div>
      ${this.dialog ? dialog(this, this.dialog) : nothing}
      ${this.lightbox ? html`<confab-lightbox .client=${this.client} .image=${this.lightbox.image} .images=${this.lightbox.images}
        @close=${() => { this.lightbox = null; }}></confab-lightbox>` : nothing}`;
  }

  #main() {
    if (this.room && this.store.rooms.has(this.room)) {
      return html`<confab-room-view .client=${this.client} .theme=${this.theme} .room=${this.room} .focusOn=${this.focusOn}></confab-room-view>`;
    }
    if (this.missing) {
      return html`<div class="welcome">${icon('lock')}<strong>${s.noSuchRoom}</strong><span>${s.noSuchRoomHint}</span>
        <button class="button" @click=${() => fire(this, 'open-room', null)}>${s.toMyRooms}</button></div>`;
    }
    return this.room ? html`<div class="welcome" role="status">${s.loading}</div>`
      : html`<div class="welcome">${icon('thread')}<strong>${s.chooseRoom}</strong><span>${s.chooseRoomHint}</span></div>`;
  }
}

customElements.define('confab-chat-page', ChatPage);
