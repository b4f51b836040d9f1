/** What came instead of the answer: the server's refusal, or no answer at all. */
export class Problem extends Error {
  /**
   * @param {number} status of HTTP; 0 when nothing came
   * @param {{message: string, code: string, field?: string}[]} errors at least one
   * @param {number} [retryAfter] milliseconds after which to try again
   */
  constructor(status, errors, retryAfter) {
    super(errors[0].message);
    this.name = 'Problem';
    this.status = status;
    this.errors = errors;
    this.code = errors[0].code;
    this.field = errors[0].field;
    this.retryAfter = retryAfter;
  }

  /** Nobody can be reached at the moment. */
  static offline() {
    return new Problem(0, [{ message: 'The server cannot be reached.', code: 'offline' }]);
  }

  /** @param {Response} response */
  static async of(response) {
    const seconds = Number(response.headers.get('Retry-After'));
    const retryAfter = seconds > 0 ? seconds * 1000 : undefined;
    return new Problem(response.status, await errorsIn(response), retryAfter);
  }

  /** @param {object} frame of type `error` */
  static ofFrame(frame) {
    return new Problem(400, frame.errors?.length ? frame.errors : [{ message: 'Refused.', code: 'invalid' }]);
  }

  /** Whether the same may well succeed a little later. */
  get isPassing() {
    return this.status === 0 || this.status >= 500 || ['offline', 'throttled', 'unavailable'].includes(this.code);
  }
}

async function errorsIn(response) {
  try {
    const { errors } = await response.json();
    if (errors?.length) {
      return errors;
    }
  } catch {
    // not from the server itself, but from something on the way
  }
  return [{ message: `The server answered ${response.status}.`, code: 'unexpected' }];
}
