import { html } from '../lit.js';
import { hue, initials } from '../text/names.js';
import './picture.js';

/** A person or a room as a coloured sign with its letters, or a picture. */
export function avatar({ id, name, online = false, size = '', image, client, isRoom = false }) {
  const classes = `avatar ${hue(id)} ${size} ${online ? 'online' : ''} ${isRoom ? 'room' : ''}`;
  return html`<span class=${classes} aria-hidden="true">${image
    ? html`<confab-picture .client=${client} .src=${image}></confab-picture>`
    : initials(name)}</span>`;
}

/** The sign of a room: of a direct one that of the other person, with whether they are there. */
export function roomAvatar(client, room, size) {
  const { me } = client;
  const other = room.kind === 'direct' && room.users.length === 2 ? room.users.find((user) => user !== me?.id) : undefined;
  return avatar({
    id: other ?? room.id, name: room.title, size, image: room.image, client, isRoom: room.kind === 'group',
    online: other !== undefined && room.online_count > 1,
  });
}
