import pg from 'pg';
import { expect, test } from 'vitest';
import { PERSONAL_DATA } from '../../server/src/domain/personal-data.ts';
import { testServer } from './support/test-server.ts';

const CANARY = 'Canary-7';

test('every table is in the list of personal data, and every column that it names exists', async () => {
  const server = await testServer();
  const admin = new pg.Client({ connectionString: server.settings.databaseUrl });
  await admin.connect();
  const tables = await admin.query<{ name: string; columns: string[] }>(
    `select table_name as name, array_agg(column_name::text) as columns
     from information_schema.columns where table_schema = 'public' group by 1`,
  );
  await admin.end();
  const found = new Map(tables.rows.map(({ name, columns }) => [name, columns]));
  expect(PERSONAL_DATA.map(({ table }) => table).sort()).toEqual([...found.keys()].sort());
  for (const { table, customerColumn } of PERSONAL_DATA) {
    if (customerColumn !== null) expect(found.get(table)).toContain(customerColumn);
    // A column of that name that the list leaves out would keep what was to be erased.
    else expect(found.get(table)?.filter((name) => /customer/.test(name))).toEqual([]);
  }
});

test('a removed customer is in no row of any table any more', async () => {
  const server = await testServer();
  const key = await server.key('customers:write', 'customers:read');
  const put = (age: number) =>
    server.call('PUT', `/v1/customers/${CANARY}`, {
      key,
      json: { features: { Age: age, Country: CANARY, Active: true, Woman: true }, name: CANARY },
    });
  await put(30);
  await put(60);
  const { headers } = await server.call('POST', '/v1/imports', {
    key,
    body: `id,Age,Country\n${CANARY},${CANARY},x\n`,
    headers: { 'Content-Type': 'text/csv' },
  });
  for (let status = ''; status !== 'done';) {
    const { json } = await server.call('GET', headers.get('location') ?? '', { key });
    ({ status } = json as { status: string });
  }
  const admin = new pg.Client({ connectionString: server.settings.databaseUrl });
  await admin.connect();
  const hits = async (): Promise<string[]> => {
    const found = [];
    for (const { table } of PERSONAL_DATA) {
      const rows = await admin.query(`select 1 from ${table} t where t::text like '%${CANARY}%'`);
      if (rows.rowCount) found.push(`${table} ${rows.rowCount}`);
    }
    return found;
  };
  expect(await hits()).toEqual(['customers 1', 'scores 2', 'import_errors 1']);
  await server.call('DELETE', `/v1/customers/${CANARY}`, { key });
  expect(await hits()).toEqual([]);
  await admin.end();
});
