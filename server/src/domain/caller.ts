/** What an API key may be allowed to do. */
export const API_KEY_SCOPES = [
  'embed:mint',
  'events:write',
  'customers:write',
  'customers:read',
  'models:publish',
  'models:activate',
  'alerts:admin',
  'privacy:erase',
  'audit:read',
] as const;
export type ApiKeyScope = (typeof API_KEY_SCOPES)[number];

/** What an embed token may be allowed to do, always for its own customers only. */
export const EMBED_SCOPES = ['card:read'] as const;
export type EmbedScope = (typeof EMBED_SCOPES)[number];

/** Who asks, after the credential was checked. The two kinds are never interchangeable. */
export type Caller =
  | { readonly kind: 'anonymous' }
  | {
      readonly kind: 'api-key';
      readonly keyId: string;
      readonly scopes: readonly string[];
    }
  | {
      readonly kind: 'embed-token';
      readonly tokenId: string;
      /** The agent, in the CRM's words. */
      readonly subject: string;
      readonly customers: ReadonlySet<string>;
      readonly scopes: readonly string[];
      readonly origin: string;
    };

/** Who may call a route. */
export type Access =
  | { readonly kind: 'public' }
  | {
      readonly kind: 'protected';
      readonly apiKey?: ApiKeyScope;
      readonly embedToken?: EmbedScope;
    };

export const PUBLIC: Access = { kind: 'public' };
