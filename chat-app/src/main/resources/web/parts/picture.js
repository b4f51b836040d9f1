import { LitElement, css, html, nothing } from '../lit.js';
import { pathOf } from '../client/rest.js';

const MOST = 150;
const caches = new WeakMap();

/** The address of a blob with the file at `path`. Remembers the latest ones. */
function load(client, path) {
  const cache = caches.get(client) ?? new Map();
  caches.set(client, cache);
  let found = cache.get(path);
  cache.delete(path);
  found ??= client.rest.blob(path).then((blob) => URL.createObjectURL(blob));
  cache.set(path, found);
  found.catch(() => cache.delete(path));
  if (cache.size > MOST) {
    const [oldest, address] = cache.entries().next().value;
    cache.delete(oldest);
    address.then((url) => URL.revokeObjectURL(url), () => {});
  }
  return found;
}

/** An image that only those who are signed in may see. */
export class Picture extends LitElement {
  static properties = { client: { attribute: false }, src: {}, alt: {}, address: { state: true }, failed: { state: true } };

  static styles = css`
    :host { display: block; }
    img { display: block; width: 100%; height: 100%; object-fit: cover; animation: come .15s; }
    @keyframes come { from { opacity: 0; } }
  `;

  willUpdate(changed) {
    if ((changed.has('src') || changed.has('client')) && this.client && this.src) {
      this.#load(this.src);
    }
  }

  async #load(src) {
    try {
      const address = await load(this.client, pathOf(src));
      if (src === this.src) {
        this.address = address;
        this.failed = false;
      }
    } catch {
      this.failed = true;
    }
  }

  render() {
    return this.address ? html`<img src=${this.address} alt=${this.alt ?? ''} draggable="false">` : nothing;
  }
}

customElements.define('confab-picture', Picture);
