import { html, nothing } from '../lit.js';
import { formStyles } from '../parts/form-styles.js';
import { Part, fire, say } from '../parts/part.js';
import { base, tokens } from '../parts/styles.js';
import { s } from '../strings.js';

/** A form of the administration: what is refused is said at its field, or below if it has none. */
class Form extends Part {
  static properties = { problem: { state: true }, busy: { state: true } };

  static styles = [tokens, base, formStyles];

  async submit(event) {
    event.preventDefault();
    const data = new FormData(event.target);
    this.busy = true;
    try {
      await this.send(data);
      fire(this, 'close-dialog');
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.busy = false;
    }
  }

  field(name, label, input) {
    const wrong = this.problem?.errors.find(({ field }) => field === name);
    return html`<div><label class="field"><span>${label}</span>${input(String(wrong !== undefined))}</label>
      ${wrong ? html`<p class="error" role="alert">${wrong.message}</p>` : nothing}</div>`;
  }

  password() {
    return this.field('password', html`${s.password} <small>${s.passwordHint}</small>`, (isWrong) => html`<input class="input" type="password"
      name="password" required minlength="8" autocomplete="new-password" aria-invalid=${isWrong}>`);
  }

  /** The end of the form, with what was refused of no field that it shows. */
  end(label, ...fields) {
    const other = this.problem?.errors.find(({ field }) => !fields.includes(field));
    return html`${other ? html`<p class="error" role="alert">${other.message}</p>` : nothing}
      <div class="row"><button type="button" class="button quiet" @click=${() => fire(this, 'close-dialog')}>${s.cancel}</button>
        <button class="button" ?disabled=${this.busy}>${label}</button></div>`;
  }
}

/** Makes an account for somebody; calls `done` then. */
export class NewUser extends Form {
  static properties = { done: { attribute: false } };

  async send(data) {
    const { username } = await this.client.rest.post('admin/users/', { username: data.get('username').trim(), password: data.get('password'), is_staff: data.get('is_staff') !== null });
    say(this, s.admin.userCreated(username));
    this.done();
  }

  render() {
    return html`<form @submit=${this.submit}>
      ${this.field('username', s.username, (isWrong) => html`<input class="input" name="username" required maxlength="150" autofocus autocomplete="off" autocapitalize="none" spellcheck="false" aria-invalid=${isWrong}>`)}
      ${this.password()}
      <label class="check"><input type="checkbox" name="is_staff"><span><b>${s.admin.staff}</b><small>${s.admin.staffHint}</small></span></label>
      ${this.end(s.admin.create, 'username', 'password')}</form>`;
  }
}

/** Gives somebody another password. */
export class SetPassword extends Form {
  static properties = { user: { attribute: false } };

  async send(data) {
    await this.client.rest.patch(`admin/users/${this.user.id}/`, { password: data.get('password') });
    say(this, s.admin.passwordSet(this.user.username));
  }

  render() {
    return html`<form @submit=${this.submit}><p class="hint">${s.admin.passwordHint}</p><input hidden autocomplete="username" .value=${this.user.username}>
      ${this.password()}${this.end(s.admin.setPassword, 'password')}</form>`;
  }
}

customElements.define('confab-admin-new-user', NewUser);
customElements.define('confab-admin-password', SetPassword);
