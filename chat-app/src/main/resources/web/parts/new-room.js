import { html, nothing } from '../lit.js';
import { s } from '../strings.js';
import { formStyles } from './form-styles.js';
import { Part, fire } from './part.js';
import './people-picker.js';
import { base, tokens } from './styles.js';

/** Starts a chat with one person or more. */
export class NewChat extends Part {
  static styles = [tokens, base, formStyles];

  render() {
    return html`<confab-people-picker single .client=${this.client} .theme=${this.theme}
      @picked=${({ detail: [user] }) => user && fire(this, 'open-room', { user: user.id })}></confab-people-picker>`;
  }
}

/** Makes a group, or adds people to one. */
export class NewGroup extends Part {
  static properties = { room: { attribute: false }, people: { state: true }, error: { state: true } };

  static styles = [tokens, base, formStyles];

  constructor() {
    super();
    this.people = [];
  }

  get #known() {
    return this.room ? [...this.store.members(this.room).values()].filter((member) => member.is_active).map((member) => member.user_id) : [];
  }

  async #submit(event) {
    event.preventDefault();
    const users = this.people.map((user) => user.id);
    try {
      await (this.room ? this.client.rest.post(`chat/rooms/${this.room}/users/`, { user_ids: users }) : this.#make(event.target, users));
      fire(this, 'close-dialog');
    } catch (problem) {
      this.error = problem.message;
    }
  }

  async #make(form, users) {
    const data = new FormData(form);
    const room = await this.client.rest.post('chat/rooms/', {
      title: data.get('title').trim() || null, description: data.get('description'), is_public: data.get('is_public') !== null, users,
    });
    this.store.putRoom(room);
    fire(this, 'open-room', { id: room.id });
  }

  render() {
    return html`<form @submit=${this.#submit}>
      ${this.room ? nothing : html`
        <label class="field"><span>${s.groupTitle} <small>${s.groupTitleHint}</small></span><input class="input" name="title" maxlength="255" dir="auto" autocomplete="off"></label>
        <label class="field"><span>${s.description} <small>${s.optional}</small></span><input class="input" name="description" maxlength="1000" dir="auto" autocomplete="off"></label>
        <label class="check"><input type="checkbox" name="is_public"><span><b>${s.publicRoom}</b><small>${s.publicRoomHint}</small></span></label>`}
      <div class="field"><span>${s.people}</span>
        <confab-people-picker .client=${this.client} .theme=${this.theme} .without=${this.#known} @picked=${({ detail }) => { this.people = detail; }}></confab-people-picker></div>
      ${this.error ? html`<p class="error" role="alert">${this.error}</p>` : nothing}
      <div class="row"><button class="button" ?disabled=${Boolean(this.room) && !this.people.length}>${this.room ? s.addPeople : s.createGroup}</button></div></form>`;
  }
}

/** Opens the public room of a name, which is made if there is none. */
export class ByName extends Part {
  static properties = { error: { state: true } };

  static styles = [tokens, base, formStyles];

  #submit(event) {
    event.preventDefault();
    const name = new FormData(event.target).get('name').trim();
    if (name) {
      fire(this, 'open-room', { name });
    }
  }

  render() {
    return html`<form @submit=${this.#submit}><p class="hint">${s.byNameHint}</p>
      <label class="field"><span>${s.roomName}</span><input class="input" name="name" required maxlength="255" dir="auto" autocomplete="off" autofocus></label>
      <div class="row"><button class="button">${s.open}</button></div></form>`;
  }
}

customElements.define('confab-new-chat', NewChat);
customElements.define('confab-new-group', NewGroup);
customElements.define('confab-by-name', ByName);
