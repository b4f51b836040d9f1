import { css, html, nothing, repeat } from '../lit.js';
import { s } from '../strings.js';
import { plain } from '../text/markup.js';
import { exact, when } from '../text/times.js';
import { roomAvatar } from './avatar.js';
import { icon } from './icons.js';
import { Part, fire } from './part.js';
import './popover.js';
import './user.js';
import { base, tokens } from './styles.js';

/** The rooms that I am in, the latest activity first, and the way to others. */
export class RoomList extends Part {
  static properties = { room: { attribute: false }, query: { state: true }, category: { state: true }, categories: { attribute: false }, others: { state: true } };

  static styles = [tokens, base, css`
    :host { display: grid; grid-template-rows: auto auto minmax(0, 1fr) auto; height: 100%; background: var(--side); --behind: var(--side); }
    header { display: flex; align-items: center; gap: 2px; padding: 14px 10px 8px 18px; }
    h1, .brand { flex: 1; font-size: 20px; font-weight: 750; letter-spacing: -.01em; }
    .find { position: relative; padding: 2px 12px 10px; }
    .find .icon { position: absolute; inset-inline-start: 24px; top: 12px; color: var(--muted); width: 18px; height: 18px; }
    .find .input { padding-inline-start: 38px; background: var(--bg); min-height: 38px; }
    .chips { display: flex; gap: 6px; padding: 0 12px 8px; overflow-x: auto; scrollbar-width: none; }
    .chips button { flex: none; height: 28px; padding: 0 12px; border-radius: 14px; background: var(--hover); font-size: 13px; font-weight: 600; color: var(--muted); }
    .chips button[aria-pressed="true"] { background: var(--soft); color: var(--link); }
    .rooms { padding: 0 8px 8px; }
    .item { display: flex; align-items: center; gap: 12px; width: 100%; padding: 9px 10px; border-radius: 12px; text-align: start; color: inherit; text-decoration: none; }
    .item:hover { background: var(--hover); --behind: var(--hover); }
    .item[aria-current="true"] { background: var(--soft); --behind: var(--soft); }
    .text { flex: 1; min-width: 0; }
    .top, .bottom { display: flex; align-items: center; gap: 6px; }
    .top .cut { flex: 1; font-weight: 600; }
    .top time { font-size: 12px; color: var(--muted); flex: none; }
    .bottom { font-size: 13.5px; color: var(--muted); min-height: 21px; }
    .bottom .cut { flex: 1; }
    .bottom .icon { width: 16px; height: 16px; }
    .unread .top .cut { font-weight: 750; }
    .unread .bottom .cut { color: var(--text); font-weight: 600; }
    .unread .top time { color: var(--link); font-weight: 600; }
    .draft { color: var(--danger); }
    h2 { font-size: 12.5px; font-weight: 650; color: var(--muted); padding: 14px 10px 6px; }
    .none { padding: 40px 24px; text-align: center; color: var(--muted); }
    .none strong { display: block; color: var(--text); font-size: 16px; margin-bottom: 4px; }
    .none .button { margin-top: 16px; }
    footer { display: flex; align-items: center; gap: 10px; padding: 8px 10px; border-top: 1px solid var(--line); }
    footer .who { flex: 1; display: flex; align-items: center; gap: 10px; min-width: 0; padding: 4px; border-radius: 10px; text-align: start; }
    footer .who:hover { background: var(--hover); }
    footer b { font-weight: 600; }
  `];

  #timer;

  /** Puts the cursor into the search. */
  search() {
    this.renderRoot.querySelector('input').focus();
  }

  #typed(event) {
    this.query = event.target.value;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#searchOthers(this.query.trim()), 250);
  }

  async #searchOthers(query) {
    if (!query) {
      this.others = null;
      return;
    }
    const [rooms, users] = await Promise.all([
      this.client.rest.get('chat/rooms/', { search: query, limit: 20 }),
      this.client.rest.get('chat/users/', { search: query, limit: 20 }),
    ]).catch(() => [{ results: [] }, { results: [] }]);
    if (query === this.query.trim()) {
      this.others = {
        rooms: rooms.results.filter((room) => !room.role),
        users: users.results.filter((user) => user.id !== this.client.me?.id),
      };
    }
  }

  get #shown() {
    const wanted = this.query?.trim().toLocaleLowerCase() ?? '';
    return this.store.list()
      .filter((room) => !wanted || room.title.toLocaleLowerCase().includes(wanted))
      .filter((room) => !this.category || this.#folder?.rooms.includes(room.id));
  }

  get #folder() {
    return this.categories?.find((category) => category.id === this.category);
  }

  render() {
    const rooms = this.#shown;
    return html`
      <header><div class="brand">${s.chats}</div>
        <button class="plain" aria-label=${s.newChat} title=${s.newChat} aria-haspopup="menu" @click=${this.#new}>${icon('plus')}</button></header>
      <div><div class="find" role="search">${icon('search')}<input class="input" type="search" dir="auto" autocomplete="off" aria-label=${s.findRooms}
          placeholder=${s.findRooms} .value=${this.query ?? ''} @input=${this.#typed}></div>
        ${this.categories?.length ? this.#chips() : nothing}</div>
      <nav class="rooms scroll" aria-label=${s.rooms}>
        ${rooms.length ? html`<ul>${repeat(rooms, (room) => room.id, (room) => html`<li>${this.#item(room)}</li>`)}</ul>` : this.#empty()}
        ${this.others ? this.#found() : nothing}
      </nav>
      ${this.#footer()}
      <confab-popover .theme=${this.theme}></confab-popover>`;
  }

  #chips() {
    const chip = (id, title) => html`<button aria-pressed=${String((this.category ?? null) === id)} @click=${() => { this.category = id; }} dir="auto">${title}</button>`;
    return html`<div class="chips" role="group" aria-label=${s.folders}>${chip(null, s.all)}${this.categories.map(({ id, title }) => chip(id, title))}</div>`;
  }

  #item(room) {
    const unread = room.message_new_count;
    const last = room.last_message;
    return html`<a class="item ${unread && !room.is_muted ? 'unread' : ''}" href=${`${this.client.url}/chat/${room.id}`} aria-current=${String(room.id === this.room)}
      aria-label=${unread ? s.unreadRoom(room.title, unread) : room.title} @click=${(event) => this.#open(event, room.id)}>
      ${roomAvatar(this.client, room, '')}
      <span class="text">
        <span class="top"><span class="cut" dir="auto">${room.title}</span>${last ? html`<time title=${exact(last.created)}>${when(last.created)}</time>` : nothing}</span>
        <span class="bottom"><span class="cut" dir="auto">${this.#preview(room, last)}</span>
          ${room.is_muted ? html`<span title=${s.muted}>${icon('mute')}</span>` : nothing}
          ${unread ? html`<span class="badge ${room.is_muted ? 'quiet' : ''}">${unread > 99 ? '99+' : unread}</span>` : nothing}</span>
      </span></a>`;
  }

  #preview(room, last) {
    const typists = this.store.typists(room.id).filter((member) => !member.is_me);
    if (typists.length) {
      return s.typing(typists.map((member) => member.name));
    }
    if (!last) {
      return s.noMessages;
    }
    const text = last.is_deleted ? s.deleted : plain(last.body) || s.image;
    if (last.is_system || room.kind === 'self') {
      return text;
    }
    if (last.is_me) {
      return s.preview(s.you, text);
    }
    return room.member_count > 2 || room.kind === 'group' ? s.preview(last.author.name, text) : text;
  }

  #open(event, id) {
    if (!event.metaKey && !event.ctrlKey && !event.shiftKey && event.button === 0) {
      event.preventDefault();
      fire(this, 'open-room', { id });
    }
  }

  #empty() {
    if (this.query?.trim()) {
      return this.others && !this.others.rooms.length && !this.others.users.length ? html`<p class="none">${s.nothingFound}</p>` : nothing;
    }
    if (this.category) {
      return html`<p class="none">${s.emptyFolder}</p>`;
    }
    return html`<div class="none"><strong>${s.noRooms}</strong>${s.noRoomsHint}<br>
      <button class="button" @click=${() => fire(this, 'dialog', { kind: 'new-chat' })}>${s.startChat}</button></div>`;
  }

  #found() {
    const { rooms, users } = this.others;
    return html`
      ${rooms.length ? html`<h2>${s.publicRooms}</h2><ul>${rooms.map((room) => html`<li><button class="item" @click=${() => this.#visit({ id: room.id })}>
        ${roomAvatar(this.client, room, '')}<span class="text"><span class="top"><span class="cut" dir="auto">${room.title}</span></span>
        <span class="bottom"><span class="cut" dir="auto">${s.memberCount(room.member_count)}${room.description ? ` · ${room.description}` : ''}</span></span></span></button></li>`)}</ul>` : nothing}
      ${users.length ? html`<h2>${s.people}</h2><ul>${users.map((user) => html`<li><button class="item" @click=${() => this.#visit({ user: user.id })}>
        <confab-user .user=${user} .theme=${this.theme}></confab-user></button></li>`)}</ul>` : nothing}`;
  }

  #visit(what) {
    this.query = '';
    this.others = null;
    fire(this, 'open-room', what);
  }

  #new(event) {
    const popover = this.renderRoot.querySelector('confab-popover');
    const item = (kind, label, name) => html`<button role="menuitem" @click=${() => {
      popover.close();
      fire(this, 'dialog', { kind });
    }}>${icon(name)} ${label}</button>`;
    popover.open(event.currentTarget.getBoundingClientRect(), html`<div class="menu" role="menu" aria-label=${s.newChat}>
      ${item('new-chat', s.startChat, 'user')}${item('new-group', s.newGroup, 'users')}${item('by-name', s.openByName, 'hash')}
      <button role="menuitem" @click=${() => { popover.close(); this.#visit({ user: null }); }}>${icon('edit')} ${s.selfRoom}</button></div>`);
  }

  #footer() {
    const { me } = this.client;
    return me ? html`<footer><button class="who" @click=${() => fire(this, 'dialog', { kind: 'me' })} aria-label=${s.profileAndSettings}>
      <confab-user .user=${{ ...me, is_online: true }} .theme=${this.theme} small></confab-user></button>
      <button class="plain" aria-label=${s.shortcuts} title=${s.shortcuts} @click=${() => fire(this, 'dialog', { kind: 'shortcuts' })}>?</button></footer>` : html`<footer></footer>`;
  }
}

customElements.define('confab-room-list', RoomList);
