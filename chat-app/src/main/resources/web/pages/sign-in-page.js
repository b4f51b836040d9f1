import { LitElement, css, html, nothing } from '../lit.js';
import { formStyles } from '../parts/form-styles.js';
import { fire } from '../parts/part.js';
import { base, tokens } from '../parts/styles.js';
import { s } from '../strings.js';

/** Signs in, or up. Tells `navigate` with where to go then. */
export class SignInPage extends LitElement {
  static properties = { client: { attribute: false }, theme: { reflect: true }, next: {}, tab: { state: true }, error: { state: true }, busy: { state: true } };

  static styles = [tokens, base, formStyles, css`
    :host { display: grid; place-items: center; min-height: 100%; padding: 24px 16px; background: var(--side); overflow-y: auto; height: 100%; }
    .card { width: min(25rem, 100%); background: var(--bg); border-radius: 20px; padding: 30px; box-shadow: 0 0 0 1px var(--line), 0 12px 40px rgb(20 22 40 / 6%); }
    .brand { display: flex; align-items: center; gap: 12px; margin-bottom: 22px; color: inherit; text-decoration: none; }
    .brand img { width: 40px; height: 40px; }
    h1 { font-size: 22px; font-weight: 750; letter-spacing: -.01em; }
    [role="tablist"] { display: grid; grid-template-columns: 1fr 1fr; background: var(--hover); border-radius: 12px; padding: 4px; margin-bottom: 22px; }
    [role="tab"] { min-height: 36px; border-radius: 9px; font-weight: 600; color: var(--muted); }
    [role="tab"][aria-selected="true"] { background: var(--bg); color: var(--text); box-shadow: 0 1px 3px rgb(20 22 40 / 14%); }
    .button { width: 100%; min-height: 44px; margin-top: 4px; }
  `];

  constructor() {
    super();
    this.tab = 'in';
  }

  #choose(tab) {
    this.tab = tab;
    this.error = null;
    this.updateComplete.then(() => this.renderRoot.querySelector('input').focus());
  }

  #arrow(event) {
    if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      this.tab = this.tab === 'in' ? 'up' : 'in';
      this.updateComplete.then(() => this.renderRoot.querySelector('[aria-selected="true"]').focus());
    }
  }

  async #submit(event) {
    event.preventDefault();
    const { username, password, display_name } = Object.fromEntries(new FormData(event.target));
    this.busy = true;
    try {
      await (this.tab === 'in' ? this.client.session.signIn(username, password)
        : this.client.session.signUp({ username, password, ...(display_name.trim() ? { display_name: display_name.trim() } : {}) }));
      fire(this, 'navigate', this.next ?? '/chat');
    } catch (problem) {
      this.error = problem;
    } finally {
      this.busy = false;
    }
  }

  render() {
    const isUp = this.tab === 'up';
    const tab = (name, label) => html`<button role="tab" id=${`tab-${name}`} aria-selected=${String(this.tab === name)} aria-controls="panel"
      tabindex=${this.tab === name ? 0 : -1} @click=${() => this.#choose(name)} @keydown=${this.#arrow}>${label}</button>`;
    return html`<main class="card">
      <div class="brand"><img src=${new URL('../icon.svg', import.meta.url).href} alt=""><h1>${s.product}</h1></div>
      <div role="tablist" aria-label=${s.account}>${tab('in', s.signIn)}${tab('up', s.signUp)}</div>
      <form id="panel" role="tabpanel" aria-labelledby=${`tab-${this.tab}`} @submit=${this.#submit}>
        <label class="field"><span>${s.username}</span><input class="input" name="username" required maxlength="150" autocomplete="username" autocapitalize="none" spellcheck="false" aria-invalid=${this.#bad('username')}></label>
        ${isUp ? html`<label class="field"><span>${s.displayName} <small>${s.optional}</small></span><input class="input" name="display_name" maxlength="100" dir="auto" autocomplete="name"></label>` : nothing}
        <label class="field"><span>${s.password} ${isUp ? html`<small>${s.passwordHint}</small>` : nothing}</span><input class="input" type="password" name="password" required
          autocomplete=${isUp ? 'new-password' : 'current-password'} aria-invalid=${this.#bad('password')}></label>
        ${this.error ? html`<p class="error" role="alert">${this.#text()}</p>` : nothing}
        <button class="button" ?disabled=${this.busy}>${isUp ? s.signUp : s.signIn}</button>
      </form></main>`;
  }

  #bad(field) {
    return String(this.error?.field === field);
  }

  #text() {
    return this.error.status === 404 ? s.noOwnAccounts : this.error.message;
  }
}

customElements.define('confab-sign-in-page', SignInPage);
