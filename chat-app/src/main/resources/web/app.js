import { ConfabClient, home } from './confab-client.js';
import { LitElement, css, html, nothing } from './lit.js';
import './pages/chat-page.js';
import './pages/home-page.js';
import './pages/profile-page.js';
import './pages/sign-in-page.js';
import { say } from './parts/part.js';
import { currentTheme, onTheme } from './parts/preferences.js';
import { base, tokens } from './parts/styles.js';
import { s } from './strings.js';

const SAID_FOR = 4_000;
const ACCOUNT_IS_CLOSED = 4500;

/** What all addresses of pages begin with; paths in this file are without it. */
const PREFIX = new URL(home).pathname.replace(/\/$/, '');

// Browsers resolve the address of the icon anew whenever that of the page changes, so it must be a whole one.
const mark = document.querySelector('link[rel=icon]');
mark.href = mark.href;

/** The whole page: which one it is depends on the address. */
class App extends LitElement {
  static properties = { path: { state: true }, said: { state: true }, theme: { reflect: true } };

  static styles = [tokens, base, css`
    :host { display: block; height: 100dvh; background: var(--bg); }
    .said { position: fixed; z-index: 20; left: 50%; bottom: 84px; transform: translateX(-50%); max-width: min(30rem, calc(100vw - 32px)); padding: 10px 18px; border-radius: 12px;
      background: #24262f; color: #fff; box-shadow: var(--shadow); font-weight: 550; overflow-wrap: anywhere; border: 0; margin: 0; inset-block-start: auto; }
  `];

  #timer;

  constructor() {
    super();
    this.theme = currentTheme();
    this.client = this.#anew();
    this.path = this.#here;
    onTheme(() => { this.theme = currentTheme(); });
    addEventListener('popstate', () => this.#show());
    this.addEventListener('navigate', ({ detail }) => this.#go(detail));
    this.addEventListener('open-room', ({ detail }) => this.#openRoom(detail?.id));
    this.addEventListener('say', ({ detail }) => this.#say(detail));
    this.#show();
  }

  #openRoom(id) {
    const path = id ? `/chat/${id}` : '/chat';
    if (path !== this.#here) {
      this.#go(path);
    }
  }

  get #here() {
    return location.pathname.slice(PREFIX.length) || '/';
  }

  #go(path) {
    history.pushState(null, '', PREFIX + path);
    this.#show();
  }

  #replace(path) {
    history.replaceState(null, '', PREFIX + path);
    this.#show();
  }

  #signedOut() {
    this.client.session.close();
    this.client = this.#anew();
    this.#replace('/signin');
  }

  /** Nothing of one person is left for the next. */
  #anew() {
    const client = new ConfabClient();
    client.session.addEventListener('ended', () => this.#signedOut());
    client.addEventListener('refused', ({ detail }) => this.#refused(client, detail));
    return client;
  }

  #refused(client, code) {
    if (code === ACCOUNT_IS_CLOSED) {
      client.session.signOut();
    }
    say(this, s.refused[code] ?? s.refused.other);
  }

  #show() {
    const { search } = location;
    const pathname = this.#here;
    const isOpen = pathname === '/' || pathname === '/signin';
    if (!isOpen && !this.client.session.isSignedIn) {
      this.#replace(`/signin?next=${encodeURIComponent(pathname + search)}`);
      return;
    }
    if (pathname === '/signin' && this.client.session.isSignedIn) {
      this.#replace(this.#next);
      return;
    }
    const query = new URLSearchParams(search);
    this.focusOn = query.has('message') ? { id: query.get('message') } : undefined;
    if (query.has('invite')) {
      this.#accept(pathname.split('/')[2], query.get('invite'));
    } else if (pathname.startsWith('/chat/by-name/')) {
      this.#byName(decodeURIComponent(pathname.slice('/chat/by-name/'.length).replace(/\/$/, '')));
    }
    this.path = pathname;
    this.requestUpdate();
  }

  /** The invite is used, and then out of sight. */
  async #accept(room, invite) {
    history.replaceState(null, '', `${PREFIX}/chat/${room}`);
    try {
      await this.client.rest.post(`chat/rooms/${room}/join/`, { invite });
    } catch (problem) {
      this.#say(problem.status === 404 ? s.inviteBad : problem.message);
    }
  }

  async #byName(name) {
    try {
      const room = await this.client.rest.put(`chat/rooms/by-name/${encodeURIComponent(name)}/`, {});
      this.#replace(`/chat/${room.id}`);
    } catch (problem) {
      this.#say(problem.message);
      this.#replace('/chat');
    }
  }

  #say(text) {
    this.said = text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => { this.said = ''; }, SAID_FOR);
  }

  /** Above whatever window is open. */
  updated(changed) {
    const box = this.renderRoot.querySelector('.said');
    if (changed.has('said') && box) {
      if (this.said) {
        box.hidePopover();
        box.showPopover();
      } else if (box.matches(':popover-open')) {
        box.hidePopover();
      }
    }
  }

  get #next() {
    const next = new URLSearchParams(location.search).get('next');
    return next?.startsWith('/') && !next.startsWith('//') && !next.startsWith('/\\') ? next : '/chat';
  }

  render() {
    return html`${this.#page()}<div class="said" role="status" popover="manual">${this.said || nothing}</div>`;
  }

  #page() {
    const { client, theme } = this;
    const [, page, room] = this.path.split('/');
    switch (page) {
      case '': return html`<confab-home-page .client=${client} .theme=${theme}></confab-home-page>`;
      case 'signin': return html`<confab-sign-in-page .client=${client} .theme=${theme} .next=${this.#next}></confab-sign-in-page>`;
      case 'profile': return html`<confab-profile-page .client=${client} .theme=${theme}></confab-profile-page>`;
      case 'admin': return this.#adminPage();
      default: return html`<confab-chat-page .client=${client} .theme=${theme} .room=${room === 'by-name' ? undefined : room || undefined} .focusOn=${this.focusOn}></confab-chat-page>`;
    }
  }

  /** Few need it, so it is fetched when somebody does. */
  #adminPage() {
    if (customElements.get('confab-admin-page')) {
      return html`<confab-admin-page .client=${this.client} .theme=${this.theme} .path=${this.path}></confab-admin-page>`;
    }
    import('./pages/admin-page.js').then(() => this.requestUpdate(), (problem) => this.#say(problem.message));
    return nothing;
  }
}

customElements.define('confab-app', App);
