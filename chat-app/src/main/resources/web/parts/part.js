import { LitElement } from '../lit.js';

/** A piece of the page that shows what the client knows, and again when it knows something else. */
export class Part extends LitElement {
  static properties = { client: { attribute: false }, theme: { reflect: true } };

  #heard = null;
  #again = () => this.requestUpdate();

  connectedCallback() {
    super.connectedCallback();
    this.#listen(this.client);
    document.addEventListener('confab-theme', this.#again);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#listen(null);
    document.removeEventListener('confab-theme', this.#again);
  }

  willUpdate(changed) {
    if (changed.has('client') && this.isConnected) {
      this.#listen(this.client);
    }
  }

  get store() {
    return this.client.store;
  }

  #listen(client) {
    if (client === this.#heard) {
      return;
    }
    for (const [from, type] of sources(this.#heard)) {
      from.removeEventListener(type, this.#again);
    }
    for (const [from, type] of sources(client)) {
      from.addEventListener(type, this.#again);
    }
    this.#heard = client;
  }
}

function sources(client) {
  return client ? [[client.store, 'change'], [client.outbox, 'change'], [client, 'state']] : [];
}

/** Tells those around `element` that something is wanted; crosses the borders of parts. */
export function fire(element, type, detail) {
  element.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
}

/** Says something once, in passing, at the edge of the page. */
export function say(element, text) {
  fire(element, 'say', text);
}

/** Does `work`, and says so if it does not succeed. */
export async function attempt(element, work) {
  try {
    return await work();
  } catch (problem) {
    say(element, problem.message);
    return undefined;
  }
}
