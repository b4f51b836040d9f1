import { Problem } from './problem.js';

/** Calls the HTTP API. A token that has run out is renewed once on the way. */
export class Rest {
  #base;
  #session;

  /**
   * @param {string} base where the server is, without a slash at the end
   * @param {import('./session.js').Session} session
   */
  constructor(base, session) {
    this.#base = base;
    this.#session = session;
  }

  /** @returns {Promise<any>} */
  get(path, query) {
    return this.call('GET', path, { query });
  }

  post(path, body) {
    return this.call('POST', path, { body: body ?? {} });
  }

  put(path, body) {
    return this.call('PUT', path, { body });
  }

  patch(path, body) {
    return this.call('PATCH', path, { body });
  }

  delete(path) {
    return this.call('DELETE', path, {});
  }

  /**
   * @param {string} method
   * @param {string} path under `/api/v1/`, or a whole one that the server named
   * @param {{body?: any, query?: Record<string, any>}} what a `FormData` goes as it is, everything else as JSON
   * @throws {Problem}
   */
  async call(method, path, what) {
    const response = await this.#answer(method, path, what);
    const text = await response.text();
    return text ? JSON.parse(text) : null;
  }

  /** The bytes of a file. @returns {Promise<Blob>} */
  async blob(path) {
    return (await this.#answer('GET', path, {})).blob();
  }

  /** Where `path` is, for whoever cannot use this class: an upload that shows its progress. */
  address(path, query) {
    if (/^https?:/.test(path)) {
      return path;
    }
    const url = path.startsWith('/') ? path : `/api/v1/${path}`;
    const asked = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== '');
    return this.#base + url + (asked.length ? `?${new URLSearchParams(asked)}` : '');
  }

  async #answer(method, path, what) {
    const token = await this.#session.fresh();
    let response = await this.#send(method, path, what, token);
    if (response.status === 401 && token) {
      response = await this.#send(method, path, what, await this.#session.renew(token));
    }
    if (!response.ok) {
      throw await Problem.of(response);
    }
    return response;
  }

  async #send(method, path, { body, query }, token) {
    const headers = token ? { Authorization: `Bearer ${token}` } : {};
    const isForm = body instanceof FormData;
    if (body !== undefined && !isForm) {
      headers['Content-Type'] = 'application/json';
    }
    try {
      return await fetch(this.address(path, query), {
        method, headers, body: isForm || body === undefined ? body : JSON.stringify(body), credentials: 'omit',
      });
    } catch {
      throw Problem.offline();
    }
  }
}
