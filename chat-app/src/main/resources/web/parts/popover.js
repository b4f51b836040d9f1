import { LitElement, css, html } from '../lit.js';
import { base, tokens } from './styles.js';

const MARGIN = 8;

/** Something small that hangs on a button until one clicks elsewhere or presses Escape. */
export class Popover extends LitElement {
  static properties = { theme: { reflect: true }, content: { state: true } };

  static styles = [tokens, base, css`
    :host { position: fixed; inset: auto; margin: 0; padding: 6px; border: 1px solid var(--line); border-radius: 14px; background: var(--raised);
      box-shadow: var(--shadow); color: var(--text); max-width: calc(100vw - 16px); max-height: calc(100vh - 16px); overflow: auto; }
    .menu { min-width: 190px; }
    .menu button { display: flex; align-items: center; gap: 10px; width: 100%; min-height: 36px; padding: 0 12px 0 8px; border-radius: 9px; text-align: start; }
    .menu button:hover, .menu button:focus-visible { background: var(--hover); }
    .menu button.danger { color: var(--danger); }
    .menu .icon { color: var(--muted); }
    .menu .danger .icon { color: inherit; }
    .menu hr { border: 0; border-top: 1px solid var(--line); margin: 5px 4px; }
    .signs { display: grid; grid-template-columns: repeat(8, 36px); }
    .signs button { height: 36px; font: 21px var(--emoji); border-radius: 9px; display: grid; place-items: center; }
    .signs button:hover { background: var(--hover); }
    .heading { padding: 6px 6px 2px; font-size: 12px; font-weight: 600; color: var(--muted); }
    .picker { max-height: 320px; width: max-content; max-width: 100%; }
  `];

  #before = null;

  constructor() {
    super();
    this.popover = 'auto';
    this.addEventListener('toggle', (event) => {
      if (event.newState === 'closed') {
        this.content = null;
        this.#before?.focus?.();
        this.#before = null;
      }
    });
    this.addEventListener('keydown', (event) => this.#keys(event));
  }

  /** Shows `content` beside `rect`; whoever has the keyboard now gets it back. */
  async open(rect, content) {
    this.#before = deepActive();
    this.content = content;
    await this.updateComplete;
    if (!this.matches(':popover-open')) {
      this.showPopover();
    }
    this.#place(rect);
    this.renderRoot.querySelector('button, input')?.focus();
  }

  close() {
    if (this.matches(':popover-open')) {
      this.hidePopover();
    }
  }

  #place(rect) {
    const { offsetWidth: width, offsetHeight: height } = this;
    const isBelow = rect.bottom + height + MARGIN < innerHeight || rect.top < height + MARGIN;
    const top = isBelow ? Math.min(rect.bottom + 4, innerHeight - height - MARGIN) : rect.top - height - 4;
    const left = Math.min(Math.max(MARGIN, rect.right - width), innerWidth - width - MARGIN);
    this.style.top = `${Math.max(MARGIN, top)}px`;
    this.style.left = `${left}px`;
  }

  #keys(event) {
    const columns = this.renderRoot.querySelector('.signs') ? 8 : 1;
    const step = { ArrowDown: columns, ArrowUp: -columns, ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const all = [...this.renderRoot.querySelectorAll('button')];
    if (step) {
      event.preventDefault();
      all[all.indexOf(this.renderRoot.activeElement) + step]?.focus();
    }
  }

  render() {
    return html`${this.content}`;
  }
}

/** Who has the keyboard, however deep inside. */
function deepActive() {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) {
    active = active.shadowRoot.activeElement;
  }
  return active;
}

customElements.define('confab-popover', Popover);
