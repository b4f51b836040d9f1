import { html } from '../lit.js';
import { parse } from '../text/markup.js';

/** The text with its light markup, as elements. */
export function marked(text) {
  return parse(text).map(piece);
}

function piece(it) {
  switch (it.kind) {
    case 'bold': return html`<strong>${it.parts.map(piece)}</strong>`;
    case 'italic': return html`<em>${it.parts.map(piece)}</em>`;
    case 'quote': return html`<blockquote dir="auto">${it.parts.map(piece)}</blockquote>`;
    case 'code': return html`<code>${it.text}</code>`;
    case 'block': return html`<pre dir="ltr" tabindex="0"><code>${it.text}</code></pre>`;
    case 'link': return html`<a href=${it.href} target="_blank" rel="noopener noreferrer nofollow">${it.text}</a>`;
    default: return it.text;
  }
}
