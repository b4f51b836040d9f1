import { LitElement, css, html, nothing } from '../lit.js';
import { s } from '../strings.js';
import { icon } from './icons.js';
import { base, tokens } from './styles.js';
import './user.js';

/** Finds people and collects them. Tells `picked` with all of them when that changes. */
export class PeoplePicker extends LitElement {
  static properties = { client: { attribute: false }, theme: { reflect: true }, without: { attribute: false }, found: { state: true }, picked: { state: true }, single: { type: Boolean } };

  static styles = [tokens, base, css`
    :host { display: block; --behind: var(--raised); }
    .chosen { display: flex; flex-wrap: wrap; gap: 6px; padding: 8px 0 0; }
    .chosen button { display: inline-flex; align-items: center; gap: 4px; height: 30px; padding: 0 8px 0 12px; border-radius: 15px; background: var(--soft); color: var(--link); font-weight: 600; max-width: 100%; }
    .chosen .icon { width: 15px; height: 15px; }
    ul { height: 15rem; margin-top: 8px; }
    li button { display: flex; align-items: center; width: 100%; gap: 8px; padding: 7px 8px; border-radius: 10px; text-align: start; }
    li button:hover { background: var(--hover); --behind: var(--hover); }
    li .icon { color: var(--accent); }
    .none { padding: 30px; text-align: center; color: var(--muted); }
  `];

  #timer;
  #turn = 0;

  constructor() {
    super();
    this.picked = [];
    this.without = [];
  }

  firstUpdated() {
    this.#search('');
    setTimeout(() => this.renderRoot?.querySelector('input').focus());
  }

  #typed(event) {
    clearTimeout(this.#timer);
    const { value } = event.target;
    this.#timer = setTimeout(() => this.#search(value.trim()), 200);
  }

  async #search(query) {
    const turn = ++this.#turn;
    const { results } = await this.client.rest.get('chat/users/', { search: query, limit: 50 }).catch(() => ({ results: [] }));
    if (turn === this.#turn) {
      this.found = results.filter((user) => user.id !== this.client.me?.id && !this.without.includes(user.id));
    }
  }

  #toggle(user) {
    const others = this.picked.filter((other) => other.id !== user.id);
    this.picked = others.length === this.picked.length ? [...others, user] : others;
    this.dispatchEvent(new CustomEvent('picked', { detail: this.picked }));
  }

  render() {
    return html`<input class="input" type="search" dir="auto" autocomplete="off" aria-label=${s.findPeople} placeholder=${s.findPeople} @input=${this.#typed}>
      ${this.picked.length && !this.single ? html`<div class="chosen">${this.picked.map((user) => html`<button type="button" aria-label=${s.removePerson(user.display_name || user.username)}
        @click=${() => this.#toggle(user)}><span class="cut" dir="auto">${user.display_name || user.username}</span>${icon('close')}</button>`)}</div>` : nothing}
      <ul class="scroll">${this.found?.map((user) => html`<li><button type="button" aria-pressed=${String(this.picked.some(({ id }) => id === user.id))} @click=${() => this.#toggle(user)}>
        <confab-user .user=${user} .theme=${this.theme}></confab-user>
        ${this.picked.some(({ id }) => id === user.id) ? icon('check') : nothing}</button></li>`)}
        ${this.found && !this.found.length ? html`<li class="none">${s.nobodyFound}</li>` : nothing}</ul>`;
  }
}

customElements.define('confab-people-picker', PeoplePicker);
