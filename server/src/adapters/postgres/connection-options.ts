/** How to reach a PostgreSQL. */
export interface ConnectionParts {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

export type ConnectionOptions = ConnectionParts | { readonly connectionString: string };
