import { LitElement, css, html } from '../lit.js';
import { avatar } from './avatar.js';
import { base, tokens } from './styles.js';

/** A person of the directory, in one line or two. */
export class User extends LitElement {
  static properties = { user: { attribute: false }, theme: { reflect: true }, small: { type: Boolean } };

  static styles = [tokens, base, css`
    :host { display: flex; align-items: center; gap: 12px; min-width: 0; flex: 1; }
    div { min-width: 0; }
    b { font-weight: 600; display: block; }
    span.sub { font-size: 13px; color: var(--muted); display: block; }
  `];

  render() {
    const { id, username, display_name: name, is_online: online } = this.user;
    return html`${avatar({ id, name: name || username, online, size: this.small ? 'small' : '' })}
      <div><b class="cut" dir="auto">${name || username}</b><span class="sub cut">@${username}</span></div>`;
  }
}

customElements.define('confab-user', User);
