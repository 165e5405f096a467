import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { configDocument } from '../../../trainer/src/config/config-table.ts';

test('CONFIG.md is what the schema makes of it: run node trainer/bin/write-config-md.js', async () => {
  const file = new URL('../../../trainer/CONFIG.md', import.meta.url);
  expect(await readFile(file, 'utf8')).toBe(configDocument());
});
