import { css, html, nothing } from '../lit.js';
import { s } from '../strings.js';
import { icon } from './icons.js';
import { Part } from './part.js';
import { base, tokens } from './styles.js';

const SHOWN = 2_500;

/** How the connection is, when that is worth knowing: gone, coming back, and for a moment that all is well again. */
export class Banner extends Part {
  static properties = { phase: { state: true } };

  static styles = [tokens, base, css`
    div { display: flex; align-items: center; justify-content: center; gap: 10px; min-height: 36px; padding: 4px 16px; font-size: 14px; font-weight: 600;
      background: var(--warn); color: var(--on-warn); }
    div.good { background: var(--good); color: #fff; }
    :host([theme="dark"]) div.good { color: #0c1f14; }
    .icon { width: 18px; height: 18px; }
    button { text-decoration: underline; font-weight: 700; }
  `];

  #timer;

  connectedCallback() {
    super.connectedCallback();
    this.client.addEventListener('state', this.#changed);
    this.client.addEventListener('caughtup', this.#caughtUp);
    addEventListener('online', this.#changed);
    addEventListener('offline', this.#changed);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.client.removeEventListener('state', this.#changed);
    this.client.removeEventListener('caughtup', this.#caughtUp);
    removeEventListener('online', this.#changed);
    removeEventListener('offline', this.#changed);
  }

  #changed = () => {
    if (this.client.state === 'waiting') {
      clearTimeout(this.#timer);
      this.phase = navigator.onLine ? 'reconnecting' : 'offline';
    }
  };

  #caughtUp = () => {
    if (this.phase) {
      this.phase = 'caughtup';
      this.#timer = setTimeout(() => { this.phase = null; }, SHOWN);
    }
  };

  render() {
    const isGood = this.phase === 'caughtup';
    return html`<span role="status">${this.phase ? html`<div class=${isGood ? 'good' : ''}>${icon(isGood ? 'check' : 'warning')} ${s.connection[this.phase]}
      ${isGood ? nothing : html`<button @click=${() => this.client.connection.hurry()}>${s.tryNow}</button>`}</div>` : nothing}</span>`;
  }
}

customElements.define('confab-banner', Banner);
