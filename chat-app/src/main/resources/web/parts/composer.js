import { css, html, live, nothing } from '../lit.js';
import { s } from '../strings.js';
import { plain } from '../text/markup.js';
import { Drafts } from './drafts.js';
import { icon } from './icons.js';
import { Part, attempt, fire, say } from './part.js';
import { base, tokens } from './styles.js';
import { MOST_BYTES, upload } from './upload.js';

const MOST_IMAGES = 10;
const MOST_SIGNS = 10_000;
const TALLEST = 220;

/** Where messages are written. `context` is what is answered or edited. */
export class Composer extends Part {
  static properties = { room: { attribute: false }, context: { attribute: false }, thread: { attribute: false },
    text: { state: true }, files: { state: true } };

  static styles = [tokens, base, css`
    :host { display: block; padding: 0 20px 16px; }
    .box { border: 1px solid var(--line); border-radius: 16px; background: var(--raised); }
    .box:focus-within { border-color: var(--accent); box-shadow: 0 0 0 1px var(--accent); }
    .line { display: flex; align-items: flex-end; gap: 2px; padding: 5px; }
    textarea { flex: 1; min-width: 0; resize: none; border: 0; background: none; padding: 8px 6px; max-height: 220px; line-height: 1.4; outline: none; display: block; }
    textarea:focus-visible { outline: none; }
    textarea::placeholder { color: var(--muted); opacity: 1; }
    .plain { height: 38px; min-width: 38px; padding: 0; }
    .send { width: 38px; height: 38px; border-radius: 12px; display: grid; place-items: center; background: var(--accent); color: var(--on-accent); flex: none; }
    .send:disabled { background: none; color: var(--muted); }
    .context { display: flex; align-items: center; gap: 10px; padding: 8px 8px 4px 14px; font-size: 13px; color: var(--muted); }
    .context .cut { flex: 1; }
    .context b { color: var(--link); }
    .context .icon { width: 18px; height: 18px; }
    .files { display: flex; flex-wrap: wrap; gap: 8px; padding: 10px 10px 2px; }
    .file { position: relative; width: 76px; height: 76px; border-radius: 12px; overflow: hidden; background: var(--hover); }
    .file img { width: 100%; height: 100%; object-fit: cover; }
    .file.bad { box-shadow: inset 0 0 0 2px var(--danger); }
    .file button { position: absolute; top: 4px; right: 4px; width: 22px; height: 22px; border-radius: 50%; background: rgb(0 0 0 / 65%); color: #fff; display: grid; place-items: center; }
    .file button .icon { width: 14px; height: 14px; }
    progress { position: absolute; left: 8px; right: 8px; bottom: 8px; width: calc(100% - 16px); height: 5px; accent-color: var(--accent); }
    @media (max-width: 720px) { :host { padding: 0 8px 8px; } textarea { font-size: 16px; } }
  `];

  constructor() {
    super();
    this.text = '';
    this.files = [];
  }

  willUpdate(changed) {
    super.willUpdate(changed);
    if (changed.has('room') && this.client?.me) {
      this.#keepDraft(changed.get('room'));
      this.text = this.thread ? '' : new Drafts(this.client.me.id).get(this.room);
      this.files = [];
    }
    if (changed.has('context')) {
      this.#contextChanged(changed.get('context'));
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#keepDraft(this.room);
  }

  #contextChanged(before) {
    if (this.context?.kind === 'edit') {
      this.text = this.context.message.body;
    } else if (before?.kind === 'edit') {
      this.text = '';
    }
    this.updateComplete.then(() => {
      this.#grow();
      if (this.context) {
        this.focus();
      }
    });
  }

  #keepDraft(room) {
    if (room && !this.thread && this.client?.me && this.context?.kind !== 'edit') {
      new Drafts(this.client.me.id).set(room, this.text);
    }
  }

  get #field() {
    return this.renderRoot.querySelector('textarea');
  }

  focus() {
    this.#field?.focus();
  }

  /** Puts `text` where the cursor is. */
  insert(text) {
    const field = this.#field;
    field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end');
    this.text = field.value;
    this.updateComplete.then(() => this.#grow());
    field.focus();
  }

  #typed(event) {
    this.text = event.target.value;
    this.#grow();
    this.#keepDraft(this.room);
    this.client.typing(this.room, this.text.trim() !== '' && this.context?.kind !== 'edit');
  }

  #grow() {
    const field = this.#field;
    if (field) {
      field.style.height = 'auto';
      field.style.height = `${Math.min(TALLEST, field.scrollHeight)}px`;
    }
  }

  updated(changed) {
    if (changed.has('text') || changed.has('room')) {
      this.#grow();
    }
  }

  #keys(event) {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.#submit();
    } else if (event.key === 'Escape' && this.context) {
      event.stopPropagation();
      this.#cancel();
    } else if (event.key === 'ArrowUp' && this.text === '' && !this.context) {
      event.preventDefault();
      fire(this, 'edit-last');
    }
  }

  #cancel() {
    fire(this, 'context', null);
  }

  get #canSend() {
    const isReady = this.files.every((file) => file.image);
    return isReady && (this.text.trim() !== '' || (this.files.length > 0 && this.context?.kind !== 'edit'));
  }

  async #submit() {
    if (!this.#canSend) {
      return;
    }
    const { text, context } = this;
    if (context?.kind === 'edit') {
      this.#cancel();
      if (text !== context.message.body) {
        await attempt(this, () => this.client.edit(context.message, text));
      }
      return;
    }
    if (this.#put(text, context)) {
      this.text = '';
      this.files = [];
      this.#keepDraft(this.room);
      this.#cancel();
      fire(this, 'sent');
    }
    this.focus();
  }

  #put(text, context) {
    try {
      this.client.send({ room_id: this.room, body: text, parent_id: context?.message.id ?? this.thread,
        images: this.files.map((file) => file.image) });
      return true;
    } catch {
      say(this, s.tooManyWaiting);
      return false;
    }
  }

  /** @param {Iterable<File>} files those that are images go into the next message */
  add(files) {
    const images = [...files].filter((file) => file.type.startsWith('image/'));
    for (const file of images.slice(0, MOST_IMAGES - this.files.length)) {
      if (file.size > MOST_BYTES) {
        say(this, s.tooLarge(file.name));
      } else {
        this.#upload(file);
      }
    }
  }

  async #upload(file) {
    const key = URL.createObjectURL(file);
    this.files = [...this.files, { key, name: file.name, share: 0 }];
    const change = (what) => {
      this.files = this.files.map((other) => (other.key === key ? { ...other, ...what } : other));
    };
    try {
      change({ image: await upload(this.client, file, (share) => change({ share })) });
    } catch (problem) {
      say(this, problem.message);
      this.#drop(key);
    }
  }

  #drop(key) {
    URL.revokeObjectURL(key);
    this.files = this.files.filter((file) => file.key !== key);
  }

  #pasted(event) {
    if (event.clipboardData.files.length) {
      event.preventDefault();
      this.add(event.clipboardData.files);
    }
  }

  render() {
    const room = this.store.rooms.get(this.room);
    return html`<form class="box" @submit=${(event) => event.preventDefault()}>
      ${this.#context()}
      ${this.files.length ? html`<div class="files">${this.files.map((file) => this.#file(file))}</div>` : nothing}
      <div class="line">
        ${this.context?.kind === 'edit' ? nothing : html`<button type="button" class="plain" aria-label=${s.addImage} title=${s.addImage}
          @click=${() => this.renderRoot.querySelector('input').click()}>${icon('image')}</button>
          <input type="file" accept="image/png,image/jpeg,image/gif,image/webp" multiple hidden aria-label=${s.addImage} @change=${this.#chosen}>`}
        <textarea rows="1" dir="auto" maxlength=${MOST_SIGNS} aria-label=${s.message} placeholder=${this.thread ? s.replyHint : s.writeTo(room?.title ?? '')}
          .value=${live(this.text)} @input=${this.#typed} @keydown=${this.#keys} @paste=${this.#pasted}
          @blur=${() => this.client.typing(this.room, false)}></textarea>
        <button type="button" class="plain" aria-label=${s.emoji} title=${s.emoji} @click=${this.#emoji}>${icon('smile')}</button>
        <button type="button" class="send" aria-label=${s.send} title=${s.send} ?disabled=${!this.#canSend} @click=${() => this.#submit()}>
          ${icon(this.context?.kind === 'edit' ? 'check' : 'send')}</button>
      </div>
    </form>`;
  }

  #emoji(event) {
    fire(this, 'pick', { rect: event.currentTarget.getBoundingClientRect(), picked: (sign) => this.insert(sign) });
  }

  #chosen(event) {
    this.add(event.target.files);
    event.target.value = '';
  }

  #context() {
    const { context } = this;
    if (!context) {
      return nothing;
    }
    const isEdit = context.kind === 'edit';
    return html`<div class="context">${icon(isEdit ? 'edit' : 'reply')}
      <div class="cut"><b>${isEdit ? s.editing : s.replyingTo(context.message.author.name)}</b> <span dir="auto">${plain(context.message.body)}</span></div>
      <button type="button" class="plain" aria-label=${s.cancel} title=${s.cancel} @click=${this.#cancel}>${icon('close')}</button></div>`;
  }

  #file(file) {
    return html`<div class="file"><img src=${file.key} alt=${file.name}>
      ${file.image ? nothing : html`<progress max="1" .value=${file.share} aria-label=${s.uploading(file.name)}></progress>`}
      <button type="button" aria-label=${s.removeFile(file.name)} @click=${() => this.#drop(file.key)}>${icon('close')}</button></div>`;
  }
}

customElements.define('confab-composer', Composer);
