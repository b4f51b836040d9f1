import { html, nothing } from '../lit.js';
import { s } from '../strings.js';
import { icon } from './icons.js';
import { attempt, fire } from './part.js';

const HOUR = 3_600_000;

/** What one may do with a room. `show` opens a panel, `close` closes the menu. */
export function roomMenu(view, room, show, close) {
  const isAdmin = room.role === 'owner' || room.role === 'admin';
  const isGroup = room.kind === 'group';
  const item = (label, name, act, style = '') => html`<button role="menuitem" class=${style} @click=${() => {
    close();
    act();
  }}>${icon(name)} ${label}</button>`;
  const dialog = (kind) => () => fire(view, 'dialog', { kind, room: room.id });
  const mute = (hours) => () => attempt(view, () =>
    view.client.mute(room.id, hours ? new Date(Date.now() + hours * HOUR).toISOString() : null));
  return html`<div class="menu" role="menu" aria-label=${s.roomActions}>
    ${item(s.members, 'users', () => show('members'))}
    ${room.pinned_count ? item(s.pins, 'pin', () => show('pins')) : nothing}
    ${isGroup && (isAdmin || room.members_can_invite) ? item(s.invite, 'link', dialog('invite')) : nothing}
    ${item(s.folders, 'star', dialog('categories'))}
    ${isAdmin && isGroup ? item(s.roomSettings, 'settings', dialog('room-settings')) : nothing}
    <hr>
    ${room.is_muted
      ? item(s.unmute, 'bell', () => attempt(view, () => view.client.unmute(room.id)))
      : [item(s.muteHour, 'mute', mute(1)), item(s.muteDay, 'mute', mute(24)), item(s.muteForever, 'mute', mute(0))]}
    ${isGroup ? html`<hr>${item(s.leave, 'back', dialog('leave'), 'danger')}` : nothing}
    ${isGroup && room.role === 'owner' ? item(s.deleteRoom, 'trash', dialog('delete-room'), 'danger') : nothing}
  </div>`;
}
