import { css, html, nothing } from '../lit.js';
import { s } from '../strings.js';
import { roomAvatar } from './avatar.js';
import './composer.js';
import { emojiPicker } from './emoji.js';
import { icon } from './icons.js';
import './members-panel.js';
import { messageMenu } from './message-menu.js';
import './message-list.js';
import { Part, attempt, fire, say } from './part.js';
import './popover.js';
import { roomMenu } from './room-menu.js';
import './search-panel.js';
import { base, tokens } from './styles.js';
import './thread-panel.js';

/** A room: what is said in it, where to say something, and beside that its members, a thread, or a search. */
export class RoomView extends Part {
  static properties = { room: { attribute: false }, focusOn: { attribute: false }, context: { state: true }, panel: { state: true },
    dropping: { state: true }, spoken: { state: true } };

  static styles = [tokens, base, css`
    :host { display: grid; grid-template-columns: minmax(0, 1fr) auto; height: 100%; min-height: 0; background: var(--bg); }
    .main { display: grid; grid-template-columns: minmax(0, 1fr); grid-template-rows: auto minmax(0, 1fr) auto auto; min-height: 0; min-width: 0; position: relative; height: 100%; }
    header { display: flex; align-items: center; gap: 12px; min-height: 64px; padding: 8px 14px 8px 20px; border-bottom: 1px solid var(--line); }
    .title { flex: 1; min-width: 0; }
    h1 { font-size: 16px; font-weight: 700; line-height: 1.3; display: flex; align-items: center; gap: 6px; }
    h1 .icon { width: 16px; height: 16px; color: var(--muted); }
    .sub { font-size: 13px; color: var(--muted); }
    .sub.typing { color: var(--link); }
    .actions { display: flex; gap: 2px; }
    .typing-line { min-height: 22px; padding: 0 28px 2px; font-size: 13px; color: var(--muted); }
    .drop { position: absolute; inset: 8px; z-index: 5; display: grid; place-items: center; border: 2px dashed var(--accent); border-radius: 18px;
      background: color-mix(in srgb, var(--bg) 88%, transparent); font-weight: 600; pointer-events: none; }
    .back { display: none; }
    aside { width: 340px; border-inline-start: 1px solid var(--line); min-height: 0; height: 100%; overflow: hidden; }
    @media (max-width: 1080px) { aside { position: absolute; inset: 0 0 0 auto; z-index: 6; background: var(--bg); box-shadow: var(--shadow); } :host { position: relative; } }
    @media (max-width: 720px) {
      aside { width: 100%; }
      .back { display: inline-flex; margin-inline-start: -8px; }
      header { padding: 6px 6px 6px 12px; min-height: 58px; gap: 8px; }
      .wide { display: none; }
      .typing-line { padding: 0 18px 2px; }
    }
  `];

  constructor() {
    super();
    this.addEventListener('act', (event) => this.#act(event));
    this.addEventListener('context', ({ detail }) => { this.context = detail; });
    this.addEventListener('pick', ({ detail }) => this.#pick(detail.rect, detail.picked));
    this.addEventListener('close-panel', () => { this.panel = null; });
    this.addEventListener('go-to', ({ detail }) => this.#goTo(detail));
    this.addEventListener('edit-last', () => this.#editLast());
    this.addEventListener('sent', () => this.#list?.goToEnd());
    this.addEventListener('dragover', (event) => this.#drag(event));
    this.addEventListener('dragleave', (event) => { this.dropping = this.contains(event.relatedTarget); });
    this.addEventListener('drop', (event) => this.#drop(event));
  }

  get #list() {
    return this.renderRoot.querySelector('confab-message-list');
  }

  get #composer() {
    return this.renderRoot.querySelector('.main > confab-composer');
  }

  get #popover() {
    return this.renderRoot.querySelector('confab-popover');
  }

  willUpdate(changed) {
    super.willUpdate(changed);
    if (changed.has('room')) {
      this.context = null;
      this.panel = null;
      this.#loadMembers();
    }
  }

  #loadMembers() {
    if (this.room && this.client) {
      this.client.loadMembers(this.room).catch(() => {});
    }
  }

  #caughtUp = () => this.#loadMembers();

  #announce = ({ detail: message }) => {
    if (message.room_id === this.room) {
      this.spoken = s.said(message.author.name, message.body || s.image);
    }
  };

  connectedCallback() {
    super.connectedCallback();
    this.client.store.addEventListener('message', this.#announce);
    this.client.addEventListener('caughtup', this.#caughtUp);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.client.store.removeEventListener('message', this.#announce);
    this.client.removeEventListener('caughtup', this.#caughtUp);
  }

  /** Opens the search, as the shortcut does. */
  search() {
    this.panel = { kind: 'search' };
  }

  focusComposer() {
    this.#composer?.focus();
  }

  #goTo(id) {
    if (matchMedia('(max-width: 1080px)').matches) {
      this.panel = null;
    }
    this.#list.goTo(id);
  }

  #editLast() {
    const mine = this.store.timeline(this.room).messages.filter((message) => message.is_me && !message.is_deleted && message.body);
    if (mine.length) {
      this.context = { kind: 'edit', message: mine[mine.length - 1] };
    }
  }

  #act({ detail }) {
    const { act, message, entry, rect } = detail;
    switch (act) {
      case 'reply': this.context = { kind: 'reply', message }; break;
      case 'edit': this.context = { kind: 'edit', message }; break;
      case 'quote': this.#composer.insert(`${message.body.split('\n').map((line) => `> ${line}`).join('\n')}\n`); break;
      case 'thread': this.panel = { kind: 'thread', id: detail.id ?? message.id }; break;
      case 'react': attempt(this, () => this.client.toggleReaction(message, detail.content)); break;
      case 'pick': this.#pick(rect, (sign) => this.#react(message, sign)); break;
      case 'menu': this.#popover.open(rect, messageMenu(this, message, () => this.#popover.close())); break;
      case 'pin': attempt(this, () => this.client.setPinned(message, !message.is_pinned)); break;
      case 'link': this.#copy(`${this.client.url}/chat/${this.room}?message=${message.id}`); break;
      case 'copy': this.#copy(message.body); break;
      case 'delete': fire(this, 'dialog', { kind: 'delete-message', message }); break;
      case 'receipts': fire(this, 'dialog', { kind: 'receipts', message }); break;
      case 'edits': fire(this, 'dialog', { kind: 'edits', message }); break;
      case 'lightbox': fire(this, 'lightbox', { image: detail.image, images: (message ?? entry).images }); break;
      case 'retry': this.client.outbox.retry(entry.client_id); break;
      case 'discard': this.client.outbox.discard(entry.client_id); break;
      default:
    }
  }

  #pick(rect, picked) {
    this.#popover.open(rect, emojiPicker((sign) => {
      this.#popover.close();
      picked(sign);
    }));
  }

  #react(message, sign) {
    const already = message.reaction_counts.some((count) => count.content === sign && count.me);
    if (!already) {
      attempt(this, () => this.client.toggleReaction(message, sign));
    }
  }

  async #copy(text) {
    await attempt(this, async () => {
      await navigator.clipboard.writeText(text);
      say(this, s.copied);
    });
  }

  #drag(event) {
    if (event.dataTransfer?.types.includes('Files')) {
      event.preventDefault();
      this.dropping = true;
    }
  }

  #drop(event) {
    if (event.dataTransfer?.files.length) {
      event.preventDefault();
      this.dropping = false;
      this.#composer.add(event.dataTransfer.files);
    }
  }

  #toggle(kind) {
    this.panel = this.panel?.kind === kind ? null : { kind };
  }

  render() {
    const room = this.store.rooms.get(this.room);
    if (!room) {
      return nothing;
    }
    return html`
      <section class="main" aria-label=${room.title}>
        ${this.#header(room)}
        <confab-message-list .client=${this.client} .theme=${this.theme} .room=${this.room} .focusOn=${this.focusOn}></confab-message-list>
        <div class="typing-line cut" aria-live="polite">${this.#typing()}</div>
        <confab-composer .client=${this.client} .theme=${this.theme} .room=${this.room} .context=${this.context}></confab-composer>
        ${this.dropping ? html`<div class="drop">${s.dropHere}</div>` : nothing}
      </section>
      ${this.panel ? html`<aside>${this.#side(room)}</aside>` : nothing}
      <confab-popover .theme=${this.theme}></confab-popover>
      <div class="unseen" role="log" aria-live="polite">${this.spoken}</div>`;
  }

  #header(room) {
    const button = (label, name, act, pressed, more = '') => html`<button class="plain ${more}" aria-label=${label} title=${label}
      aria-pressed=${String(pressed)} @click=${act}>${icon(name)}</button>`;
    return html`<header>
      <button class="plain back" aria-label=${s.back} title=${s.back} @click=${() => fire(this, 'open-room', null)}>${icon('back')}</button>
      ${roomAvatar(this.client, room, '')}
      <div class="title"><h1><span class="cut" dir="auto">${room.title}</span>${room.is_muted ? html`<span title=${s.muted} role="img" aria-label=${s.muted}>${icon('mute')}</span>` : nothing}</h1>
        <div class="sub cut" dir="auto">${this.#subtitle(room)}</div></div>
      <div class="actions">
        ${room.pinned_count ? button(s.pins, 'pin', () => this.#toggle('pins'), this.panel?.kind === 'pins', 'wide') : nothing}
        ${button(s.searchInRoom, 'search', () => this.#toggle('search'), this.panel?.kind === 'search')}
        ${button(s.members, 'users', () => this.#toggle('members'), this.panel?.kind === 'members', 'wide')}
        <button class="plain" aria-label=${s.more} title=${s.more} aria-haspopup="menu"
          @click=${(event) => this.#menu(event, room)}>${icon('dots')}</button>
      </div></header>`;
  }

  #menu(event, room) {
    const show = (kind) => this.#toggle(kind);
    this.#popover.open(event.currentTarget.getBoundingClientRect(), roomMenu(this, room, show, () => this.#popover.close()));
  }

  #subtitle(room) {
    if (room.kind === 'self') {
      return s.selfRoom;
    }
    if (room.kind === 'direct' && room.member_count <= 2) {
      return room.online_count > 1 ? s.online : s.offline;
    }
    const counts = s.membersOnline(room.member_count, room.online_count);
    return room.description ? `${counts} · ${room.description}` : counts;
  }

  #typing() {
    const typists = this.store.typists(this.room).filter((member) => !member.is_me).map((member) => member.name);
    return typists.length ? s.typing(typists) : nothing;
  }

  #side(room) {
    switch (this.panel.kind) {
      case 'members':
        return html`<confab-members-panel .client=${this.client} .theme=${this.theme} .room=${room.id}></confab-members-panel>`;
      case 'thread':
        return html`<confab-thread-panel .client=${this.client} .theme=${this.theme} .room=${room.id} .of=${this.panel.id}></confab-thread-panel>`;
      default:
        return html`<confab-search-panel .client=${this.client} .theme=${this.theme} .room=${room.id}
          .pins=${this.panel.kind === 'pins'}></confab-search-panel>`;
    }
  }
}

customElements.define('confab-room-view', RoomView);
