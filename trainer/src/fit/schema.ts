import {
  type CategoryValue,
  type Feature,
  type IgnoredColumn,
  type Schema,
} from '@churn-card/models';
import { labelOfName } from '../config/column-name.ts';
import type { ColumnConfig, Config } from '../config/config-schema.ts';
import type { Table } from '../table/table.ts';
import { TrainerError } from '../trainer-error.ts';
import { readRows } from './read-rows.ts';
import { knownNumbers, pickRows, type Rows } from './rows.ts';

/**
 * Fits what the training part tells about each column (ranges, levels) to what the configuration
 * says about it, and reads the whole table with the result.
 *
 * @param train indices of the training part
 * @returns the schema, and one checked row for each record of the table
 * @throws TrainerError for a column that the configuration does not know, or a cell it forbids
 */
export function fitSchema(
  config: Config,
  table: Table,
  train: readonly number[],
): { schema: Schema; rows: Rows } {
  checkColumns(config, table);
  const used = table.columns.filter((name) => isUsed(config.features[name]));
  const draft: Schema = {
    features: used.map((name) => draftFeature(name, config.features[name])),
    linked: config.linked,
    ignored: ignoredColumns(config, table),
    missingWords: config.missing,
    minimumKnown: minimumKnown(config, used.length),
  };
  const rows = readRows(draft, table);
  const known = pickRows(rows, train);
  const features = draft.features.map((feature) => fitFeature(feature, known));
  return { schema: { ...draft, features }, rows };
}

function checkColumns(config: Config, table: Table): void {
  const named = [...Object.keys(config.features), config.target];
  const absent = named.find((name) => !table.columns.includes(name));
  if (absent !== undefined) {
    throw new TrainerError(
      `${table.file} has no column ${JSON.stringify(absent)}, which the configuration names`,
    );
  }
  const unknown = table.columns.find((name) => !named.includes(name));
  if (unknown !== undefined) {
    throw new TrainerError(
      `the configuration says nothing about column ${JSON.stringify(unknown)} of ${table.file}: give it a policy, such as drop`,
    );
  }
  if (config.features[config.target]) {
    throw new TrainerError(`the target ${config.target} stands among the features too`);
  }
}

function isUsed(column: ColumnConfig | undefined): boolean {
  return column?.policy === 'use' || column?.policy === 'use-but-never-a-reason';
}

function ignoredColumns(config: Config, table: Table): IgnoredColumn[] {
  return table.columns.flatMap((name): IgnoredColumn[] => {
    if (name === config.target) return [{ name, policy: 'target', reason: 'tells who left' }];
    const { policy, reason = 'left out by the configuration' } = config.features[name];
    return policy === 'drop' || policy === 'audit-only' ? [{ name, policy, reason }] : [];
  });
}

function minimumKnown({ minimumKnown }: Config, features: number): number {
  return Math.min(minimumKnown ?? Math.ceil(features / 2), features);
}

/** The feature as far as the configuration knows it: no range and no levels of the data yet. */
function draftFeature(name: string, column: ColumnConfig): Feature {
  const base = {
    name,
    label: column.label ?? { en: labelOfName(name) },
    policy: column.policy === 'use' ? ('use' as const) : ('use-but-never-a-reason' as const),
    changeable: column.changeable,
    ...(column.sentence && { sentence: column.sentence }),
  };
  const { to, ...moves } = column.change ?? {};
  const change = to && { change: { to } };
  const values: CategoryValue[] = column.values ?? [];
  switch (column.type) {
    case 'categorical':
      return { ...base, type: 'categorical', values, ...change };
    case 'boolean':
      return { ...base, type: 'boolean', values: [values[0], values[1]], ...change };
    default:
      return {
        ...base,
        type: 'numeric',
        integer: false,
        ...(column.unit && { unit: column.unit }),
        ...(column.group && { group: column.group }),
        min: 0,
        max: 0,
        ...(column.limits && { limits: column.limits }),
        ...(column.change && { change: moves }),
      };
  }
}

function fitFeature(feature: Feature, rows: Rows): Feature {
  switch (feature.type) {
    case 'boolean':
      return feature;
    case 'categorical':
      return { ...feature, values: withSeenLevels(feature.values, feature.name, rows) };
    case 'numeric': {
      const numbers = knownNumbers(rows.values(feature.name));
      if (numbers.length === 0) throw noValue(feature);
      return {
        ...feature,
        integer: numbers.every((value) => Number.isInteger(value)),
        min: numbers.reduce((a, b) => Math.min(a, b)),
        max: numbers.reduce((a, b) => Math.max(a, b)),
      };
    }
  }
}

/** Values of the configuration first, in its order; then those of the data, most frequent first. */
function withSeenLevels(
  values: readonly CategoryValue[],
  name: string,
  rows: Rows,
): CategoryValue[] {
  const levels = countLevels(rows, name).filter(
    ([level]) => !values.some(({ value }) => value === level),
  );
  return [...values, ...levels.map(([value]) => ({ value }))];
}

/** @returns levels with their counts, most frequent first, equal ones by their letters */
export function countLevels(rows: Rows, name: string): [level: string, count: number][] {
  const counts = new Map<string, number>();
  const values = rows.values(name);
  for (let row = 0; row < values.length; row++) {
    const value = values.at(row);
    if (value !== null) counts.set(String(value), (counts.get(String(value)) ?? 0) + 1);
  }
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}

function noValue({ name }: Feature): Error {
  return new TrainerError(`column ${name} has no value in the training part: drop it`);
}
