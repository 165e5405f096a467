import type { Feature, Row, Schema, Value } from '@churn-card/models';

/**
 * What the rules of a schema forbid about a change, read off the schema anew and sharing nothing with the
 * code under test.
 *
 * @returns a sentence for each broken rule
 */
export function brokenRules(schema: Schema, before: Row, after: Row): string[] {
  const moved = (name: string) => before[name] !== after[name];
  const broken = schema.features.flatMap((feature) =>
    moved(feature.name)
      ? brokenBy(feature, before[feature.name], after[feature.name]).map(
          (rule) => `${feature.name} ${rule}`,
        )
      : [],
  );
  for (const group of schema.linked) {
    const some = group.some(moved);
    if (some && !group.every(moved)) broken.push(`${group.join('+')} is torn apart`);
  }
  return broken;
}

function brokenBy(feature: Feature, from: Value, to: Value): string[] {
  if (!feature.changeable) return ['is locked'];
  if (to === null) return ['became unknown'];
  if (feature.type !== 'numeric') {
    const words = feature.change?.to ?? feature.values.map(({ value }) => value);
    const word = typeof to === 'boolean' ? feature.values[to ? 1 : 0].value : String(to);
    return words.includes(word) ? [] : [`became ${word}`];
  }
  const { step, direction, min, max } = feature.change ?? {};
  const value = to as number;
  const rules = [
    [!Number.isFinite(value), 'is no number'],
    [feature.integer && value % 1 !== 0, 'is not whole'],
    [min !== undefined && value < min, 'is below its rule'],
    [max !== undefined && value > max, 'is above its rule'],
    [value < (feature.limits?.min ?? value), 'is below its limit'],
    [value > (feature.limits?.max ?? value), 'is above its limit'],
    [direction === 'up' && from !== null && value < (from as number), 'fell'],
    [direction === 'down' && from !== null && value > (from as number), 'rose'],
    [
      step !== undefined && (value - ((from as number | null) ?? min ?? feature.min)) % step !== 0,
      'is off its step',
    ],
  ] as const;
  return rules.flatMap(([isBroken, rule]) => (isBroken ? [rule] : []));
}
