import '../admin/connections.js';
import '../admin/push.js';
import '../admin/room.js';
import '../admin/rooms.js';
import '../admin/users.js';
import { css, html, nothing } from '../lit.js';
import '../parts/banner.js';
import '../parts/dialog.js';
import { icon } from '../parts/icons.js';
import '../parts/message-dialogs.js';
import { Part, fire, say } from '../parts/part.js';
import { base, tokens } from '../parts/styles.js';
import { s } from '../strings.js';

const SECTIONS = { users: 'users', rooms: 'thread', connections: 'link', push: 'bell' };

/** For the staff: everybody and everything there is. Who is not of it is sent to the chat. */
export class AdminPage extends Part {
  static properties = { path: { attribute: false }, isStaff: { state: true }, dialog: { state: true } };

  static styles = [tokens, base, css`
    :host { display: grid; grid-template-rows: auto minmax(0, 1fr); height: 100%; background: var(--side); container-type: inline-size; }
    .columns { display: grid; grid-template-columns: 230px minmax(0, 1fr); grid-template-rows: minmax(0, 1fr); min-height: 0; }
    aside { background: var(--bg); border-inline-end: 1px solid var(--line); padding: 10px; min-width: 0; }
    header { display: flex; align-items: center; gap: 4px; min-height: 48px; margin-bottom: 6px; }
    h1 { font-size: 17px; font-weight: 750; }
    nav { display: grid; gap: 2px; }
    nav a { display: flex; align-items: center; gap: 10px; min-height: 40px; padding: 0 12px; border-radius: 10px; color: inherit; text-decoration: none; font-weight: 600; white-space: nowrap; }
    nav a:hover { background: var(--hover); }
    nav a[aria-current] { background: var(--soft); color: var(--link); }
    main { padding: 22px 24px 40px; min-width: 0; container-type: inline-size; }
    main > * { max-width: 70rem; margin: 0 auto; }
    @container (max-width: 720px) {
      .columns { grid-template-columns: minmax(0, 1fr); grid-template-rows: auto minmax(0, 1fr); }
      aside { border: 0; border-bottom: 1px solid var(--line); padding: 4px 8px 8px; }
      header { margin: 0; min-height: 44px; }
      nav { display: flex; overflow-x: auto; scrollbar-width: none; }
      nav a .icon { display: none; }
      main { padding: 16px 12px 32px; }
    }
  `];

  constructor() {
    super();
    this.addEventListener('dialog', ({ detail }) => { this.dialog = detail; });
    this.addEventListener('close-dialog', () => { this.dialog = null; });
    this.addEventListener('section', ({ detail }) => this.#go(detail.path, detail.name));
    this.addEventListener('no-staff', () => this.#leave());
  }

  connectedCallback() {
    super.connectedCallback();
    this.client.start();
    this.#enter();
  }

  /** Where a host application keeps the accounts nobody is of the staff. */
  async #enter() {
    try {
      this.isStaff = (await this.client.rest.get('auth/me/')).is_staff;
    } catch (problem) {
      this.isStaff = false;
      if (problem.status !== 404) {
        say(this, problem.message);
        return;
      }
    }
    if (!this.isStaff) {
      this.#leave();
    }
  }

  #leave() {
    if (this.isConnected) {
      fire(this, 'navigate', '/chat');
      say(this, s.admin.staffOnly);
    }
  }

  /** The name of a room stays with the address, for the way back to it. */
  #go(path, name) {
    fire(this, 'navigate', path);
    history.replaceState(name ? { name } : null, '');
    this.requestUpdate();
  }

  #link(event, path) {
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      this.#go(path);
    }
  }

  render() {
    const [, , section = '', room] = this.path.split('/');
    const current = section in SECTIONS ? section : 'users';
    return html`<confab-banner .client=${this.client} .theme=${this.theme}></confab-banner>
      <div class="columns"><aside><header>
          <button class="plain" aria-label=${s.admin.toChat} title=${s.admin.toChat} @click=${() => fire(this, 'navigate', '/chat')}>${icon('back')}</button><h1>${s.admin.title}</h1></header>
        <nav aria-label=${s.admin.sections}>${Object.entries(SECTIONS).map(([name, sign]) => html`<a href=${`${this.client.url}/admin/${name}`} aria-current=${name === current ? 'page' : nothing}
          @click=${(event) => this.#link(event, `/admin/${name}`)}>${icon(sign)} ${s.admin.sectionNames[name]}</a>`)}</nav></aside>
      <main class="scroll">${this.isStaff ? this.#section(current, room) : nothing}</main></div>
      ${this.dialog ? html`<confab-dialog .heading=${this.dialog.heading} .theme=${this.theme} @close=${() => { this.dialog = null; }}>${this.dialog.content}</confab-dialog>` : nothing}`;
  }

  #section(current, room) {
    const { client, theme } = this;
    switch (current) {
      case 'rooms': return room
        ? html`<confab-admin-room .client=${client} .theme=${theme} .room=${room} .name=${history.state?.name}></confab-admin-room>`
        : html`<confab-admin-rooms .client=${client} .theme=${theme}></confab-admin-rooms>`;
      case 'connections': return html`<confab-admin-connections .client=${client} .theme=${theme}></confab-admin-connections>`;
      case 'push': return html`<confab-admin-push .client=${client} .theme=${theme}></confab-admin-push>`;
      default: return html`<confab-admin-users .client=${client} .theme=${theme}></confab-admin-users>`;
    }
  }
}

customElements.define('confab-admin-page', AdminPage);
