import { Problem } from './problem.js';

const FIRST_DELAY = 500;
const LONGEST_DELAY = 30_000;
const QUIET = 25_000;
const PATIENCE = 12_000;
const NO_MORE = 4500;
const TOKEN_IS_OVER = 4401;

/** How long to wait before the attempt after `failures` failed ones: anything up to a limit that doubles. */
export function delayAfter(failures, random = Math.random) {
  return Math.round(random() * Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** failures));
}

/**
 * One socket after the other, for as long as it is wanted. Tells `frame` for each frame of the server, `state` when
 * {@link state} changes, and `refused` with the close code when the server wants no more of us.
 *
 * `state` is `off`, `connecting` (never been open), `open`, or `waiting` (was open, and will be again).
 */
export class Connection extends EventTarget {
  state = 'off';

  /** Counts how often {@link state} changed: what was begun in one state can tell whether it is still that one. */
  epoch = 0;
  #url;
  #session;
  #probe;
  #socket = null;
  #failures = 0;
  #pending = new Map();
  #refs = 0;
  #timer;
  #pulse;
  #heard = 0;
  #announced;

  /**
   * @param {string} url of the socket
   * @param {import('./session.js').Session} session
   * @param {() => Promise<unknown>} probe asks something by HTTP, which renews a token that is no good: a browser does
   * not say why a handshake failed
   */
  constructor(url, session, probe) {
    super();
    this.#url = url;
    this.#session = session;
    this.#probe = probe;
  }

  start() {
    if (this.state === 'off') {
      globalThis.addEventListener?.('online', this.#now);
      this.#become('connecting');
      this.#open();
    }
  }

  stop() {
    globalThis.removeEventListener?.('online', this.#now);
    clearTimeout(this.#timer);
    clearInterval(this.#pulse);
    this.#become('off');
    this.#socket?.close(1000);
    this.#socket = null;
    this.#giveUp();
  }

  /** Does not wait any longer. */
  hurry() {
    this.#now();
  }

  /** @returns {Promise<object>} the `ack`; rejects with a {@link Problem} */
  ask(frame) {
    if (this.state !== 'open') {
      return Promise.reject(Problem.offline());
    }
    const ref = String(++this.#refs);
    const answer = new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#settle(ref, null), PATIENCE);
      this.#pending.set(ref, { resolve, reject, timer });
    });
    this.#socket.send(JSON.stringify({ ...frame, ref }));
    return answer;
  }

  /** Says something that need not arrive. */
  tell(frame) {
    if (this.state === 'open') {
      this.#socket.send(JSON.stringify(frame));
    }
  }

  #now = () => {
    if (this.state !== 'open' && this.state !== 'off' && !this.#socket) {
      clearTimeout(this.#timer);
      this.#open();
    }
  };

  async #open() {
    let token;
    try {
      token = await this.#session.fresh();
    } catch (problem) {
      return problem.status === 401 ? this.stop() : this.#retry();
    }
    if (this.state === 'off' || this.#socket) {
      return;
    }
    const socket = new WebSocket(this.#url, ['confab.v1', `bearer.${token}`]);
    this.#socket = socket;
    this.#announced = undefined;
    let greeted = false;
    socket.onmessage = ({ data }) => {
      if (socket === this.#socket) {
        greeted = true;
        this.#receive(JSON.parse(data));
      }
    };
    socket.onclose = ({ code }) => {
      if (socket === this.#socket) {
        this.#socket = null;
        this.#closed(code, greeted, token);
      }
    };
  }

  #receive(frame) {
    this.#heard = Date.now();
    if (frame.type === 'ready') {
      this.#failures = 0;
      this.#become('open');
      this.#watch();
    } else if (frame.type === 'going_away') {
      this.#announced = frame.retry_ms;
    }
    this.dispatchEvent(new CustomEvent('frame', { detail: frame }));
    if (frame.type === 'ack' || frame.type === 'error') {
      this.#settle(frame.ref, frame);
    }
  }

  #settle(ref, frame) {
    const waiting = this.#pending.get(ref);
    if (waiting) {
      this.#pending.delete(ref);
      clearTimeout(waiting.timer);
      if (frame?.type === 'ack') {
        waiting.resolve(frame);
      } else {
        waiting.reject(frame ? Problem.ofFrame(frame) : Problem.offline());
      }
    }
  }

  #giveUp() {
    [...this.#pending.keys()].forEach((ref) => this.#settle(ref, null));
  }

  /** A network that went without a word shows only by silence. */
  #watch() {
    clearInterval(this.#pulse);
    const socket = this.#socket;
    this.#pulse = setInterval(() => {
      const silence = Date.now() - this.#heard;
      if (silence > QUIET + PATIENCE) {
        socket.onclose({ code: 1006 });
        socket.close();
      } else if (silence > QUIET) {
        this.tell({ type: 'ping' });
      }
    }, PATIENCE / 2);
  }

  async #closed(code, greeted, token) {
    clearInterval(this.#pulse);
    this.#giveUp();
    if (this.state === 'off') {
      return;
    }
    if (code >= NO_MORE && code < 5000) {
      this.stop();
      this.dispatchEvent(new CustomEvent('refused', { detail: code }));
      return;
    }
    if (this.state === 'open') {
      this.#become('waiting');
    }
    try {
      if (code === TOKEN_IS_OVER) {
        await this.#session.renew(token);
      } else if (!greeted) {
        await this.#probe();
      }
    } catch (problem) {
      if (problem.status === 401) {
        this.stop();
        return;
      }
    }
    this.#retry();
  }

  #retry() {
    if (this.state !== 'off') {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#open(), this.#announced ?? delayAfter(this.#failures));
      this.#failures += 1;
      this.#announced = undefined;
    }
  }

  #become(state) {
    if (state !== this.state) {
      this.state = state;
      this.epoch += 1;
      this.dispatchEvent(new Event('state'));
    }
  }
}
