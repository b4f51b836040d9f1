import { html, nothing } from '../lit.js';
import { icon } from '../parts/icons.js';
import { attempt, say } from '../parts/part.js';
import '../parts/popover.js';
import '../parts/user.js';
import { s } from '../strings.js';
import { exact, when } from '../text/times.js';
import './devices.js';
import { Paged } from './paged.js';
import './user-forms.js';

/** Everybody, and what the staff may do to their accounts. */
export class Users extends Paged {
  get path() {
    return 'admin/users/';
  }

  render() {
    return html`<div class="head"><h2>${s.admin.users}</h2>
        <button class="button" @click=${this.#create}>${icon('plus')} ${s.admin.createUser}</button>${this.search(s.admin.findUsers)}</div>
      ${this.troubled()}${this.list(s.admin.users)}<confab-popover .theme=${this.theme}></confab-popover>`;
  }

  row(user) {
    const { username, is_staff: isStaff, is_active: isActive, online, created } = user;
    return html`<div class="wide"><confab-user .user=${{ ...user, is_online: online }} .theme=${this.theme}></confab-user></div>
      ${isStaff ? html`<span class="mark">${s.admin.staff}</span>` : nothing}
      ${isActive ? nothing : html`<span class="mark off">${s.admin.inactive}</span>`}
      <time class="sub" datetime=${created} title=${s.admin.since(exact(created))}>${when(created)}</time>
      <button class="plain" aria-haspopup="menu" aria-label=${s.admin.actionsFor(username)} title=${s.more} @click=${(event) => this.#menu(event, user)}>${icon('dots')}</button>`;
  }

  #menu(event, user) {
    const popover = this.renderRoot.querySelector('confab-popover');
    const item = (label, sign, act, style = '') => html`<button role="menuitem" class=${style} @click=${() => {
      popover.close();
      act();
    }}>${icon(sign)} ${label}</button>`;
    popover.open(event.currentTarget.getBoundingClientRect(), html`<div class="menu" role="menu" aria-label=${s.admin.actionsFor(user.username)}>
      ${item(s.admin.devices(user.device_count), 'bell', () => this.#devices(user))}
      ${item(s.admin.setPassword, 'lock', () => this.#password(user))}
      ${item(s.admin.closeConnections, 'link', () => this.#close(user))}
      ${user.id === this.client.me?.id ? nothing : html`<hr>
        ${user.is_staff ? item(s.admin.takeStaff, 'user', () => this.#change(user, { is_staff: false })) : item(s.admin.makeStaff, 'star', () => this.#change(user, { is_staff: true }))}
        ${user.is_active ? item(s.admin.deactivate, 'close', () => this.#deactivate(user), 'danger') : item(s.admin.activate, 'check', () => this.#change(user, { is_active: true }))}`}</div>`);
  }

  #path(user) {
    return `admin/users/${user.id}/`;
  }

  async #change(user, what) {
    await attempt(this, () => this.client.rest.patch(this.#path(user), what));
    await this.load();
  }

  #deactivate(user) {
    this.confirm(s.admin.deactivate, s.admin.deactivateHint(user.username), s.admin.deactivate, () => this.client.rest.patch(this.#path(user), { is_active: false }));
  }

  async #close(user) {
    await attempt(this, async () => {
      await this.client.rest.delete(`${this.#path(user)}connections/`);
      say(this, s.admin.connectionsClosed(user.username));
    });
    await this.load();
  }

  #create() {
    this.dialog(s.admin.createUser, html`<confab-admin-new-user .client=${this.client} .theme=${this.theme} .done=${() => this.load()}></confab-admin-new-user>`);
  }

  #password(user) {
    this.dialog(s.admin.passwordOf(user.username), html`<confab-admin-password .client=${this.client} .theme=${this.theme} .user=${user}></confab-admin-password>`);
  }

  #devices(user) {
    this.dialog(s.admin.devicesOf(user.username), html`<confab-admin-devices .client=${this.client} .theme=${this.theme} .user=${user}></confab-admin-devices>`);
  }
}

customElements.define('confab-admin-users', Users);
