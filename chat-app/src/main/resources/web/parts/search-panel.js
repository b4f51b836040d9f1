import { html, nothing } from '../lit.js';
import { s } from '../strings.js';
import { plain } from '../text/markup.js';
import { hue } from '../text/names.js';
import { exact, when } from '../text/times.js';
import { icon } from './icons.js';
import { panelStyles } from './panel-styles.js';
import { Part, fire } from './part.js';
import { base, tokens } from './styles.js';

const PAUSE = 250;
const PAGE = 30;

/** Finds messages of a room by their words, or lists those that are pinned. */
export class SearchPanel extends Part {
  static properties = { room: { attribute: false }, pins: { attribute: false }, found: { state: true }, error: { state: true } };

  static styles = [tokens, base, panelStyles];

  #timer;
  #turn = 0;
  #query = {};

  willUpdate(changed) {
    super.willUpdate(changed);
    if (changed.has('room') || changed.has('pins')) {
      this.found = null;
      this.#query = this.pins ? { pinned: true } : {};
      this.#search();
    }
  }

  firstUpdated() {
    this.renderRoot.querySelector('input')?.focus();
  }

  #typed() {
    const form = new FormData(this.renderRoot.querySelector('form'));
    this.#query = { body: form.get('body').trim(), username: form.get('username').trim(), has_images: form.get('has_images') ? true : undefined };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#search(), PAUSE);
  }

  async #search() {
    const turn = ++this.#turn;
    const query = this.#query;
    if (!Object.values(query).some(Boolean)) {
      this.found = null;
      return;
    }
    try {
      const found = await this.client.rest.get(`chat/rooms/${this.room}/messages/`, { ...query, limit: PAGE });
      this.#show(turn, found, '');
    } catch (problem) {
      this.#show(turn, null, problem.message);
    }
  }

  #show(turn, found, error) {
    if (turn === this.#turn) {
      this.found = found;
      this.error = error;
    }
  }

  async #more() {
    const turn = this.#turn;
    const last = this.found.results[this.found.results.length - 1];
    const next = await this.client.rest.get(`chat/rooms/${this.room}/messages/`, { ...this.#query, limit: PAGE, before_seq: last.seq });
    this.#show(turn, { ...next, count: this.found.count, results: [...this.found.results, ...next.results] }, '');
  }

  render() {
    return html`
      <div><div class="panel-head"><h2>${this.pins ? s.pins : s.searchInRoom}</h2>
        <button class="plain" aria-label=${s.close} title=${s.close} @click=${() => fire(this, 'close-panel')}>${icon('close')}</button></div>
        ${this.pins ? nothing : this.#form()}</div>
      <div class="list scroll" aria-live="polite">${this.#results()}</div>`;
  }

  #form() {
    return html`<form class="filters" role="search" @input=${this.#typed} @submit=${(event) => event.preventDefault()}>
      <input class="input" type="search" name="body" aria-label=${s.searchWords} placeholder=${s.searchWords} dir="auto" autocomplete="off">
      <input class="input" name="username" aria-label=${s.searchAuthor} placeholder=${s.searchAuthor} autocomplete="off">
      <label><input type="checkbox" name="has_images"> ${s.withImages}</label></form>`;
  }

  #results() {
    if (this.error) {
      return html`<p class="none error">${this.error}</p>`;
    }
    if (!this.found) {
      return html`<p class="none">${this.pins ? s.loading : s.searchHint}</p>`;
    }
    const { results, next, count } = this.found;
    if (!results.length) {
      return html`<p class="none">${this.pins ? s.noPins : s.nothingFound}</p>`;
    }
    return html`<p class="unseen">${s.found(count)}</p>${results.map((message) => this.#result(message))}
      ${next ? html`<button class="button quiet" @click=${() => this.#more()}>${s.showMore}</button>` : nothing}`;
  }

  #result(message) {
    return html`<button class="result" @click=${() => fire(this, 'go-to', message.id)}>
      <span class="top"><b class="ink cut ${hue(message.author.id ?? message.author.name)}" dir="auto">${message.author.name}</b>
        <time class="muted" title=${exact(message.created)}>${when(message.created)}</time></span>
      <span class="text" dir="auto">${message.body ? plain(message.body) : html`<em>${s.image}</em>`}</span></button>`;
  }
}

customElements.define('confab-search-panel', SearchPanel);
