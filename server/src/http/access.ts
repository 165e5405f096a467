import type { Request } from 'express';
import type { Access, Caller } from '../domain/caller.ts';
import { noSuchCustomer, unauthorized } from '../errors.ts';
import type { CredentialsService } from '../features/credentials/credentials-service.ts';

/**
 * Lets a request through to a route, or not: credential, then scope, then customer.
 *
 * @throws AppError one and the same `unauthorized` for every failure, and for a customer outside
 * the token the same `not_found` as for one that does not exist
 */
export async function authorize(
  access: Access,
  request: Request,
  credentials: CredentialsService,
): Promise<Caller> {
  if (access.kind === 'public') return { kind: 'anonymous' };
  const bearer = BEARER.exec(request.get('authorization') ?? '')?.[1];
  if (bearer === undefined) throw unauthorized();
  const caller = await credentials.authenticate(bearer, request.get('origin'));
  if (!caller) throw unauthorized();
  const needed = caller.kind === 'api-key' ? access.apiKey : access.embedToken;
  if (caller.kind === 'anonymous' || needed === undefined || !caller.scopes.includes(needed)) {
    throw unauthorized();
  }
  if (caller.kind === 'embed-token' && !caller.customers.has(String(request.params.id))) {
    throw noSuchCustomer();
  }
  return caller;
}

const BEARER = /^Bearer ([\x21-\x7e]+)$/i;
