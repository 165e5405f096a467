import type { Customer, CustomerBook, Risk } from './crm/customer.ts';
import { fieldsOf } from './crm/field-map.ts';
import type { RiskClient, StoredCustomer, WorklistEntry } from './risk-client.ts';

/**
 * The CRM's customers. A real CRM has a database of its own and pushes changes to the churn server;
 * this one keeps nothing and reads them back, so that what a page shows is what was scored. For
 * lists it remembers each record until the worklist tells that it has changed.
 */
export function customerBook(client: RiskClient): CustomerBook {
  const remembered = new Map<string, { readonly version: string; readonly customer: Customer }>();

  return {
    async list() {
      const entries = await client.worklist();
      const changed = entries.filter(({ id, ...entry }) => {
        return remembered.get(id)?.version !== versionOf(entry);
      });
      await inTurns(changed, async ({ id, ...entry }) => {
        const stored = await client.find(id);
        if (stored) remembered.set(id, { version: versionOf(entry), customer: customerOf(stored) });
      });
      return entries.flatMap(({ id }) => remembered.get(id)?.customer ?? []);
    },

    async find(id) {
      const stored = await client.find(id);
      return stored && customerOf(stored);
    },

    async save(id, inputs) {
      const stored = await client.find(id);
      return client.put(id, stored?.name ?? null, inputs);
    },

    mintToken: (customerId, agentId, origin) => client.mint(customerId, agentId, origin),
  };
}

/** How many requests are under way at once. */
const TURNS = 8;

async function inTurns<T>(things: readonly T[], step: (thing: T) => Promise<void>): Promise<void> {
  const queue = things.values();
  const work = async () => {
    for (const thing of queue) await step(thing);
  };
  await Promise.all(Array.from({ length: TURNS }, work));
}

function versionOf({ name, scoredAt, dataAsOf }: Omit<WorklistEntry, 'id'>): string {
  return JSON.stringify([name, scoredAt, dataAsOf]);
}

function customerOf({ id, name, features, score }: StoredCustomer): Customer {
  const risk: Risk | null = score && { probability: score.probability, band: score.band };
  return { id, name, fields: fieldsOf(features), risk };
}
