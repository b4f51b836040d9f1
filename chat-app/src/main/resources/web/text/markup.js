/**
 * Light markup: `**bold**`, `*italic*` or `_italic_`, `` `code` ``, a block between lines of three backticks, lines that
 * begin with `> `, and addresses. Answers a tree of plain objects, never HTML, so a text can be nothing but text.
 *
 * @typedef {{kind: 'text', text: string} | {kind: 'bold' | 'italic' | 'quote', parts: Piece[]}
 *     | {kind: 'code' | 'block', text: string} | {kind: 'link', text: string, href: string}} Piece
 */

const FENCE = /(?:^|\n)```[^\n`]*\n([\s\S]*?)\n?```(?=\n|$)\n?/g;
const QUOTED = /(?:^|\n)((?:> ?[^\n]*(?:\n|$))+)/g;
const INLINE = new RegExp([
  '`(?<code>[^`\\n]+)`',
  '\\*\\*(?<bold>[^\\s*](?:[^\\n]{0,600}?[^\\s*])?)\\*\\*',
  '(?<![\\w*])\\*(?<star>[^\\s*](?:[^*\\n]*?[^\\s*])?)\\*(?![\\w*])',
  '(?<![\\w_])_(?<line>[^\\s_](?:[^_\\n]*?[^\\s_])?)_(?![\\w_])',
  '(?<link>https?:\\/\\/[^\\s<>"`]{1,2000})',
].join('|'), 'g');
const TRAILING = /[.,;:!?'")\]}*_]+$/;

/** @param {string} text @returns {Piece[]} */
export function parse(text) {
  return split(text, FENCE, (found) => [{ kind: 'block', text: found[1] }], quotes);
}

function quotes(text) {
  return split(text, QUOTED, (found) => [{ kind: 'quote', parts: inline(found[1].replace(/^> ?/gm, '').trimEnd()) }], inline);
}

function split(text, pattern, match, rest) {
  const pieces = [];
  let from = 0;
  for (const found of text.matchAll(pattern)) {
    if (found.index > from) {
      pieces.push(...rest(text.slice(from, found.index)));
    }
    pieces.push(...match(found));
    from = found.index + found[0].length;
  }
  return from < text.length ? [...pieces, ...rest(text.slice(from))] : pieces;
}

function inline(text, depth = 0) {
  return split(text, INLINE, (found) => styled(found, depth), (plain) => [{ kind: 'text', text: plain }]);
}

function styled({ groups }, depth) {
  if (groups.code !== undefined) {
    return [{ kind: 'code', text: groups.code }];
  }
  if (groups.link !== undefined) {
    return link(groups.link);
  }
  const inner = groups.bold ?? groups.star ?? groups.line;
  const parts = depth < 3 ? inline(inner, depth + 1) : [{ kind: 'text', text: inner }];
  return [{ kind: groups.bold === undefined ? 'italic' : 'bold', parts }];
}

/** The signs that end a sentence do not belong to the address, but a bracket that was opened in it does. */
function link(found) {
  let tail = TRAILING.exec(found)?.[0] ?? '';
  if (tail.startsWith(')') && found.slice(0, -tail.length).includes('(')) {
    tail = tail.slice(1);
  }
  const href = tail ? found.slice(0, -tail.length) : found;
  return URL.canParse(href)
    ? [{ kind: 'link', text: href, href }, ...(tail ? [{ kind: 'text', text: tail }] : [])]
    : [{ kind: 'text', text: found }];
}

/** The text without its marks, in one line, for previews. */
export function plain(text) {
  return parse(text.slice(0, 300)).map(textOf).join('').replace(/\s+/g, ' ').trim();
}

function textOf(piece) {
  const text = piece.text ?? piece.parts.map(textOf).join('');
  return piece.kind === 'block' || piece.kind === 'quote' ? ` ${text} ` : text;
}

/** Whether it is one to three emoji and nothing else. */
export function isEmojiOnly(text) {
  return /^(?:\p{Extended_Pictographic}(?:\uFE0F|\p{Emoji_Modifier}|\u200D\p{Extended_Pictographic})*\s*){1,3}$/u.test(text);
}

