import { Problem } from './problem.js';

/** Followed by the path of the server, for several servers may share an origin. */
const KEY = 'confab.session';
const EARLY = 20_000;

/**
 * Who is signed in: the pair of tokens, kept where all tabs of a browser find it. A refresh token works once, so only
 * one tab at a time renews, and the others take what it got.
 *
 * Tells `renewed` when there is another access token, and `ended` when there is none any more.
 */
export class Session extends EventTarget {
  #base;
  #key;
  #storage;
  #tokens;

  /**
   * @param {string} base
   * @param {{storage?: Storage | null, access?: string}} how `access` is a token that somebody else cares for: it is
   * neither kept nor renewed, {@link adopt} hands in the next one
   */
  constructor(base, { storage, access } = {}) {
    super();
    this.#base = base;
    this.#key = KEY + new URL(base, globalThis.location?.href).pathname.replace(/\/$/, '');
    this.#storage = access === undefined ? storage ?? null : null;
    this.#tokens = access === undefined ? this.#read() : { access };
    if (this.#storage) {
      globalThis.addEventListener?.('storage', this.#heard);
    }
  }

  #heard = (event) => {
    if (event.key === this.#key || event.key === null) {
      this.#take(this.#read());
    }
  };

  /** Forgets nothing, but listens no more. */
  close() {
    globalThis.removeEventListener?.('storage', this.#heard);
  }

  get isSignedIn() {
    return Boolean(this.#tokens?.access);
  }

  /** @returns {string | undefined} */
  get access() {
    return this.#tokens?.access;
  }

  /** When the access token runs out, by our clock; undefined when unknown. */
  get expires() {
    return this.#tokens?.expires;
  }

  async signIn(username, password) {
    this.#keep(await this.#ask('token/', { username, password }));
  }

  /** Makes an account and signs in. @param {{username: string, password: string, display_name?: string, email?: string}} account */
  async signUp(account) {
    await this.#ask('signup/', account);
    await this.signIn(account.username, account.password);
  }

  /** Ends the log-in, here and on the server. */
  async signOut() {
    const refresh = this.#tokens?.refresh;
    this.#forget();
    if (refresh) {
      await this.#ask('token/blacklist/', { refresh }).catch(() => {});
    }
  }

  /** Goes on with a token from elsewhere. */
  adopt(access) {
    this.#take(access ? { access } : null);
  }

  /** An access token that is good for a while yet, as far as we know. */
  async fresh() {
    const { access, expires, early, refresh } = this.#tokens ?? {};
    return refresh && expires - Date.now() < early ? this.renew(access) : access;
  }

  /**
   * Another access token than `stale`.
   *
   * @throws {Problem} if there is none to be had; when that is for ever, the session has ended
   */
  renew(stale) {
    return exclusively(this.#key, () => this.#renew(stale));
  }

  async #renew(stale) {
    const known = this.#storage ? this.#read() : this.#tokens;
    if (known?.access && known.access !== stale) {
      this.#take(known);
      return known.access;
    }
    if (!known?.refresh) {
      this.#forget();
      throw new Problem(401, [{ message: 'Sign in again.', code: 'not_authenticated' }]);
    }
    try {
      this.#keep(await this.#ask('token/refresh/', { refresh: known.refresh }));
    } catch (problem) {
      if (problem.status === 401 || problem.status === 400) {
        this.#forget();
      }
      throw problem;
    }
    return this.#tokens.access;
  }

  async #ask(path, body) {
    let response;
    try {
      response = await fetch(`${this.#base}/api/v1/auth/${path}`, {
        method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body), credentials: 'omit',
      });
    } catch {
      throw Problem.offline();
    }
    if (!response.ok) {
      throw await Problem.of(response);
    }
    const text = await response.text();
    return text ? JSON.parse(text) : null;
  }

  #keep({ access, refresh, expires_in }) {
    const life = expires_in * 1000;
    const tokens = { access, refresh, expires: Date.now() + life, early: Math.min(EARLY, life / 4) };
    this.#storage?.setItem(this.#key, JSON.stringify(tokens));
    this.#take(tokens);
  }

  #forget() {
    this.#storage?.removeItem(this.#key);
    this.#take(null);
  }

  #take(tokens) {
    const before = this.#tokens?.access;
    this.#tokens = tokens;
    if (tokens?.access && tokens.access !== before) {
      this.dispatchEvent(new Event('renewed'));
    } else if (before && !tokens) {
      this.dispatchEvent(new Event('ended'));
    }
  }

  #read() {
    try {
      return JSON.parse(this.#storage?.getItem(this.#key) ?? 'null');
    } catch {
      return null;
    }
  }
}

let last = Promise.resolve();

/** One after the other: in all tabs where the browser can do that (it must be HTTPS or localhost), else in this one. */
function exclusively(key, work) {
  if (globalThis.navigator?.locks) {
    return navigator.locks.request(key, work);
  }
  const mine = last.then(work);
  last = mine.catch(() => {});
  return mine;
}
