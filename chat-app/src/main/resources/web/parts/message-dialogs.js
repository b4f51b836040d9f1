import { html, nothing } from '../lit.js';
import { pathOf } from '../confab-client.js';
import { s } from '../strings.js';
import { exact } from '../text/times.js';
import { formStyles } from './form-styles.js';
import { Part, fire } from './part.js';
import { base, tokens } from './styles.js';

/** Who has received and seen a message, and when. */
export class Receipts extends Part {
  static properties = { message: { attribute: false }, receipts: { state: true } };

  static styles = [tokens, base, formStyles];

  async firstUpdated() {
    const { results } = await this.client.rest.get(`${pathOf(this.message)}receipts/`, { limit: 100 }).catch(() => ({ results: [] }));
    this.receipts = results;
  }

  render() {
    if (!this.receipts) {
      return html`<p class="hint" role="status">${s.loading}</p>`;
    }
    return this.receipts.length ? html`<ul class="list">${this.receipts.map((receipt) => html`<li><b dir="auto">${receipt.name}</b>
      <span class="hint">${receipt.seen_at ? s.seenAt(exact(receipt.seen_at)) : s.receivedAt(exact(receipt.received_at))}</span></li>`)}</ul>` : html`<p class="hint">${s.nobodyYet}</p>`;
  }
}

/** What a message said before. */
export class Edits extends Part {
  static properties = { message: { attribute: false }, edits: { state: true } };

  static styles = [tokens, base, formStyles];

  async firstUpdated() {
    const edits = await this.client.rest.get(`${pathOf(this.message)}edits/`).catch(() => []);
    this.edits = edits.results ?? edits;
  }

  render() {
    return this.edits ? html`<ul class="list">${this.edits.map((edit) => html`<li><span dir="auto">${edit.body}</span><span class="hint">${exact(edit.edited)}</span></li>`)}</ul>` : nothing;
  }
}

/** Asks before something that cannot be taken back; `act` does it. */
export class Confirm extends Part {
  static properties = { text: {}, label: {}, act: { attribute: false }, error: { state: true } };

  static styles = [tokens, base, formStyles];

  async #yes() {
    try {
      await this.act();
      fire(this, 'close-dialog');
    } catch (problem) {
      this.error = problem.message;
    }
  }

  render() {
    return html`<form @submit=${(event) => event.preventDefault()}><p dir="auto">${this.text}</p>
      ${this.error ? html`<p class="error" role="alert">${this.error}</p>` : nothing}
      <div class="row"><button type="button" class="button quiet" autofocus @click=${() => fire(this, 'close-dialog')}>${s.cancel}</button>
        <button type="button" class="button danger" @click=${this.#yes}>${this.label}</button></div></form>`;
  }
}

/** What the keyboard can do. */
export class Shortcuts extends Part {
  static styles = [tokens, base, formStyles];

  render() {
    return html`<ul class="list">${Object.entries(s.shortcutList).map(([keys, what]) => html`<li><span>${what}</span><kbd>${keys}</kbd></li>`)}</ul>
      <p class="hint">${s.markupHint}</p>`;
  }
}

customElements.define('confab-receipts', Receipts);
customElements.define('confab-edits', Edits);
customElements.define('confab-confirm', Confirm);
customElements.define('confab-shortcuts', Shortcuts);
