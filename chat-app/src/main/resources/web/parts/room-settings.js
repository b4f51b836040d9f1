import { html, nothing } from '../lit.js';
import { s } from '../strings.js';
import { roomAvatar } from './avatar.js';
import { formStyles } from './form-styles.js';
import { icon } from './icons.js';
import { Part, attempt, fire, say } from './part.js';
import { base, tokens } from './styles.js';

/** What those in charge of a room may change. */
export class RoomSettings extends Part {
  static properties = { room: { attribute: false }, error: { state: true } };

  static styles = [tokens, base, formStyles];

  async #submit(event) {
    event.preventDefault();
    const data = new FormData(event.target);
    await this.#change({
      title: data.get('title').trim(), description: data.get('description'), is_public: data.get('is_public') !== null,
      members_can_invite: data.get('members_can_invite') !== null, members_can_pin: data.get('members_can_pin') !== null,
    });
  }

  async #change(what) {
    try {
      this.store.putRoom(await this.client.rest.patch(`chat/rooms/${this.room}/`, what));
      fire(this, 'close-dialog');
    } catch (problem) {
      this.error = problem.message;
    }
  }

  #picture(event) {
    const form = new FormData();
    form.append('image', event.target.files[0]);
    this.#change(form);
  }

  render() {
    const room = this.store.rooms.get(this.room);
    const check = (name, title, hint) => html`<label class="check"><input type="checkbox" name=${name} .checked=${room[name]}><span><b>${title}</b><small>${hint}</small></span></label>`;
    return room ? html`<form @submit=${this.#submit}>
      <div class="picture">${roomAvatar(this.client, room, 'large')}
        <div class="row"><button type="button" class="button quiet" @click=${() => this.renderRoot.querySelector('[type=file]').click()}>${icon('image')} ${s.changePicture}</button>
          ${room.image ? html`<button type="button" class="button quiet" @click=${() => this.#change({ image: null })}>${s.remove}</button>` : nothing}</div>
        <input type="file" hidden accept="image/png,image/jpeg,image/gif,image/webp" aria-label=${s.changePicture} @change=${this.#picture}></div>
      <label class="field"><span>${s.groupTitle}</span><input class="input" name="title" required maxlength="255" dir="auto" .value=${room.title}></label>
      <label class="field"><span>${s.description}</span><textarea class="input" name="description" maxlength="1000" dir="auto" .value=${room.description}></textarea></label>
      ${check('is_public', s.publicRoom, s.publicRoomHint)}
      ${check('members_can_invite', s.membersCanInvite, s.membersCanInviteHint)}
      ${check('members_can_pin', s.membersCanPin, s.membersCanPinHint)}
      ${this.error ? html`<p class="error" role="alert">${this.error}</p>` : nothing}
      <div class="row"><button class="button">${s.save}</button></div></form>` : nothing;
  }
}

/** Makes a link that lets people in. */
export class Invite extends Part {
  static properties = { room: { attribute: false }, invite: { state: true } };

  static styles = [tokens, base, formStyles];

  #make() {
    attempt(this, async () => {
      this.invite = await this.client.rest.post(`chat/rooms/${this.room}/invites/`);
    });
  }

  async #copy() {
    await attempt(this, () => navigator.clipboard.writeText(this.invite.url));
    say(this, s.copied);
  }

  async #revoke() {
    await attempt(this, () => this.client.rest.delete(`chat/rooms/${this.room}/invites/${this.invite.invite}/`));
    this.invite = null;
    say(this, s.linkRevoked);
  }

  render() {
    return html`<form @submit=${(event) => event.preventDefault()}><p class="hint">${s.inviteHint}</p>
      ${this.invite ? html`<div class="copy"><input class="input" readonly aria-label=${s.inviteLink} .value=${this.invite.url} @focus=${(event) => event.target.select()}>
          <button class="button" type="button" @click=${this.#copy}>${s.copy}</button></div>
        <div class="row"><button class="button danger" type="button" @click=${this.#revoke}>${s.revoke}</button></div>`
    : html`<div class="row"><button class="button" type="button" @click=${this.#make}>${s.makeLink}</button></div>`}</form>`;
  }
}

/** Which of my folders a room is in. */
export class Folders extends Part {
  static properties = { room: { attribute: false }, categories: { attribute: false } };

  static styles = [tokens, base, formStyles];

  async #toggle(category, isIn) {
    const rooms = isIn ? [...category.rooms, this.room] : category.rooms.filter((room) => room !== this.room);
    await attempt(this, () => this.client.rest.patch(`chat/categories/${category.id}/`, { rooms }));
    fire(this, 'categories');
  }

  async #add(event) {
    event.preventDefault();
    const title = new FormData(event.target).get('title').trim();
    event.target.reset();
    await attempt(this, () => this.client.rest.post('chat/categories/', { title, rooms: [this.room] }));
    fire(this, 'categories');
  }

  async #remove(category) {
    await attempt(this, () => this.client.rest.delete(`chat/categories/${category.id}/`));
    fire(this, 'categories');
  }

  render() {
    return html`<p class="hint">${s.foldersHint}</p><ul class="list">${this.categories?.map((category) => html`<li>
        <label class="check"><input type="checkbox" .checked=${category.rooms.includes(this.room)} @change=${(event) => this.#toggle(category, event.target.checked)}>
          <span dir="auto">${category.title}</span></label>
        <button class="plain" aria-label=${s.removeFolder(category.title)} title=${s.removeFolder(category.title)} @click=${() => this.#remove(category)}>${icon('trash')}</button></li>`)}</ul>
      <form @submit=${this.#add}><div class="copy"><input class="input" name="title" required maxlength="50" dir="auto" autocomplete="off" aria-label=${s.newFolder} placeholder=${s.newFolder}>
        <button class="button">${s.add}</button></div></form>`;
  }
}

customElements.define('confab-room-settings', RoomSettings);
customElements.define('confab-invite', Invite);
customElements.define('confab-folders', Folders);
