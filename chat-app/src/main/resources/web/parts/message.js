import { LitElement, css, html, nothing } from '../lit.js';
import { s } from '../strings.js';
import { isEmojiOnly, plain } from '../text/markup.js';
import { hue } from '../text/names.js';
import { exact, time } from '../text/times.js';
import { avatar } from './avatar.js';
import { icon } from './icons.js';
import { marked } from './marked.js';
import { messageStyles } from './message-styles.js';
import { fire } from './part.js';
import { base, tokens } from './styles.js';

const TICKS = { pending: 'clock', failed: 'warning', sent: 'check', received: 'checks', seen: 'checks' };
const MOST_PIXELS = 360;

/** One message, or one that is still on its way. What is wanted of it is told to those around as `act`. */
export class Message extends LitElement {
  static properties = {
    client: { attribute: false },
    theme: { reflect: true },
    message: { attribute: false },
    entry: { attribute: false },
    parent: { attribute: false },
    isHead: { attribute: false },
    isGroup: { attribute: false },
    tick: {},
    tickText: { attribute: false },
    online: { attribute: false },
    inThread: { attribute: false },
    active: { state: true },
  };

  static styles = [tokens, base, messageStyles];

  constructor() {
    super();
    this.addEventListener('mouseenter', () => this.#activate(true));
    this.addEventListener('mouseleave', () => this.#activate(this.matches(':focus-within')));
    this.addEventListener('focusin', () => this.#activate(true));
    this.addEventListener('focusout', () => this.#activate(this.matches(':hover')));
  }

  #activate(active) {
    this.active = active;
  }

  #act(act, event, more = {}) {
    event?.stopPropagation();
    const rect = event?.currentTarget.getBoundingClientRect();
    fire(this, 'act', { act, message: this.message, entry: this.entry, rect, ...more });
  }

  render() {
    if (this.entry) {
      return this.#bubbleRow(true, this.#waiting());
    }
    const { message } = this;
    if (message.is_system) {
      return html`<p class="system" dir="auto">${message.body} <time title=${exact(message.created)}>${time(message.created)}</time></p>`;
    }
    return this.#bubbleRow(message.is_me === true, this.#said());
  }

  #bubbleRow(isMine, content) {
    const author = this.message?.author;
    return html`<div class="row ${isMine ? 'mine' : 'theirs'} ${this.isHead ? 'head' : ''}">
      ${isMine ? nothing : html`<div class="face">${this.isHead && this.isGroup
        ? avatar({ id: author.id ?? author.name, name: author.name, online: this.online, client: this.client, size: 'small' })
        : nothing}</div>`}
      <div class="column">
        ${!isMine && this.isHead && this.isGroup
          ? html`<div class="name ink ${hue(author.id ?? author.name)}" dir="auto" title=${author.username ?? ''}>${author.name}</div>`
          : nothing}
        ${content}
      </div>
    </div>`;
  }

  #waiting() {
    const { entry } = this;
    const failed = entry.state === 'failed';
    return html`
      <div class="line"><div class="bubble ${failed ? 'failed' : 'pending'}">
        ${entry.images?.length ? html`<div class="images">${entry.images.map((image) => this.#image(image))}</div>` : nothing}
        <div class="text-line">${entry.body ? html`<div class="body" dir="auto">${marked(entry.body)}</div>` : nothing}
        <span class="meta">${time(entry.created)} <span class="tick ${entry.state}" role="img"
          aria-label=${failed ? s.failed : s.pending}>${icon(TICKS[entry.state])}</span></span></div>
      </div></div>
      ${failed ? html`<div class="after error" role="alert">${entry.error}
        <button class="text" @click=${(event) => this.#act('retry', event)}>${s.retry}</button>
        <button class="text" @click=${(event) => this.#act('discard', event)}>${s.discard}</button></div>` : nothing}`;
  }

  #said() {
    const { message } = this;
    const emoji = !message.images.length && !message.parent_id && isEmojiOnly(message.body);
    return html`
      <div class="line">
        <div class="bubble ${emoji ? 'emoji' : ''} ${message.is_deleted ? 'gone' : ''}" @dblclick=${(event) => this.#act('reply', event)}>
          ${message.parent_id && !this.inThread ? this.#answered() : nothing}
          ${message.images.length ? html`<div class="images">${message.images.map((image) => this.#image(image))}</div>` : nothing}
          <div class="text-line">${this.#body(message)}${this.#meta(message)}</div>
        </div>
        ${this.active && !message.is_deleted ? this.#toolbar() : nothing}
      </div>
      ${this.#reactions(message)}
      ${message.reply_count && !this.inThread ? html`<button class="replies" @click=${(event) => this.#act('thread', event)}>
        ${icon('thread')} ${s.replies(message.reply_count)}</button>` : nothing}`;
  }

  #body(message) {
    if (message.is_deleted) {
      return html`<div class="body">${s.deleted}</div>`;
    }
    return message.body ? html`<div class="body" dir="auto">${marked(message.body)}</div>` : nothing;
  }

  #answered() {
    const { parent } = this;
    return html`<button class="answered" @click=${(event) => this.#act('thread', event, { id: this.message.parent_id })}>
      <span class="who">${parent ? parent.author.name : s.thread}</span>
      <span class="cut" dir="auto">${parent ? plain(parent.body) || s.image : s.openThread}</span>
    </button>`;
  }

  #meta(message) {
    return html`<span class="meta">
      ${message.is_pinned ? html`<span role="img" aria-label=${s.pinned} title=${s.pinned}>${icon('pin')}</span>` : nothing}
      ${message.is_edited && !message.is_deleted ? html`<span title=${exact(message.edited)}>${s.edited}</span>` : nothing}
      <time datetime=${message.created} title=${exact(message.created)}>${time(message.created)}</time>
      ${message.is_me && this.tick ? html`<span class="tick ${this.tick}" role="img" aria-label=${this.tickText}
        title=${this.tickText}>${icon(TICKS[this.tick])}</span>` : nothing}
    </span>`;
  }

  #image(image) {
    const scale = Math.min(1, MOST_PIXELS / image.width, MOST_PIXELS / image.height);
    const width = Math.max(80, Math.round(image.width * scale));
    return html`<button class="image" aria-label=${s.openImage(image.name)} title=${image.name}
      .style=${`width:${width}px;aspect-ratio:${image.width}/${Math.max(image.height, image.width / 8)}`}
      @click=${(event) => this.#act('lightbox', event, { image })}>
      <confab-picture .client=${this.client} .src=${image.thumbnail} .alt=${''}></confab-picture></button>`;
  }

  #reactions(message) {
    return message.reaction_counts.length ? html`<div class="reactions">
      ${message.reaction_counts.map(({ content, count, me }) => html`
        <button class="reaction" aria-pressed=${String(me)} title=${this.#whoReacted(message, content)}
          aria-label=${s.reaction(content, count)} @click=${(event) => this.#act('react', event, { content })}>
          <span class="sign" dir="auto">${content}</span><span>${count}</span></button>`)}
      <button class="reaction add" aria-label=${s.react} title=${s.react}
        @click=${(event) => this.#act('pick', event)}>${icon('smile')}</button>
    </div>` : nothing;
  }

  #whoReacted(message, content) {
    const names = message.reactions.filter((reaction) => reaction.body === content).map(({ author }) => author.name);
    return `${names.slice(0, 10).join(', ')}${names.length > 10 ? ' …' : ''}`;
  }

  #toolbar() {
    const button = (act, label, name) => html`<button aria-label=${label} title=${label}
      @click=${(event) => this.#act(act, event)}>${icon(name)}</button>`;
    return html`<div class="toolbar" role="toolbar" aria-label=${s.messageActions}>
      ${button('pick', s.react, 'smile')}
      ${button('reply', s.reply, 'reply')}
      ${button('menu', s.more, 'dots')}
    </div>`;
  }
}

customElements.define('confab-message', Message);
