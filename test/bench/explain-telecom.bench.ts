import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { preprocess, type Model } from '@churn-card/models';
import { attribute } from '../../models/src/explanation.ts';
import { readModel, readModelRows } from '../../trainer/src/artifact/model-table.ts';
import { inferConfig, readTable, train, writeArtifact } from '../../trainer/src/index.ts';
import { findPublicTable } from '../support/public-table.ts';
import type { Bench, Missing } from './bench.ts';

const CUSTOMERS = 60;

/** More features than all subsets of can be tried: reasons are sampled until they are sure enough. */
export async function bench(): Promise<Bench | Missing> {
  const found = findPublicTable('telco-ibm.csv');
  if ('missing' in found) return found;
  const table = await readTable(found.path);
  const { config: inferred } = inferConfig(table, 'Churn', 'telco/1');
  const gender = { ...inferred.features.gender, policy: 'use' as const };
  const config = {
    ...inferred,
    features: { ...inferred.features, gender },
    network: { ...inferred.network, members: 1 },
  };
  const { contents } = await train({ table, config, backend: 'wasm' });
  const folder = await mkdtemp(join(tmpdir(), 'churn-bench-'));
  await writeArtifact(join(folder, '1'), contents);
  const model = await readModel(join(folder, '1'));
  await rm(folder, { recursive: true });

  const { rows } = readModelRows(model, table);
  const customers = Array.from({ length: CUSTOMERS }, (_, index) => {
    const read = rows.at(index);
    if ('issues' in read) throw new Error(read.issues[0].message);
    return preprocess(model.spec.preprocess, read.row);
  });
  const explainEach = (changed: Model) => {
    let next = 0;
    return () => attribute(changed, customers[next++ % CUSTOMERS]);
  };
  const withSampling = (changes: Partial<Model['spec']['explanation']>): Model => ({
    ...model,
    spec: { ...model.spec, explanation: { ...model.spec.explanation, ...changes } },
  });
  const { features } = model.spec.schema;
  return {
    title: `The reasons of one telecom customer (${features.length} features, ${model.spec.background.rows.length} background rows)`,
    contenders: [
      { name: 'to a standard error of 0.2 points', run: explainEach(model) },
      {
        name: 'to a standard error of 0.1 points',
        run: explainEach(withSampling({ standardError: 0.001, coalitionPairs: 20_000 })),
      },
    ],
  };
}
