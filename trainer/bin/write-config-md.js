// Writes trainer/CONFIG.md anew after a change of the configuration's schema.
import { writeFile } from 'node:fs/promises';
import { configDocument } from '../src/config/config-table.ts';

await writeFile(new URL('../CONFIG.md', import.meta.url), configDocument());
