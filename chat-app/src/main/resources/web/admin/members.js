import { html, nothing } from '../lit.js';
import '../parts/user.js';
import { s } from '../strings.js';
import { Paged } from './paged.js';

/** Who is in a room. */
export class Members extends Paged {
  static properties = { room: { attribute: false } };

  get path() {
    return `admin/rooms/${this.room}/members/`;
  }

  render() {
    return html`<h3>${s.members}</h3>${this.troubled()}${this.list(s.members)}`;
  }

  row(member) {
    return html`<div class="wide"><confab-user .user=${{ ...member, id: member.user_id ?? member.id, display_name: member.name }} .theme=${this.theme}></confab-user></div>
      ${member.role === 'member' ? nothing : html`<span class="mark">${s.roles[member.role]}</span>`}`;
  }
}

customElements.define('confab-admin-members', Members);
