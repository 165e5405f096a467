import { ERROR_STATUS, type ErrorCode, type Problem } from '@churn-card/models';
import type { AppError } from '../errors.ts';

/** RFC 9457: an error as data, with a code that stays the same when the words change. */
export function problemOf(error: AppError, requestId: string): Problem {
  return {
    type: `urn:churn-card:error:${error.code}`,
    title: TITLES[error.code],
    status: ERROR_STATUS[error.code],
    code: error.code,
    detail: error.message,
    requestId,
    ...(error.errors && { errors: error.errors }),
  };
}

export const TITLES: Readonly<Record<ErrorCode, string>> = {
  bad_request: 'The request cannot be read',
  unauthorized: 'Not authorized',
  not_found: 'Not found',
  method_not_allowed: 'Method not allowed',
  not_acceptable: 'Not acceptable',
  conflict: 'Conflict',
  precondition_failed: 'Precondition failed',
  payload_too_large: 'Too large',
  unsupported_media_type: 'Unsupported media type',
  misdirected_request: 'Misdirected request',
  validation_failed: 'The request breaks a rule',
  rate_limited: 'Too many requests',
  internal: 'Something went wrong here',
  no_model: 'No model',
  unavailable: 'Not available right now',
  storage_full: 'Storage is full',
};
