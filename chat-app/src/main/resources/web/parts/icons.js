import { svg, html } from '../lit.js';

const PATHS = {
  back: svg`<path d="M15 5l-7 7 7 7"/>`,
  bell: svg`<path d="M6 9a6 6 0 0 1 12 0c0 6 2 7 2 7H4s2-1 2-7M10 20h4"/>`,
  mute: svg`<path d="M9 4.500A6 6 0 0 1 18 9c0 2.500.4 4.200.9 5.300M6.200 8C6 8.300 6 8.700 6 9c0 6-2 7-2 7h12M10 20h4M4 4l16 16"/>`,
  check: svg`<path d="M5 12.500l4.500 4.500L19 7.500"/>`,
  checks: svg`<path d="M2.500 12.500L7 17l9-9M12 16.500l.5.5 9-9"/>`,
  clock: svg`<circle cx="12" cy="12" r="8"/><path d="M12 8v4.500l3 1.500"/>`,
  close: svg`<path d="M6 6l12 12M18 6L6 18"/>`,
  copy: svg`<rect x="8" y="8" width="11" height="11" rx="2"/><path d="M16 8V6a2 2 0 0 0-2-2H7a2 2 0 0 0-2 2v7a2 2 0 0 0 2 2h1"/>`,
  dots: svg`<circle cx="5" cy="12" r=".8"/><circle cx="12" cy="12" r=".8"/><circle cx="19" cy="12" r=".8"/>`,
  down: svg`<path d="M12 5v14M6 13l6 6 6-6"/>`,
  edit: svg`<path d="M4 20l1-4L16 5l3 3L8 19z"/>`,
  eye: svg`<path d="M2.500 12S6 5.500 12 5.500 21.500 12 21.500 12 18 18.500 12 18.500 2.500 12 2.500 12z"/><circle cx="12" cy="12" r="2.800"/>`,
  hash: svg`<path d="M10 4L8 20M16 4l-2 16M4.500 9h15M4 15h15"/>`,
  image: svg`<rect x="4" y="5" width="16" height="14" rx="2.500"/><circle cx="9" cy="10" r="1.500"/><path d="M5 17l5-4 3 2.500 3-3 4 4"/>`,
  link: svg`<path d="M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.700-5.600L12 7M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.700 5.600L12 17"/>`,
  lock: svg`<rect x="5.500" y="11" width="13" height="9" rx="2"/><path d="M8.500 11V8a3.500 3.500 0 0 1 7 0v3"/>`,
  pin: svg`<path d="M9 4h6l-.7 6 3.200 3.500v1h-11v-1L9.700 10zM12 14.500V20"/>`,
  plus: svg`<path d="M12 5v14M5 12h14"/>`,
  quote: svg`<path d="M6 17c2.500-.5 4-2.500 4-5V7H4v6h3.500M16 17c2.500-.5 4-2.500 4-5V7h-6v6h3.500"/>`,
  reply: svg`<path d="M10 7L4.500 12 10 17M5 12h8.500a6 6 0 0 1 6 6v1"/>`,
  search: svg`<circle cx="11" cy="11" r="6.500"/><path d="M16 16l4.500 4.500"/>`,
  send: svg`<path d="M5 12h7M4.500 4.500L20 12 4.500 19.500 6.500 12z"/>`,
  settings: svg`<path d="M4 7h9M17 7h3M4 17h3M11 17h9"/><circle cx="15" cy="7" r="2"/><circle cx="9" cy="17" r="2"/>`,
  smile: svg`<circle cx="12" cy="12" r="8.500"/><path d="M8.500 14.500a4.300 4.300 0 0 0 7 0M9 9.500v.5M15 9.500v.5"/>`,
  star: svg`<path d="M12 4l2.400 5 5.600.7-4.100 3.900 1 5.500L12 16.400 7.100 19.100l1-5.500L4 9.700 9.600 9z"/>`,
  thread: svg`<path d="M5 6h14v9h-8l-4 4v-4H5zM9 10.500h6"/>`,
  trash: svg`<path d="M5 7h14M10 7V5h4v2M7 7l1 12h8l1-12"/>`,
  user: svg`<circle cx="12" cy="8" r="3.500"/><path d="M5 20a7 7 0 0 1 14 0"/>`,
  users: svg`<circle cx="9.500" cy="8.500" r="3"/><path d="M3.500 19a6 6 0 0 1 12 0M15.500 6a3 3 0 0 1 0 5.500M17.500 14a6 6 0 0 1 3 5"/>`,
  warning: svg`<path d="M12 4.500l8.500 15h-17zM12 10v4M12 16.800v.2"/>`,
};

/** A picture of a word; says nothing to screen readers. */
export function icon(name) {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${PATHS[name]}</svg>`;
}
