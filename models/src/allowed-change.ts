import {
  checkRow,
  issueOf,
  type Feature,
  type Issue,
  type NumericFeature,
  type Row,
  type Schema,
  type Value,
} from './schema.ts';

/** New values by feature name, as a person or an action gives them. */
export type Changes = Readonly<Record<string, unknown>>;

/** A step may miss by this share of itself: 0.1 + 0.2 is not 0.3. */
const STEP_TOLERANCE = 1e-6;

/**
 * Applies changes to a customer, as far as the schema allows them: locked features stay as they are,
 * numbers move by their step, in their direction and within their bounds, words become allowed ones,
 * and linked features change together.
 *
 * @returns the changed row with the names of what did change, or what is not allowed
 */
export function changeRow(
  schema: Schema,
  row: Row,
  changes: Changes,
): { readonly row: Row; readonly changed: readonly string[] } | { readonly issues: Issue[] } {
  const checked = checkRow(schema, { ...row, ...changes });
  if ('issues' in checked) return { issues: [...checked.issues] };
  const moved = schema.features.filter(({ name }) => checked.row[name] !== row[name]);
  const changed = moved.map(({ name }) => name);
  const issues = [
    ...moved.flatMap((feature) => refusalOf(feature, row[feature.name], checked.row[feature.name])),
    ...halfGroups(schema, checked.row, changed),
  ];
  return issues.length > 0 ? { issues } : { row: checked.row, changed };
}

/** @returns what forbids a feature to go from one value to another: nothing, or one issue */
function refusalOf(feature: Feature, from: Value, to: Value): Issue[] {
  const refuse = issueOf(feature, to);
  if (!feature.changeable) return [refuse('locked', `is locked at ${JSON.stringify(from)}`)];
  if (to === null) return [refuse('known', 'cannot be made unknown')];
  if (feature.type === 'numeric')
    return numberRefusal(feature, from as number | null, to as number);
  const word = wordOf(feature, to);
  const words = allowedWords(feature);
  if (words.includes(word)) return [];
  return [refuse('allowed-value', `must become one of ${words.join(', ')}`)];
}

function numberRefusal(feature: NumericFeature, from: number | null, to: number): Issue[] {
  const refuse = issueOf(feature, to);
  const { step, direction, min = -Infinity, max = Infinity } = feature.change ?? {};
  if (feature.integer && !Number.isInteger(to)) {
    return [refuse('an-integer', 'must be a whole number')];
  }
  if (to < min) return [refuse('within-change', `must not go below ${min}`)];
  if (to > max) return [refuse('within-change', `must not go above ${max}`)];
  if (from !== null && direction === 'up' && to < from) {
    return [refuse('direction', `must not fall from ${from}`)];
  }
  if (from !== null && direction === 'down' && to > from) {
    return [refuse('direction', `must not rise from ${from}`)];
  }
  if (step === undefined) return [];
  const steps = (to - stepOrigin(feature, from)) / step;
  if (Math.abs(steps - Math.round(steps)) <= STEP_TOLERANCE) return [];
  return [refuse('step', `must move by steps of ${step} from ${stepOrigin(feature, from)}`)];
}

/** Where steps are counted from: the value itself, or where it is missing the lowest one. */
export function stepOrigin({ change, min }: NumericFeature, from: number | null): number {
  return from ?? change?.min ?? min;
}

/** Words as they stand in the table. */
export function allowedWords(feature: Exclude<Feature, NumericFeature>): readonly string[] {
  return feature.change?.to ?? feature.values.map(({ value }) => value);
}

function wordOf(feature: Exclude<Feature, NumericFeature>, value: Value): string {
  return feature.type === 'boolean' ? feature.values[Number(value)].value : String(value);
}

function halfGroups(schema: Schema, row: Row, changed: readonly string[]): Issue[] {
  return schema.linked.flatMap((group) => {
    const still = group.filter((name) => !changed.includes(name));
    if (still.length === 0 || still.length === group.length) return [];
    const feature = schema.features.find(({ name }) => name === still[0]);
    if (!feature) return [];
    const refuse = issueOf(feature, row[still[0]]);
    return [
      refuse('linked', `must change with ${group.filter((one) => one !== still[0]).join(', ')}`),
    ];
  });
}
