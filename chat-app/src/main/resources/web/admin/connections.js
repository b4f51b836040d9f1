import { html, nothing } from '../lit.js';
import '../parts/user.js';
import { s } from '../strings.js';
import { Paged } from './paged.js';

/** Who is connected. */
export class Connections extends Paged {
  every = 10_000;

  get path() {
    return 'admin/connections/';
  }

  get items() {
    return this.answer?.users;
  }

  render() {
    return html`<div class="head"><h2>${s.admin.connections}</h2><button class="button quiet" @click=${() => this.load()}>${s.admin.refresh}</button></div>
      ${this.troubled()}${this.answer ? this.#sums() : nothing}<h3>${s.people}</h3>${this.list(s.people)}`;
  }

  #sums() {
    const { count, node } = this.answer;
    return html`<dl class="sums"><div><dt>${s.admin.peopleEverywhere}</dt><dd>${s.admin.number(count)}</dd></div>
      <div><dt>${s.admin.connectionsHere(node.id)}</dt><dd>${s.admin.number(node.connections)}</dd></div></dl>`;
  }

  row(user) {
    return html`<div class="wide"><confab-user .user=${user} .theme=${this.theme}></confab-user></div>`;
  }
}

customElements.define('confab-admin-connections', Connections);
