const NEAR_END = 48;
const SOON = 900;

/**
 * Keeps what the reader looks at where it is, whatever comes in above, below or between; and at the end, when that is where
 * they are. Asks for more before they get to an edge.
 */
export class Scroll {
  #host;
  #actions;
  #anchor = null;
  #isAtEnd = true;
  #observer;
  #planned = false;
  #busy = new Set();
  #size = '';

  /**
   * @param {import('../lit.js').LitElement} host with a `.scroller` around a `.content` of `confab-message`s
   * @param {{top: () => Promise<unknown>, bottom: () => Promise<unknown>, seen: (element: Element) => void,
   *     following: (isAtEnd: boolean) => void, hasEnd: () => boolean}} actions `hasEnd` says whether the end of the content
   *     is the end of all
   */
  constructor(host, actions) {
    this.#host = host;
    this.#actions = actions;
    host.addController({
      hostConnected: () => this.#observer?.disconnect(),
      hostDisconnected: () => this.#observer?.disconnect(),
      hostUpdated: () => this.#observe(),
    });
    this.#observer = new ResizeObserver(() => this.#settle());
  }

  get #scroller() {
    return this.#host.renderRoot?.querySelector('.scroller');
  }

  #observe() {
    const scroller = this.#scroller;
    if (scroller) {
      this.#observer.observe(scroller);
      this.#observer.observe(scroller.firstElementChild);
    }
  }

  toEnd() {
    this.#isAtEnd = true;
    this.#anchor = null;
    this.#plan();
  }

  /** Puts `element` at `share` of the height. */
  to(element, share) {
    const scroller = this.#scroller;
    if (element && scroller) {
      this.#isAtEnd = false;
      const offset = Math.round(scroller.clientHeight * share);
      this.#anchor = { element, offset };
      this.#restore();
      this.#plan();
    }
  }

  /** The content may have changed. */
  changed() {
    this.#plan();
  }

  /** The reader, or this, has scrolled; or the browser, because there is other content, which is no wish of the reader. */
  scrolled() {
    const scroller = this.#scroller;
    if (this.#size !== sizeOf(scroller)) {
      this.#settle();
      return;
    }
    const below = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight;
    this.#isAtEnd = below < NEAR_END && this.#actions.hasEnd();
    this.#anchor = this.#isAtEnd ? null : this.#firstVisible();
    this.#look();
  }

  #plan() {
    if (!this.#planned) {
      this.#planned = true;
      requestAnimationFrame(() => {
        this.#planned = false;
        this.#settle();
      });
    }
  }

  #settle() {
    if (this.#scroller) {
      this.#restore();
      this.#size = sizeOf(this.#scroller);
      this.#look();
    }
  }

  #restore() {
    const scroller = this.#scroller;
    if (this.#isAtEnd) {
      scroller.scrollTop = scroller.scrollHeight;
    } else if (this.#anchor?.element.isConnected) {
      const moved = this.#offsetOf(this.#anchor.element) - this.#anchor.offset;
      if (Math.abs(moved) >= 1) {
        scroller.scrollTop += moved;
      }
    }
  }

  #look() {
    const scroller = this.#scroller;
    if (!scroller.clientHeight) {
      return;
    }
    this.#actions.following(this.#isAtEnd);
    this.#more(scroller.scrollTop < SOON, this.#actions.top);
    this.#more(scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < SOON, this.#actions.bottom);
    const last = this.#lastVisible();
    if (last) {
      this.#actions.seen(last);
    }
  }

  #more(isNear, action) {
    if (isNear && !this.#busy.has(action)) {
      this.#busy.add(action);
      action().finally(() => this.#busy.delete(action));
    }
  }

  #offsetOf(element) {
    return Math.round(element.getBoundingClientRect().top - this.#scroller.getBoundingClientRect().top);
  }

  #firstVisible() {
    const all = this.#all();
    const at = firstIndex(all, (element) => this.#offsetOf(element) + element.offsetHeight > 0);
    return all[at] ? { element: all[at], offset: this.#offsetOf(all[at]) } : null;
  }

  #lastVisible() {
    const all = this.#all();
    const height = this.#scroller.clientHeight;
    return all[firstIndex(all, (element) => this.#offsetOf(element) + element.offsetHeight > height + 8) - 1];
  }

  #all() {
    return this.#scroller.querySelectorAll('confab-message');
  }
}

function sizeOf(scroller) {
  return `${scroller.clientHeight} ${scroller.scrollHeight}`;
}

/** The first index at which `holds`, which holds for all after that. */
function firstIndex(all, holds) {
  let from = 0;
  let to = all.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (holds(all[middle])) {
      to = middle;
    } else {
      from = middle + 1;
    }
  }
  return from;
}
