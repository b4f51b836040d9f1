import { html } from '../lit.js';
import { s } from '../strings.js';
import './dialog.js';
import './me.js';
import './message-dialogs.js';
import './new-room.js';
import './room-settings.js';

/** The window that is open, by its kind. `page` is the page that it is over. */
export function dialog(page, { kind, room, message }) {
  const { client, theme } = page;
  const rooms = `chat/rooms/${room}/`;
  const title = client.store.rooms.get(room)?.title ?? '';
  const confirm = (heading, text, label, act) => [heading,
    html`<confab-confirm .client=${client} .theme=${theme} .text=${text} .label=${label} .act=${act}></confab-confirm>`];
  const kinds = {
    'new-chat': () => [s.startChat, html`<confab-new-chat .client=${client} .theme=${theme}></confab-new-chat>`],
    'new-group': () => [s.newGroup, html`<confab-new-group .client=${client} .theme=${theme}></confab-new-group>`],
    'add-people': () => [s.addPeople, html`<confab-new-group .client=${client} .theme=${theme} .room=${room}></confab-new-group>`],
    'by-name': () => [s.openByName, html`<confab-by-name .client=${client} .theme=${theme}></confab-by-name>`],
    'room-settings': () => [s.roomSettings, html`<confab-room-settings .client=${client} .theme=${theme} .room=${room}></confab-room-settings>`],
    invite: () => [s.invite, html`<confab-invite .client=${client} .theme=${theme} .room=${room}></confab-invite>`],
    categories: () => [s.folders, html`<confab-folders .client=${client} .theme=${theme} .room=${room} .categories=${page.categories}></confab-folders>`],
    receipts: () => [s.whoSaw, html`<confab-receipts .client=${client} .theme=${theme} .message=${message}></confab-receipts>`],
    edits: () => [s.history, html`<confab-edits .client=${client} .theme=${theme} .message=${message}></confab-edits>`],
    shortcuts: () => [s.shortcuts, html`<confab-shortcuts .client=${client} .theme=${theme}></confab-shortcuts>`],
    me: () => [s.profileAndSettings, html`<confab-me .client=${client} .theme=${theme} brief></confab-me>`],
    'delete-message': () => confirm(s.deleteMessage, s.deleteMessageHint, s.delete, () => client.remove(message)),
    leave: () => confirm(s.leave, s.leaveHint(title), s.leave, () => client.rest.post(`${rooms}leave/`)),
    'delete-room': () => confirm(s.deleteRoom, s.deleteRoomHint(title), s.deleteRoom, () => client.rest.delete(rooms)),
  };
  const [heading, content] = kinds[kind]();
  return html`<confab-dialog .heading=${heading} .theme=${theme} @close=${() => { page.dialog = null; }}>${content}</confab-dialog>`;
}
