import { LitElement, css, html } from '../lit.js';
import { s } from '../strings.js';
import { icon } from './icons.js';
import { base, tokens } from './styles.js';

/** A window over the page with what is put into it. It is open from when it is there; tells `close`. */
export class Dialog extends LitElement {
  static properties = { theme: { reflect: true }, heading: {} };

  static styles = [tokens, base, css`
    dialog { width: min(30rem, calc(100vw - 24px)); max-height: min(44rem, calc(100dvh - 24px)); padding: 0; border: 0; border-radius: 18px;
      background: var(--raised); color: var(--text); box-shadow: var(--shadow); overflow: hidden; }
    dialog[open] { display: flex; flex-direction: column; animation: rise .14s ease-out; }
    @keyframes rise { from { opacity: 0; transform: translateY(8px); } }
    dialog::backdrop { background: rgb(12 13 20 / 50%); }
    header { display: flex; align-items: center; gap: 8px; padding: 16px 12px 8px 22px; }
    h2 { flex: 1; font-size: 18px; font-weight: 700; }
    .body { padding: 6px 22px 22px; min-height: 0; }
  `];

  firstUpdated() {
    this.renderRoot.querySelector('dialog').showModal();
  }

  #closed() {
    this.dispatchEvent(new Event('close'));
  }

  render() {
    return html`<dialog aria-label=${this.heading} @close=${this.#closed} @pointerdown=${this.#outside}>
      <header><h2>${this.heading}</h2>
        <button class="plain" aria-label=${s.close} title=${s.close} @click=${() => this.renderRoot.querySelector('dialog').close()}>${icon('close')}</button></header>
      <div class="body scroll"><slot></slot></div></dialog>`;
  }

  #outside(event) {
    if (event.target === event.currentTarget) {
      event.currentTarget.close();
    }
  }
}

customElements.define('confab-dialog', Dialog);
