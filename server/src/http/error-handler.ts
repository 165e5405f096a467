import { ERROR_STATUS } from '@churn-card/models';
import type { ErrorRequestHandler, Request, Response } from 'express';
import type { Log } from '../domain/ports.ts';
import { AppError } from '../errors.ts';
import { problemOf } from './problem.ts';
import { requestIdOf } from './request-id.ts';

/**
 * The only place where an error becomes an answer: problem+json, a request id, never a stack.
 *
 * @param translate says what a storage error means, or null where it is none
 */
export function errorHandler(
  translate: (error: unknown) => AppError | null,
  log: Log,
): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const known = error instanceof AppError ? error : (translate(error) ?? fromFramework(error));
    const answer = known ?? new AppError('internal', 'This is our fault. It was logged.');
    if (!known) {
      const trace = error instanceof Error ? error.stack : String(error);
      log.error({ requestId: requestIdOf(response), trace }, 'unexpected error');
    } else if (ERROR_STATUS[known.code] >= 500) {
      const reason = known.cause instanceof Error ? known.cause.message : known.message;
      log.warn({ requestId: requestIdOf(response), code: known.code, reason }, 'refused');
    }
    if (response.headersSent) {
      next(error);
      return;
    }
    // What was not read must not be taken for the next request on this connection.
    if (hasBody(request) && !request.complete) response.set('Connection', 'close');
    sendProblem(response, answer);
  };
}

function hasBody({ headers }: Request): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function sendProblem(response: Response, error: AppError): void {
  if (error.code === 'unauthorized') response.set('WWW-Authenticate', 'Bearer');
  if (error.retryAfterSeconds !== undefined) {
    response.set('Retry-After', String(error.retryAfterSeconds));
  }
  response.removeHeader('ETag');
  response
    .status(ERROR_STATUS[error.code])
    .set('Cache-Control', 'no-store')
    .type('application/problem+json')
    .send(JSON.stringify(problemOf(error, requestIdOf(response))));
}

/** What the framework refuses before any of our code runs. */
function fromFramework(error: unknown): AppError | null {
  if (error instanceof URIError) return new AppError('bad_request', 'The path cannot be decoded.');
  if (!(error instanceof Error) || !('status' in error)) return null;
  switch ('type' in error ? error.type : undefined) {
    case 'entity.too.large':
      return new AppError('payload_too_large', 'The body is longer than this route takes.');
    case 'encoding.unsupported':
      return new AppError(
        'unsupported_media_type',
        'Content-Encoding must be gzip, deflate or br.',
      );
    default:
      // Cut short, or not compressed as it says.
      return error.status === 400 ? new AppError('bad_request', 'The body cannot be read.') : null;
  }
}
