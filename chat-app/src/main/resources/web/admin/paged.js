import { html, nothing } from '../lit.js';
import { icon } from '../parts/icons.js';
import { s } from '../strings.js';
import { Section } from './section.js';

const PAGE = 25;
const PAUSE = 200;

/** A list by pages, with a search where `isSearched`. Whoever extends it says how a `row` looks. */
export class Paged extends Section {
  static properties = { offset: { state: true }, words: { state: true } };

  #timer;

  constructor() {
    super();
    this.offset = 0;
    this.words = '';
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  get query() {
    return { limit: PAGE, offset: this.offset, search: this.words };
  }

  get items() {
    return this.answer?.results;
  }

  /** The last page may have gone meanwhile. */
  async load() {
    await super.load();
    if (this.offset && this.items && !this.items.length) {
      this.#turnTo(Math.max(0, this.offset - PAGE));
    }
  }

  #turnTo(offset) {
    this.offset = offset;
    return this.load();
  }

  #typed(event) {
    const words = event.target.value.trim();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.words = words;
      this.#turnTo(0);
    }, PAUSE);
  }

  search(label) {
    return html`<div class="find">${icon('search')}<input class="input" type="search" autocomplete="off" spellcheck="false" aria-label=${label} placeholder=${label} @input=${this.#typed}></div>`;
  }

  list(label) {
    const { items } = this;
    if (!items) {
      return this.trouble ? nothing : html`<p class="none" role="status">${s.loading}</p>`;
    }
    return html`${items.length ? html`<ul class="list" aria-label=${label}>${items.map((item) => html`<li>${this.row(item)}</li>`)}</ul>`
      : html`<p class="none" role="status">${s.nothingFound}</p>`}${this.#pages(items.length)}`;
  }

  #pages(shown) {
    const { count } = this.answer;
    const turn = (label, to, isThere) => html`<button class="button quiet" ?disabled=${!isThere} @click=${() => this.#turnTo(to)}>${label}</button>`;
    return html`<div class="pages"><span role="status">${shown ? s.admin.range(this.offset + 1, this.offset + shown, count) : nothing}</span>
      ${count > PAGE ? [turn(s.previous, this.offset - PAGE, this.offset > 0), turn(s.admin.next, this.offset + PAGE, this.offset + shown < count)] : nothing}</div>`;
  }
}
