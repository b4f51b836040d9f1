import { html, nothing } from '../lit.js';
import { s } from '../strings.js';
import { exact, when } from '../text/times.js';
import { Paged } from './paged.js';

/** Where somebody is told of what they miss, and what went wrong with that last. */
export class Devices extends Paged {
  static properties = { user: { attribute: false } };

  get path() {
    return `admin/users/${this.user.id}/devices/`;
  }

  render() {
    return html`${this.troubled()}${this.list(s.admin.devicesOf(this.user.username))}`;
  }

  row({ type, name, modified, error, error_at: at }) {
    const kind = s.admin.deviceTypes[type] ?? type;
    return html`<div class="wide"><b dir="auto">${name || kind}</b><span class="sub">${name ? `${kind} · ` : nothing}<time datetime=${modified} title=${exact(modified)}>${when(modified)}</time></span>
      ${error ? html`<span class="error">${error} <time datetime=${at} title=${exact(at)}>${when(at)}</time></span>` : nothing}</div>`;
  }
}

customElements.define('confab-admin-devices', Devices);
