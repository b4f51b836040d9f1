import { css, html } from '../lit.js';
import { icon } from '../parts/icons.js';
import '../parts/me.js';
import { Part, fire } from '../parts/part.js';
import { base, tokens } from '../parts/styles.js';
import { s } from '../strings.js';

/** My account on a page of its own. */
export class ProfilePage extends Part {
  static styles = [tokens, base, css`
    :host { display: block; height: 100%; overflow-y: auto; background: var(--side); }
    main { max-width: 34rem; margin: 0 auto; padding: 20px 16px 60px; }
    header { display: flex; align-items: center; gap: 6px; margin-bottom: 14px; }
    h1 { font-size: 20px; font-weight: 750; }
    .card { background: var(--bg); border-radius: 18px; padding: 24px; box-shadow: 0 0 0 1px var(--line); display: grid; gap: 20px; }
  `];

  connectedCallback() {
    super.connectedCallback();
    this.client.start();
  }

  render() {
    return html`<main><header><button class="plain" aria-label=${s.back} title=${s.back} @click=${() => fire(this, 'navigate', '/chat')}>${icon('back')}</button><h1>${s.profileAndSettings}</h1></header>
      <div class="card"><confab-me .client=${this.client} .theme=${this.theme}></confab-me></div></main>`;
  }
}

customElements.define('confab-profile-page', ProfilePage);
