import { html, nothing } from '../lit.js';
import { s } from '../strings.js';
import { avatar } from './avatar.js';
import { icon } from './icons.js';
import { panelStyles } from './panel-styles.js';
import { Part, attempt, fire } from './part.js';
import './popover.js';
import { base, tokens } from './styles.js';

/** Who is in a room, who of them is there, and for those in charge what to do about it. */
export class MembersPanel extends Part {
  static properties = { room: { attribute: false } };

  static styles = [tokens, base, panelStyles];

  get #members() {
    return [...this.store.members(this.room).values()]
      .filter((member) => member.is_active && member.user_id)
      .sort((one, other) => Number(this.#isOnline(other)) - Number(this.#isOnline(one)) || one.name.localeCompare(other.name));
  }

  #isOnline(member) {
    return member.is_online || member.is_me;
  }

  render() {
    const room = this.store.rooms.get(this.room);
    if (!room) {
      return nothing;
    }
    const members = this.#members;
    const isAdmin = room.role === 'owner' || room.role === 'admin';
    return html`
      <div class="panel-head"><h2>${s.members} <span class="muted">${room.member_count}</span></h2>
        <button class="plain" aria-label=${s.close} title=${s.close} @click=${() => fire(this, 'close-panel')}>${icon('close')}</button></div>
      <ul class="list scroll">${members.map((member) => html`<li>${this.#member(member, room, isAdmin)}</li>`)}
        ${room.member_count > members.length ? html`<li class="none">${s.moreMembers(room.member_count - members.length)}</li>` : nothing}</ul>
      ${room.kind === 'group' && (isAdmin || room.members_can_invite) ? html`<div class="buttons">
        <button class="button quiet" @click=${() => fire(this, 'dialog', { kind: 'add-people', room: this.room })}>${icon('plus')} ${s.addPeople}</button>
        <button class="button quiet" @click=${() => fire(this, 'dialog', { kind: 'invite', room: this.room })}>${icon('link')} ${s.inviteLink}</button></div>` : nothing}
      <confab-popover .theme=${this.theme}></confab-popover>`;
  }

  #member(member, room, isAdmin) {
    const isOnline = this.#isOnline(member);
    const content = html`${avatar({ id: member.user_id, name: member.name, online: isOnline })}
      <div><div class="name cut" dir="auto">${member.name}${member.is_me ? ` (${s.you})` : ''}</div>
        <div class="sub cut">${member.username} · ${isOnline ? s.online : s.offline}</div></div>
      ${member.role === 'member' ? nothing : html`<span class="role">${s.roles[member.role]}</span>`}`;
    return member.is_me ? html`<div class="person">${content}</div>`
      : html`<button class="person" aria-haspopup="menu" @click=${(event) => this.#menu(event, member, room, isAdmin)}>${content}</button>`;
  }

  #menu(event, member, room, isAdmin) {
    const popover = this.renderRoot.querySelector('confab-popover');
    const path = `chat/rooms/${this.room}/users/${member.id}/`;
    const item = (label, name, act, style = '') => html`<button role="menuitem" class=${style} @click=${() => {
      popover.close();
      attempt(this, act);
    }}>${icon(name)} ${label}</button>`;
    const role = (to) => () => this.client.rest.patch(path, { role: to });
    const isGroup = room.kind === 'group';
    const mayRemove = isGroup && isAdmin && member.role !== 'owner';
    popover.open(event.currentTarget.getBoundingClientRect(), html`<div class="menu" role="menu" aria-label=${member.name}>
      ${item(s.writeDirect, 'thread', () => this.#direct(member))}
      ${isGroup && room.role === 'owner' ? [
        ...['member', 'admin', 'owner'].filter((to) => to !== member.role).map((to) => item(s.makeRole[to], 'user', role(to)))] : nothing}
      ${mayRemove ? html`<hr>${item(s.remove, 'close', () => this.client.rest.delete(path), 'danger')}
        ${item(s.ban, 'lock', () => this.client.rest.post(`${path}ban/`), 'danger')}` : nothing}</div>`);
  }

  async #direct(member) {
    const room = await this.client.rest.put('chat/rooms/direct/', { users: [member.user_id] });
    this.client.store.putRoom(room);
    fire(this, 'open-room', { id: room.id });
  }
}

customElements.define('confab-members-panel', MembersPanel);
