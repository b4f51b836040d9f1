import { html, nothing } from '../lit.js';
import { icon } from '../parts/icons.js';
import { marked } from '../parts/marked.js';
import { s } from '../strings.js';
import { exact, when } from '../text/times.js';
import { Section } from './section.js';

const PAGE = 50;

/** What is said in a room, the newest first, a page at a time. */
export class Messages extends Section {
  static properties = { room: { attribute: false }, before: { state: true } };

  get path() {
    return `admin/rooms/${this.room}/messages/`;
  }

  get query() {
    return { limit: PAGE, before: this.before };
  }

  #turnTo(before) {
    this.before = before;
    this.load();
  }

  render() {
    const messages = this.answer?.results;
    return html`<h3>${s.messages}</h3>${this.troubled()}
      ${messages?.length ? html`<ul class="list" aria-label=${s.messages}>${messages.map((message) => html`<li>${this.#row(message)}</li>`)}</ul>${this.#pages(messages)}`
    : messages ? html`<p class="none">${s.noMessages}</p>` : nothing}`;
  }

  #row(message) {
    const { author, created, is_deleted: isDeleted, is_system: isSystem } = message;
    return html`<div class="wide"><div class="top"><b dir="auto">${isSystem ? s.admin.system : author.name}</b>
        <time datetime=${created} title=${exact(created)}>${when(created)}</time></div>
      <div class="body ${isDeleted ? 'gone' : ''}" dir="auto">${isDeleted ? s.deleted : this.#content(message)}</div></div>
      ${isDeleted || isSystem ? nothing : html`<button class="plain" aria-label=${s.admin.deleteMessageOf(author.name)} title=${s.deleteMessage} @click=${() => this.#delete(message)}>${icon('trash')}</button>`}`;
  }

  #content({ body, images }) {
    return html`${marked(body)}${images.length ? html`<span class="sub">${icon('image')} ${s.admin.imageCount(images.length)}</span>` : nothing}`;
  }

  #delete(message) {
    this.confirm(s.deleteMessage, s.deleteMessageHint, s.delete, () => this.client.rest.delete(`admin/messages/${message.id}/`));
  }

  /** Numbers have no holes, so the page above ends where that many more are. */
  #pages(messages) {
    const first = messages[0].seq;
    const last = messages.at(-1).seq;
    const turn = (label, before, isThere) => html`<button class="button quiet" ?disabled=${!isThere} @click=${() => this.#turnTo(before)}>${label}</button>`;
    return html`<div class="pages"><span role="status">${s.admin.range(last, first, this.answer.count)}</span>
      ${this.answer.count > PAGE ? [turn(s.admin.newer, first + PAGE + 1, first < this.answer.count), turn(s.admin.older, last, last > 1)] : nothing}</div>`;
  }
}

customElements.define('confab-admin-messages', Messages);
