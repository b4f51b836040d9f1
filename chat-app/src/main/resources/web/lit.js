// The one place that knows where Lit is.
export { LitElement, css, html, svg, nothing, render } from './vendor/lit-element/lit-element.js';
export { repeat } from './vendor/lit-html/directives/repeat.js';
export { live } from './vendor/lit-html/directives/live.js';
export { classMap } from './vendor/lit-html/directives/class-map.js';
