import type { ErrorCode, Problem } from '@churn-card/models';

/**
 * What may go wrong in a way that a caller should hear about: one of a closed list of codes, and
 * a sentence. How a code becomes an HTTP status is the business of `http/`.
 */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly errors?: Problem['errors'];
  /** When trying again makes sense. */
  readonly retryAfterSeconds?: number;

  constructor(
    code: ErrorCode,
    detail: string,
    more: { errors?: Problem['errors']; retryAfterSeconds?: number; cause?: unknown } = {},
  ) {
    super(detail, { cause: more.cause });
    this.code = code;
    this.errors = more.errors;
    this.retryAfterSeconds = more.retryAfterSeconds;
  }
}

/** The answer to a customer that is absent and to one that the caller may not see, alike. */
export function noSuchCustomer(): AppError {
  return new AppError('not_found', 'There is no such customer, or it is not yours to see.');
}

/** The one answer to every credential that does not open the door: which reason helps only a thief. */
export function unauthorized(): AppError {
  return new AppError('unauthorized', 'A valid credential for this request is needed.');
}

/** Something that an operator has to put right before the server can start. */
export class StartupError extends Error {
  override readonly name = 'StartupError';
}
