const MOST = 50;

/** What was begun and not sent, per room; kept in this browser. */
export class Drafts {
  #key;

  constructor(user) {
    this.#key = `confab.drafts.${user}`;
  }

  get(room) {
    return this.#all()[room] ?? '';
  }

  set(room, text) {
    const { [room]: _, ...others } = this.#all();
    const kept = Object.entries(text.trim() ? { ...others, [room]: text } : others).slice(-MOST);
    try {
      localStorage.setItem(this.#key, JSON.stringify(Object.fromEntries(kept)));
    } catch {
      // full or forbidden: there are no drafts then
    }
  }

  #all() {
    try {
      return JSON.parse(localStorage.getItem(this.#key) ?? '{}');
    } catch {
      return {};
    }
  }
}
