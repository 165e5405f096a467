import { setTimeout as wait } from 'node:timers/promises';
import type { EmbedToken, Risk } from './crm/customer.ts';
import type { Inputs } from './crm/field-map.ts';
import { DemoError } from './demo-error.ts';

/** A line of the churn server's worklist. */
export interface WorklistEntry extends Partial<Risk> {
  readonly id: string;
  readonly name: string | null;
  readonly scoredAt: string | null;
  readonly dataAsOf: string;
}

/** A customer as the churn server keeps it. */
export interface StoredCustomer {
  readonly id: string;
  readonly name: string | null;
  readonly features: Inputs;
  readonly score: Risk | null;
}

/** The part of the churn server's HTTP API that this CRM needs. */
export interface RiskClient {
  /** @throws DemoError where the card's script was not built */
  requireCardScript(): Promise<void>;
  worklist(): Promise<WorklistEntry[]>;
  find(id: string): Promise<StoredCustomer | null>;
  /** @returns why it was refused, a sentence each; empty where it was stored */
  put(id: string, name: string | null, features: Inputs): Promise<readonly string[]>;
  /** Waits until every row is stored. @throws DemoError where one was not */
  importCsv(csv: string, dataAsOf: Date): Promise<void>;
  /** @returns null where the id cannot be one */
  mint(customerId: string, agentId: string, origin: string): Promise<EmbedToken | null>;
}

export function riskClient(address: string, key: string): RiskClient {
  const ask = async (method: string, path: string, body?: string, type = 'application/json') => {
    const response = await fetch(address + path, {
      method,
      body,
      headers: { Authorization: `Bearer ${key}`, ...(body && { 'Content-Type': type }) },
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return { status: response.status, json: (await response.json()) as unknown };
  };

  return {
    async requireCardScript() {
      const { status } = await fetch(`${address}/churn-card.js`, { method: 'HEAD' });
      if (status !== 200) throw new DemoError('The card is not built yet. Run: npm run build');
    },

    async worklist() {
      const entries: WorklistEntry[] = [];
      let path: string | null = '/v1/customers?limit=200';
      while (path !== null) {
        const { status, json } = await ask('GET', path);
        const page = expectOk<{ customers: WorklistEntry[]; next: string | null }>(status, json);
        entries.push(...page.customers);
        path =
          page.next && `/v1/customers?${new URLSearchParams({ limit: '200', cursor: page.next })}`;
      }
      return entries;
    },

    async find(id) {
      const { status, json } = await ask('GET', pathOf(id));
      return status === 404 ? null : expectOk<StoredCustomer>(status, json);
    },

    async put(id, name, features) {
      const { status, json } = await ask('PUT', pathOf(id), JSON.stringify({ name, features }));
      if (status !== 422) {
        expectOk(status, json);
        return [];
      }
      return (json as Refusal).errors.map(({ message }) => message);
    },

    async importCsv(csv, dataAsOf) {
      const query = new URLSearchParams({ dataAsOf: dataAsOf.toISOString() });
      const begun = await ask('POST', `/v1/imports?${query}`, csv, 'text/csv');
      let progress = expectOk<ImportProgress>(begun.status, begun.json);
      while (progress.status === 'queued' || progress.status === 'running') {
        await wait(100);
        const { status, json } = await ask('GET', `/v1/imports/${progress.id}`);
        progress = expectOk<ImportProgress>(status, json);
      }
      if (progress.status !== 'done' || progress.rows.refused > 0) {
        throw new DemoError(
          `The customers could not be imported: ${progress.failure ?? progress.errors[0]?.message ?? progress.status}`,
        );
      }
    },

    async mint(customerId, agentId, origin) {
      const wish = { customers: [customerId], sub: agentId, origins: [origin] };
      const { status, json } = await ask('POST', '/v1/embed-tokens', JSON.stringify(wish));
      return status === 422 ? null : expectOk<EmbedToken>(status, json);
    },
  };
}

const PATIENCE_MS = 15_000;

interface Refusal {
  readonly errors: readonly { readonly message: string }[];
}

interface ImportProgress {
  readonly id: string;
  readonly status: 'queued' | 'running' | 'done' | 'failed' | 'interrupted';
  readonly rows: { readonly refused: number };
  readonly failure: string | null;
  readonly errors: readonly { readonly message: string }[];
}

function pathOf(id: string): string {
  return `/v1/customers/${encodeURIComponent(id)}`;
}

/** @throws DemoError with what the server said */
function expectOk<T>(status: number, json: unknown): T {
  if (status >= 200 && status < 300) return json as T;
  const detail = typeof json === 'object' && json !== null && 'detail' in json ? json.detail : json;
  throw new DemoError(`The churn server answered ${status}: ${String(detail)}`);
}
