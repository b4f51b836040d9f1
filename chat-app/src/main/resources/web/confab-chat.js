import { ConfabClient, home } from './confab-client.js';
import { LitElement, css, html, nothing } from './lit.js';
import './pages/chat-page.js';
import { currentTheme, onTheme } from './parts/preferences.js';
import { base, tokens } from './parts/styles.js';

/**
 * The chat in a page of another application:
 *
 *     <script type="module" src="https://chat.example.com/confab-chat.js"></script>
 *     <confab-chat url="https://chat.example.com" token="…" room="…" theme="dark"></confab-chat>
 *
 * `token` is an access token that the page has from its server. When it runs out, `confab-token` is told, and the page sets
 * another one. With `room`, an id or the name of a public room, only that is there. `theme` is `light`, `dark` or, as without
 * it, what the system says. What is a page of its own, as the profile is, opens in another tab. Tells `confab-unread` with `{count}` of messages, and `confab-message` with each that comes in.
 */
export class ConfabChat extends LitElement {
  static properties = { url: {}, token: {}, room: {}, theme: {}, shown: { state: true }, focusOn: { state: true }, dark: { state: true }, said: { state: true } };

  static styles = [tokens, base, css`
    :host { display: block; height: 100%; min-height: 20rem; overflow: hidden; position: relative; background: var(--bg); }
    .said { position: absolute; left: 50%; bottom: 84px; transform: translateX(-50%); padding: 8px 16px; border-radius: 12px; background: #24262f; color: #fff; max-width: 90%; z-index: 9; }
  `];

  #unread = -1;
  #stop;
  #timer;

  constructor() {
    super();
    this.addEventListener('open-room', ({ detail }) => { this.shown = detail?.id ?? (this.room ? this.shown : undefined); });
    this.addEventListener('navigate', ({ detail }) => globalThis.open(this.client.url + detail, '_blank', 'noopener'));
    this.addEventListener('say', ({ detail }) => this.#say(detail));
  }

  connectedCallback() {
    super.connectedCallback();
    this.#stop = onTheme(() => this.requestUpdate());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#stop();
    this.client?.stop();
    this.client = null;
    this.#unread = -1;
  }

  willUpdate(changed) {
    if (this.token && (!this.client || changed.has('url'))) {
      this.#begin();
    } else if (changed.has('token') && this.client) {
      this.client.session.adopt(this.token);
      this.client.start();
    }
    if (changed.has('room') && this.client) {
      this.#openRoom();
    }
  }

  #begin() {
    this.client?.stop();
    this.client = new ConfabClient({ url: this.url ?? home, access: this.token });
    this.client.session.addEventListener('ended', () => this.#tell('confab-token', {}));
    this.client.store.addEventListener('change', () => this.#count());
    this.client.store.addEventListener('message', ({ detail }) => this.#tell('confab-message', detail));
    this.#openRoom();
  }

  async #openRoom() {
    this.shown = undefined;
    if (this.room) {
      const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(this.room);
      try {
        this.shown = isId ? this.room : (await this.client.rest.put(`chat/rooms/by-name/${encodeURIComponent(this.room)}/`, {})).id;
      } catch (problem) {
        this.#say(problem.message);
      }
    }
  }

  #count() {
    const rooms = this.client.store.list().filter((room) => !this.shown || !this.room || room.id === this.shown);
    const count = rooms.reduce((sum, room) => sum + room.message_new_count, 0);
    if (count !== this.#unread) {
      this.#unread = count;
      this.#tell('confab-unread', { count });
    }
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true }));
  }

  #say(text) {
    this.said = text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => { this.said = ''; }, 4_000);
  }

  render() {
    return this.client ? html`<confab-chat-page quiet part="chat" .client=${this.client} .theme=${currentTheme(this.theme)} .room=${this.shown} .focusOn=${this.focusOn}
      ?alone=${Boolean(this.room)}></confab-chat-page>${this.said ? html`<div class="said" role="status">${this.said}</div>` : nothing}` : nothing;
  }
}

customElements.define('confab-chat', ConfabChat);
