import { LitElement, css, html, nothing } from '../lit.js';
import { s } from '../strings.js';
import { icon } from './icons.js';
import './picture.js';
import { base, tokens } from './styles.js';

/** An image as large as fits, and the others of its message. */
export class Lightbox extends LitElement {
  static properties = { client: { attribute: false }, images: { attribute: false }, image: { attribute: false } };

  static styles = [tokens, base, css`
    dialog { width: 100vw; height: 100dvh; max-width: none; max-height: none; border: 0; padding: 0; background: rgb(10 11 16 / 94%); color: #fff; }
    dialog[open] { display: grid; grid-template-rows: auto minmax(0, 1fr); }
    header { display: flex; align-items: center; gap: 12px; padding: 10px 12px 10px 20px; }
    .name { flex: 1; }
    .plain { color: #fff; }
    .plain:hover { background: rgb(255 255 255 / 15%); color: #fff; }
    .stage { display: grid; place-items: center; min-height: 0; padding: 0 16px 24px; }
    confab-picture { max-width: 100%; max-height: 100%; }
  `];

  firstUpdated() {
    this.renderRoot.querySelector('dialog').showModal();
  }

  #step(by) {
    const next = this.images[this.images.findIndex((image) => image.id === this.image.id) + by];
    this.image = next ?? this.image;
  }

  #keys(event) {
    this.#step({ ArrowRight: 1, ArrowLeft: -1 }[event.key] ?? 0);
  }

  async #save() {
    const link = document.createElement('a');
    const blob = await this.client.rest.blob(this.image.image);
    link.href = URL.createObjectURL(blob);
    link.download = this.image.name || 'image';
    link.click();
    URL.revokeObjectURL(link.href);
  }

  render() {
    const { image } = this;
    const at = this.images.findIndex(({ id }) => id === image.id);
    return html`<dialog aria-label=${s.image} @close=${() => this.dispatchEvent(new Event('close'))} @keydown=${this.#keys} @click=${this.#outside}>
      <header><span class="name cut" dir="auto">${image.name}</span>
        ${this.images.length > 1 ? html`<span>${at + 1} / ${this.images.length}</span>
          <button class="plain" aria-label=${s.previous} ?disabled=${at === 0} @click=${() => this.#step(-1)}>${icon('back')}</button>` : nothing}
        <button class="plain" @click=${this.#save}>${icon('down')} ${s.download}</button>
        <button class="plain" aria-label=${s.close} autofocus @click=${() => this.renderRoot.querySelector('dialog').close()}>${icon('close')}</button></header>
      <div class="stage"><confab-picture .client=${this.client} .src=${image.image} .alt=${image.name}
        .style=${`aspect-ratio:${image.width}/${image.height};width:min(100%,${image.width}px,calc((100dvh - 90px)*${image.width / image.height}))`}></confab-picture></div></dialog>`;
  }

  #outside(event) {
    if (event.target.classList.contains('stage')) {
      this.renderRoot.querySelector('dialog').close();
    }
  }
}

customElements.define('confab-lightbox', Lightbox);
