import en from './strings/en.js';

/** Another language is another file like `strings/en.js`, and a line here. */
const languages = { en };

const wanted = globalThis.document?.documentElement.lang ?? 'en';

/** All words of the pages. */
export const s = languages[wanted] ?? en;
