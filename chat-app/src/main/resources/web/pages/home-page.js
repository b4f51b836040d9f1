import { LitElement, css, html } from '../lit.js';
import { icon } from '../parts/icons.js';
import { fire } from '../parts/part.js';
import { base, tokens } from '../parts/styles.js';
import { s } from '../strings.js';

/** What this is, for who comes here first. */
export class HomePage extends LitElement {
  static properties = { client: { attribute: false }, theme: { reflect: true } };

  static styles = [tokens, base, css`
    :host { display: block; height: 100%; overflow-y: auto; background: var(--bg); }
    header { display: flex; align-items: center; gap: 12px; padding: 18px clamp(18px, 5vw, 64px); }
    header img { width: 34px; height: 34px; }
    header b { flex: 1; font-size: 19px; font-weight: 750; }
    main { max-width: 62rem; margin: 0 auto; padding: clamp(32px, 9vh, 110px) clamp(18px, 5vw, 64px) 64px; }
    h1 { font-size: clamp(34px, 6vw, 58px); line-height: 1.08; letter-spacing: -.03em; font-weight: 780; max-width: 14em; }
    .lead { font-size: clamp(17px, 2vw, 20px); color: var(--muted); margin: 20px 0 30px; max-width: 34em; }
    .go { display: flex; gap: 12px; flex-wrap: wrap; }
    a.button { text-decoration: none; min-height: 46px; padding: 0 22px; }
    ul { display: grid; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)); gap: 16px; margin-top: clamp(48px, 9vh, 90px); }
    li { padding: 22px; border-radius: 18px; background: var(--side); }
    li .icon { width: 26px; height: 26px; color: var(--accent); margin-bottom: 12px; }
    li b { display: block; margin-bottom: 4px; }
    li span { color: var(--muted); }
  `];

  #go(event, path) {
    event.preventDefault();
    fire(this, 'navigate', path);
  }

  render() {
    const isIn = this.client.session.isSignedIn;
    const { url } = this.client;
    const link = (path, label, style = '') => html`<a class="button ${style}" href=${url + path} @click=${(event) => this.#go(event, path)}>${label}</a>`;
    return html`<header><img src=${new URL('../icon.svg', import.meta.url).href} alt=""><b>${s.product}</b>${isIn ? link('/chat', s.openChat, 'quiet') : link('/signin', s.signIn, 'quiet')}</header>
      <main><h1>${s.homeTitle}</h1><p class="lead">${s.homeLead}</p>
        <div class="go">${isIn ? link('/chat', s.openChat) : link('/signin', s.getStarted)}<a class="button quiet" href=${`${url}/docs`}>${s.forDevelopers}</a></div>
        <ul>${s.homePoints.map(([sign, title, text]) => html`<li>${icon(sign)}<b>${title}</b><span>${text}</span></li>`)}</ul></main>`;
  }
}

customElements.define('confab-home-page', HomePage);
