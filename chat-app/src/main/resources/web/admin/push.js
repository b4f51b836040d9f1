import { html, nothing } from '../lit.js';
import { s } from '../strings.js';
import { exact } from '../text/times.js';
import { Section } from './section.js';

/** How it goes with telling those who are away. */
export class Push extends Section {
  every = 10_000;

  get path() {
    return 'admin/push/';
  }

  render() {
    return html`<div class="head"><h2>${s.admin.push}</h2><button class="button quiet" @click=${() => this.load()}>${s.admin.refresh}</button></div>
      ${this.troubled()}${this.answer ? this.#status() : this.trouble ? nothing : html`<p class="none" role="status">${s.loading}</p>`}`;
  }

  #status() {
    const { is_on: isOn, backlog, under_way: underWay, results, withheld } = this.answer;
    const sum = (label, value, title = '') => html`<div><dt>${label}</dt><dd title=${title}>${value}</dd></div>`;
    return html`<dl class="sums">${sum(s.admin.pushIs, isOn ? s.admin.on : s.admin.off)}${sum(s.admin.waiting, s.admin.number(backlog.count))}
        ${sum(s.admin.oldest, backlog.oldest ? s.admin.age(backlog.age_seconds) : '–', backlog.oldest ? exact(backlog.oldest) : '')}${sum(s.admin.underWay, s.admin.number(underWay))}</dl>
      <p class="sub">${s.admin.countsHint}</p>
      ${this.#counts(s.admin.results, results, s.admin.resultNames)}${this.#counts(s.admin.withheld, withheld, s.admin.withheldNames)}`;
  }

  #counts(heading, counts, names) {
    const all = Object.entries(counts);
    return html`<h3>${heading}</h3>${all.length ? html`<ul class="list counts" aria-label=${heading}>${all.map(([key, count]) => html`<li><span>${names[key] ?? key}</span><b>${s.admin.number(count)}</b></li>`)}</ul>`
      : html`<p class="none">${s.admin.nothingYet}</p>`}`;
  }
}

customElements.define('confab-admin-push', Push);
