import { html, nothing } from '../lit.js';
import { s } from '../strings.js';
import './composer.js';
import { icon } from './icons.js';
import './message.js';
import { panelStyles } from './panel-styles.js';
import { Part, attempt, fire } from './part.js';
import { base, tokens } from './styles.js';

const PAGE = 100;
const MOST = 500;

/** A message and what was answered to it. */
export class ThreadPanel extends Part {
  static properties = { room: { attribute: false }, of: { attribute: false }, root: { state: true }, replies: { state: true }, next: { state: true } };

  static styles = [tokens, base, panelStyles];

  constructor() {
    super();
    this.replies = [];
  }

  connectedCallback() {
    super.connectedCallback();
    this.store.addEventListener('row', this.#heard);
    this.addEventListener('context', (event) => event.stopPropagation());
    this.addEventListener('sent', (event) => event.stopPropagation());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.store.removeEventListener('row', this.#heard);
  }

  willUpdate(changed) {
    super.willUpdate(changed);
    if (changed.has('of')) {
      this.root = null;
      this.replies = [];
      attempt(this, () => this.#load());
    }
  }

  async #load(offset = 0) {
    const { of } = this;
    const messages = `chat/rooms/${this.room}/messages/`;
    const [root, page] = await Promise.all([
      this.client.rest.get(`${messages}${of}/`),
      this.client.rest.get(messages, { parent: of, limit: PAGE, offset }),
    ]);
    if (of === this.of) {
      this.root = root;
      page.results.forEach((reply) => this.#put(reply));
      this.next = page.next && this.replies.length < MOST;
    }
  }

  #heard = ({ detail: message }) => {
    if (message.id === this.of) {
      this.root = message;
    } else if (message.parent_id === this.of) {
      this.#put(message);
    }
  };

  #put(reply) {
    const others = this.replies.filter((known) => known.id !== reply.id);
    this.replies = [...others, reply].sort((one, other) => one.seq - other.seq).slice(-MOST);
  }

  render() {
    const message = (it, entry) => html`<confab-message role="listitem" tabindex="-1" .client=${this.client} .theme=${this.theme} .message=${it} .entry=${entry}
      .isHead=${true} .isGroup=${true} .inThread=${true}></confab-message>`;
    const waiting = this.client.outbox.of(this.room).filter((entry) => entry.parent_id === this.of);
    return html`
      <div class="panel-head"><h2>${s.thread}</h2>
        ${this.root ? html`<button class="plain" @click=${() => fire(this, 'go-to', this.of)}>${s.show}</button>` : nothing}
        <button class="plain" aria-label=${s.close} title=${s.close} @click=${() => fire(this, 'close-panel')}>${icon('close')}</button></div>
      <div class="thread scroll"><div role="list" aria-label=${s.thread}>
        ${this.root ? message(this.root) : nothing}
        <hr role="presentation">
        ${this.replies.map((reply) => message(reply))}
        ${waiting.map((entry) => message(undefined, entry))}</div>
        ${this.next ? html`<button class="button quiet" @click=${() => attempt(this, () => this.#load(this.replies.length))}>${s.showMore}</button>` : nothing}</div>
      <confab-composer .client=${this.client} .theme=${this.theme} .room=${this.room} .thread=${this.of}></confab-composer>`;
  }
}

customElements.define('confab-thread-panel', ThreadPanel);
