import { html, nothing } from '../lit.js';
import { s } from '../strings.js';
import { icon } from './icons.js';

/** What one may do with a message. `close` closes the menu. */
export function messageMenu(view, message, close) {
  const room = view.store.rooms.get(message.room_id);
  const isAdmin = room.role === 'owner' || room.role === 'admin';
  const mayPin = isAdmin || room.members_can_pin || room.kind !== 'group';
  const item = (act, label, name, style = '') => html`<button role="menuitem" class=${style} @click=${() => {
    close();
    view.dispatchEvent(new CustomEvent('act', { detail: { act, message } }));
  }}>${icon(name)} ${label}</button>`;
  return html`<div class="menu" role="menu" aria-label=${s.messageActions}>
    ${item('reply', s.reply, 'reply')}
    ${item('thread', s.openThread, 'thread')}
    ${message.body ? [item('quote', s.quote, 'quote'), item('copy', s.copyText, 'copy')] : nothing}
    ${item('link', s.copyLink, 'link')}
    ${mayPin ? item('pin', message.is_pinned ? s.unpin : s.pin, 'pin') : nothing}
    ${message.is_me ? item('receipts', s.whoSaw, 'eye') : nothing}
    ${message.is_edited && (message.is_me || isAdmin) ? item('edits', s.history, 'clock') : nothing}
    ${message.is_me || isAdmin ? html`<hr>` : nothing}
    ${message.is_me && message.body ? item('edit', s.edit, 'edit') : nothing}
    ${message.is_me || isAdmin ? item('delete', s.delete, 'trash', 'danger') : nothing}
  </div>`;
}
