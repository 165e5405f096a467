import { configSchema, type Config } from '../config/config-schema.ts';
import { nameModel } from '../config/infer-config.ts';
import { labelOfName } from '../config/column-name.ts';
import type { Table } from '../table/table.ts';
import { TrainerError } from '../trainer-error.ts';
import type { NetworkColumn } from './network-columns.ts';
import type { ExportedPreprocess, WrittenPreprocess } from './preprocess-format.ts';

/**
 * The configuration of a model whose network comes from elsewhere, as far as the preprocess file
 * says it. Columns that it does not name are left out.
 *
 * @param out the model folder, which names the model
 * @throws TrainerError for what no configuration may say
 */
export function importConfig(
  file: ExportedPreprocess | WrittenPreprocess,
  table: Table,
  out: string,
): Config {
  const { id, version } = nameModel(out);
  const said = file.format === 'churn-card-preprocess' ? exportedSays(file) : writtenSays(file);
  const isUsed = (name: string) => said.features[name].policy.startsWith('use');
  const named = [said.target, ...Object.keys(said.features).filter(isUsed)];
  const absent = named.find((name) => !table.columns.includes(name));
  if (absent !== undefined) {
    throw new TrainerError(
      `${table.file} has no column ${JSON.stringify(absent)}, which the preprocess file names`,
    );
  }
  const others = table.columns
    .filter((name) => name !== said.target && !(name in said.features))
    .map((name): Entry => [name, { policy: 'drop', reason: 'not an input of the network' }]);
  const features = Object.entries(said.features).filter(
    ([name]) => isUsed(name) || table.columns.includes(name),
  );
  const parsed = configSchema.safeParse({
    id,
    version,
    ...said,
    title: said.title ?? labelOfName(id),
    features: Object.fromEntries([...features, ...others]),
  });
  if (parsed.success) return parsed.data;
  const [{ path, message }] = parsed.error.issues;
  throw new TrainerError(`the preprocess file gives a bad ${path.join('.')}: ${message}`);
}

/** @throws TrainerError where a configuration and the network do not read the same columns */
export function requireSameColumns(config: Config, columns: readonly NetworkColumn[]): void {
  const used = Object.entries(config.features).filter(([, { policy }]) => policy.startsWith('use'));
  for (const { encoder, type } of columns) {
    const column = config.features[encoder.feature];
    if (column?.policy.startsWith('use') && column.type === type) continue;
    throw new TrainerError(
      `the network reads ${JSON.stringify(encoder.feature)} as ${type}: the configuration must use it as that`,
    );
  }
  const strange = used.find(([name]) => !columns.some(({ encoder }) => encoder.feature === name));
  if (strange === undefined) return;
  throw new TrainerError(
    `the configuration uses ${JSON.stringify(strange[0])}, which the network does not read`,
  );
}

type Entry = [name: string, column: Column];
type Column = Readonly<Record<string, unknown>> & { readonly policy: string };

interface Said {
  readonly target: string;
  readonly positive: string;
  readonly title: unknown;
  readonly horizon: unknown;
  readonly missing?: readonly string[];
  readonly features: Readonly<Record<string, Column>>;
}

function exportedSays({ title, label, schema }: ExportedPreprocess): Said {
  const used = schema.features.map(
    ({ name, integer: _integer, min: _min, max: _max, ...column }): Entry => [
      name,
      { policy: 'use', ...column },
    ],
  );
  const ignored = schema.ignored
    .filter(({ policy }) => policy !== 'target')
    .map(({ name, policy, reason }): Entry => [name, { policy, reason }]);
  return {
    target: label.target,
    positive: label.positive,
    horizon: label.horizon,
    title,
    missing: schema.missingWords,
    features: Object.fromEntries([...used, ...ignored]),
  };
}

function writtenSays({ target, positive, title, horizon, columns }: WrittenPreprocess): Said {
  const features = columns.map((column): Entry => [
    column.name,
    {
      policy: 'use',
      type: column.type,
      ...(column.type === 'boolean' && { values: column.values.map((value) => ({ value })) }),
    },
  ]);
  return {
    target,
    positive,
    title,
    horizon: horizon ?? null,
    features: Object.fromEntries(features),
  };
}
