import { z } from 'zod';
import { EMBED_SCOPES } from '../../domain/caller.ts';

export const TOKEN_TYPE = 'churn-embed+jwt';
export const MAX_TOKEN_CUSTOMERS = 50;
export const MAX_TOKEN_ORIGINS = 10;
export const DEFAULT_TOKEN_SECONDS = 300;
export const MAX_TOKEN_SECONDS = 3600;
/** How far clocks may be apart. */
export const CLOCK_SKEW_SECONDS = 30;

/** An origin exactly as browsers write it: `https://crm.example`, no path, no default port. */
export const originSchema = z
  .string()
  .max(300)
  .refine(isOrigin, 'must be an origin such as https://crm.example')
  .meta({
    description: 'An origin exactly as browsers send it',
    examples: ['https://crm.example'],
  });

/** What a token says. Anything missing, of another type or unknown makes it worthless. */
export const embedClaims = z.strictObject({
  iss: z.string().min(1).max(200),
  aud: z.string().min(1).max(200),
  sub: z.string().min(1).max(200),
  cust: z.array(z.string().min(1).max(128)).min(1).max(MAX_TOKEN_CUSTOMERS),
  scp: z.array(z.enum(EMBED_SCOPES)).min(1),
  org: z.array(originSchema).min(1).max(MAX_TOKEN_ORIGINS),
  iat: z.int(),
  nbf: z.int(),
  exp: z.int(),
  jti: z.string().min(8).max(100),
});
export type EmbedClaims = z.infer<typeof embedClaims>;

function isOrigin(text: string): boolean {
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) return false;
  return new URL(text).origin === text;
}
