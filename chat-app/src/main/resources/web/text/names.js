const HUES = 10;
const SEGMENTS = globalThis.Intl?.Segmenter ? new Intl.Segmenter() : null;

/** One or two letters for a name. */
export function initials(name) {
  const words = name.trim().split(/\s+/).map((word) => word.replace(/^[^\p{L}\p{N}]+/u, '')).filter(Boolean);
  if (!words.length) {
    return firstOf(name.trim()) || '?';
  }
  const chosen = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return chosen.map(firstOf).join('').toLocaleUpperCase();
}

function firstOf(word) {
  return SEGMENTS ? [...SEGMENTS.segment(word)][0]?.segment ?? '' : [...word][0] ?? '';
}

/** The form in which titles are compared; nearly that of the server, which folds what a search asks for. */
export function folded(text) {
  const upper = text.normalize('NFKC').toLowerCase().toUpperCase();
  return upper.replace(/\p{Default_Ignorable_Code_Point}/gu, '').toLowerCase().replaceAll('ς', 'σ').normalize('NFKC');
}

/** The class of the colour that belongs to an id. */
export function hue(id) {
  let sum = 0;
  for (const sign of String(id)) {
    sum = (sum * 31 + sign.charCodeAt(0)) >>> 0;
  }
  return `hue-${sum % HUES}`;
}
