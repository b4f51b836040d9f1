import { html, nothing } from '../lit.js';
import { icon } from '../parts/icons.js';
import { fire } from '../parts/part.js';
import { s } from '../strings.js';
import { exact, when } from '../text/times.js';
import { Paged } from './paged.js';

/** All rooms, the latest activity first. */
export class Rooms extends Paged {
  get path() {
    return 'admin/rooms/';
  }

  render() {
    return html`<div class="head"><h2>${s.rooms}</h2>${this.search(s.admin.findRooms)}</div>${this.troubled()}${this.list(s.rooms)}`;
  }

  row(room) {
    const { id, kind, name, is_public: isPublic, member_count: members, message_count: messages, last_activity: last } = room;
    return html`<a class="wide" href=${`${this.client.url}/admin/rooms/${id}`} @click=${(event) => this.#open(event, room)}><b class="cut" dir="auto">${name || s.admin.kinds[kind]}</b>
        <span class="sub">${s.admin.kinds[kind]} · ${s.memberCount(members)} · ${s.admin.messageCount(messages)}</span></a>
      ${isPublic ? html`<span class="mark">${s.publicRoom}</span>` : nothing}
      <time class="sub" datetime=${last} title=${exact(last)}>${when(last)}</time>
      <button class="plain" aria-label=${s.admin.deleteRoom(name)} title=${s.deleteRoom} @click=${() => this.#delete(room)}>${icon('trash')}</button>`;
  }

  #open(event, { id, name }) {
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      fire(this, 'section', { path: `/admin/rooms/${id}`, name });
    }
  }

  #delete({ id, name }) {
    this.confirm(s.deleteRoom, s.deleteRoomHint(name), s.deleteRoom, () => this.client.rest.delete(`admin/rooms/${id}/`));
  }
}

customElements.define('confab-admin-rooms', Rooms);
