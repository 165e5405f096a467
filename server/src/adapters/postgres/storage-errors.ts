import { AppError } from '../../errors.ts';

/**
 * Says in our words what went wrong in the database. A database that is away is no fault of the
 * caller and passes: 503, never 500.
 *
 * @returns null where the error is not about storage
 */
export function asStorageError(error: unknown): AppError | null {
  const { code, message } = describe(error);
  if (code === DISK_FULL || code === 'ENOSPC') {
    return new AppError('storage_full', 'There is no space left to store this.', {
      retryAfterSeconds: 60,
      cause: error,
    });
  }
  if (AWAY.some((pattern) => pattern.test(code)) || AWAY_MESSAGES.test(message)) {
    return new AppError('unavailable', 'The database does not answer right now.', {
      retryAfterSeconds: 2,
      cause: error,
    });
  }
  return null;
}

const DISK_FULL = '53100';

const AWAY = [
  /^08/, // connection exceptions
  /^57P/, // shut down, starting up, crashed
  /^57014$/, // statement timeout
  /^25P03$/, // idle in transaction for too long
  /^53[23]00$/, // out of memory, too many connections
  /^40(001|P01)$/, // serialization failure, deadlock
  /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH|EAI_AGAIN)$/,
];

/** pg gives these without a code. */
const AWAY_MESSAGES =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|server closed the connection/;

function describe(error: unknown): { code: string; message: string } {
  if (!(error instanceof Error)) return { code: '', message: '' };
  // A host with several addresses fails once for each.
  const [first] = error instanceof AggregateError ? (error.errors as unknown[]) : [error];
  const { code, message } = first as { code?: unknown; message?: unknown };
  return { code: typeof code === 'string' ? code : '', message: String(message) };
}
