import { css, html, nothing } from '../lit.js';
import { icon } from '../parts/icons.js';
import { Part, fire } from '../parts/part.js';
import { base, tokens } from '../parts/styles.js';
import { s } from '../strings.js';
import { adminStyles } from './admin-styles.js';
import './members.js';
import './messages.js';

/** One room: who is in it and what is said there. */
export class Room extends Part {
  static properties = { room: { attribute: false }, name: { attribute: false } };

  static styles = [tokens, base, adminStyles, css`
    .halves { display: grid; grid-template-columns: minmax(0, 5fr) minmax(0, 3fr); gap: 0 20px; align-items: start; }
    @container (max-width: 900px) { .halves { grid-template-columns: minmax(0, 1fr); } }
  `];

  #delete() {
    const act = async () => {
      await this.client.rest.delete(`admin/rooms/${this.room}/`);
      fire(this, 'section', { path: '/admin/rooms' });
    };
    fire(this, 'dialog', { heading: s.deleteRoom, content: html`<confab-confirm .client=${this.client} .theme=${this.theme} .text=${s.deleteRoomHint(this.name ?? s.admin.room)}
      .label=${s.deleteRoom} .act=${act}></confab-confirm>` });
  }

  render() {
    return html`<div class="head">
        <button class="plain" aria-label=${s.back} title=${s.back} @click=${() => fire(this, 'section', { path: '/admin/rooms' })}>${icon('back')}</button>
        <h2 dir="auto">${this.name ?? s.admin.room}</h2><button class="button danger" @click=${this.#delete}>${icon('trash')} ${s.deleteRoom}</button></div>
      <p class="sub">${s.admin.readingHint}</p>
      ${this.room ? html`<div class="halves">
        <confab-admin-messages .client=${this.client} .theme=${this.theme} .room=${this.room}></confab-admin-messages>
        <confab-admin-members .client=${this.client} .theme=${this.theme} .room=${this.room}></confab-admin-members></div>` : nothing}`;
  }
}

customElements.define('confab-admin-room', Room);
