import { html, nothing } from '../lit.js';
import { icon } from '../parts/icons.js';
import { Part, fire } from '../parts/part.js';
import { base, tokens } from '../parts/styles.js';
import { s } from '../strings.js';
import { adminStyles } from './admin-styles.js';

/** Shows what one call under `admin/` answers; `load` asks again. What went wrong with that is said above it. */
export class Section extends Part {
  static properties = { answer: { state: true }, trouble: { state: true } };

  static styles = [tokens, base, adminStyles];

  #turn = 0;
  #again;

  connectedCallback() {
    super.connectedCallback();
    this.load();
    this.#again = this.every ? setInterval(() => document.hidden || this.load(), this.every) : undefined;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#again);
  }

  willUpdate(changed) {
    super.willUpdate(changed);
    if (changed.get('room')) {
      this.load();
    }
  }

  /** Where it is from, under `/api/v1/`. */
  get path() {
    throw new Error('A section says where it is from.');
  }

  get query() {
    return {};
  }

  /** An answer that another one has overtaken is not shown. */
  async load() {
    const turn = ++this.#turn;
    try {
      const answer = await this.client.rest.get(this.path, this.query);
      if (turn === this.#turn) {
        this.answer = answer;
        this.trouble = null;
      }
    } catch (problem) {
      if (turn === this.#turn) {
        this.trouble = problem;
        this.#refused(problem);
      }
    }
  }

  #refused({ status }) {
    if (status === 403) {
      fire(this, 'no-staff');
    }
  }

  /** Asks before something that cannot be taken back. */
  confirm(heading, text, label, act) {
    this.dialog(heading, html`<confab-confirm .client=${this.client} .theme=${this.theme} .text=${text} .label=${label} .act=${async () => {
      await act();
      await this.load();
    }}></confab-confirm>`);
  }

  dialog(heading, content) {
    fire(this, 'dialog', { heading, content });
  }

  troubled() {
    return this.trouble ? html`<div class="trouble" role="alert">${icon('warning')} ${this.trouble.message}
      <button @click=${() => this.load()}>${s.retry}</button></div>` : nothing;
  }
}
