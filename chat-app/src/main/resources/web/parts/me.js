import { html, nothing } from '../lit.js';
import { s } from '../strings.js';
import { formStyles } from './form-styles.js';
import { Part, fire, say } from './part.js';
import { prefer, preferences } from './preferences.js';
import { base, tokens } from './styles.js';
import './user.js';

/** My account and how I like it here; `brief` leaves out what is seldom wanted. */
export class Me extends Part {
  static properties = { account: { state: true }, error: { state: true }, brief: { type: Boolean } };

  static styles = [tokens, base, formStyles];

  async firstUpdated() {
    this.account = await this.client.rest.get('auth/me/').catch(() => null); // other accounts than ours have no such page
  }

  async #save(event) {
    event.preventDefault();
    const data = new FormData(event.target);
    await this.#attempt('profile', async () => {
      this.account = await this.client.rest.patch('auth/me/', { display_name: data.get('display_name').trim() || null, email: data.get('email').trim() || null });
      this.store.me = { ...this.store.me, display_name: this.account.display_name };
      this.store.changed();
      say(this, s.saved);
    });
  }

  async #password(event) {
    event.preventDefault();
    const form = event.target;
    const data = new FormData(form);
    await this.#attempt('password', async () => {
      await this.client.rest.post('auth/me/password/', { old_password: data.get('old_password'), new_password: data.get('new_password') });
      form.reset();
      say(this, s.passwordChanged);
    });
  }

  async #attempt(form, work) {
    try {
      await work();
      this.error = null;
    } catch (problem) {
      this.error = { form, text: problem.message };
    }
  }

  async #giveUp() {
    if (confirm(s.giveUpSure)) {
      await this.client.rest.delete('auth/me/');
      await this.client.session.signOut();
    }
  }

  #prefer(change) {
    prefer(change);
    this.requestUpdate();
  }

  async #notifications(wanted) {
    const isAllowed = wanted && (await globalThis.Notification?.requestPermission()) === 'granted';
    if (wanted && !isAllowed) {
      say(this, s.notificationsBlocked);
    }
    this.#prefer({ notifications: isAllowed });
  }

  #error(form) {
    return this.error?.form === form ? html`<p class="error" role="alert">${this.error.text}</p>` : nothing;
  }

  render() {
    const { me } = this.client;
    return me ? html`<form @submit=${(event) => event.preventDefault()}>
      <div class="row spread"><confab-user .user=${{ ...me, is_online: true }} .theme=${this.theme}></confab-user>
        <button type="button" class="button quiet" @click=${() => this.client.session.signOut()}>${s.signOut}</button></div>
      ${this.#preferences()}
      ${this.account ? html`<div class="row">${this.account.is_staff ? this.#link('/admin/', s.admin.title) : nothing}${this.brief ? this.#link('/profile', s.editProfile) : nothing}</div>` : nothing}</form>
      ${!this.brief && this.account ? this.#forms() : nothing}` : nothing;
  }

  #link(path, label) {
    return html`<a class="button quiet" href=${this.client.url + path} @click=${(event) => {
      event.preventDefault();
      fire(this, 'navigate', path);
    }}>${label}</a>`;
  }

  #preferences() {
    const { theme, sound, notifications } = preferences();
    return html`<label class="field"><span>${s.theme}</span><select class="input" @change=${(event) => this.#prefer({ theme: event.target.value })}>
        ${Object.entries(s.themes).map(([value, label]) => html`<option value=${value} ?selected=${value === theme}>${label}</option>`)}</select></label>
      <label class="check"><input type="checkbox" .checked=${sound} @change=${(event) => this.#prefer({ sound: event.target.checked })}><span><b>${s.sound}</b><small>${s.soundHint}</small></span></label>
      <label class="check"><input type="checkbox" .checked=${notifications} @change=${(event) => this.#notifications(event.target.checked)}><span><b>${s.notifications}</b><small>${s.notificationsHint}</small></span></label>`;
  }

  #forms() {
    const { account } = this;
    return html`<hr><form @submit=${this.#save}><h3>${s.profile}</h3>
        <label class="field"><span>${s.displayName}</span><input class="input" name="display_name" maxlength="100" dir="auto" .value=${account.display_name ?? ''}></label>
        <label class="field"><span>${s.email} <small>${s.optional}</small></span><input class="input" type="email" name="email" .value=${account.email ?? ''}></label>
        ${this.#error('profile')}<div class="row"><button class="button">${s.save}</button></div></form>
      <hr><form @submit=${this.#password}><h3>${s.changePassword}</h3><input hidden autocomplete="username" .value=${account.username}>
        <label class="field"><span>${s.oldPassword}</span><input class="input" type="password" name="old_password" required autocomplete="current-password"></label>
        <label class="field"><span>${s.newPassword}</span><input class="input" type="password" name="new_password" required minlength="8" autocomplete="new-password"></label>
        ${this.#error('password')}<div class="row"><button class="button">${s.changePassword}</button></div></form>
      <hr><form @submit=${(event) => event.preventDefault()}><h3>${s.giveUp}</h3><p class="hint">${s.giveUpHint}</p>
        <div class="row"><button type="button" class="button danger" @click=${this.#giveUp}>${s.giveUp}</button></div></form>`;
  }
}

customElements.define('confab-me', Me);
