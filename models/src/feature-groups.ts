import { attribute } from './explanation.ts';
import type { Model } from './model.ts';
import { featureInputs, preprocess } from './preprocess.ts';
import type { Player } from './shapley-game.ts';
import type { Row } from './schema.ts';

/** What several features add to the probability together. */
export interface GroupContribution {
  /** The name of a group, or of a feature that is in none; null for the sum of the hidden ones. */
  readonly group: string | null;
  readonly features: readonly string[];
  readonly points: number;
  readonly standardError?: number;
}

/**
 * Why this probability, by groups of features that a person thinks of together: Shapley values of the
 * game in which a group joins as one. Features that are never a reason join together as one, too.
 *
 * @param groups name to features; the others stand alone
 * @throws RangeError for a feature that the model does not know, or that stands in two groups
 */
export function explainGroups(
  model: Model,
  row: Row,
  groups: Readonly<Record<string, readonly string[]>>,
): {
  readonly base: number;
  readonly probability: number;
  readonly contributions: GroupContribution[];
} {
  const named = membersOf(model, groups);
  const byName = new Map(
    featureInputs(model.spec.preprocess).map((inputs) => [inputs.feature, inputs]),
  );
  const players = named.map(({ features }): Player =>
    features.flatMap((feature) => byName.get(feature) ?? []),
  );
  const inputs = preprocess(model.spec.preprocess, row);
  const { base, probability, points, standardErrors } = attribute(model, inputs, players);
  const contributions = named.map((member, player) => ({
    ...member,
    points: points[player],
    ...(standardErrors && { standardError: standardErrors[player] }),
  }));
  contributions.sort(
    (a, b) =>
      Number(a.group === null) - Number(b.group === null) ||
      Math.abs(b.points) - Math.abs(a.points),
  );
  return { base, probability, contributions };
}

function membersOf({ spec }: Model, groups: Readonly<Record<string, readonly string[]>>) {
  const { features } = spec.schema;
  const taken = new Set<string>();
  for (const name of Object.values(groups).flat()) {
    const feature = features.find((one) => one.name === name);
    if (!feature) throw new RangeError(`the model has no feature ${JSON.stringify(name)}`);
    if (feature.policy !== 'use') {
      throw new RangeError(`${name} is never a reason, so it cannot be in a group`);
    }
    if (taken.has(name)) throw new RangeError(`${name} stands in two groups`);
    taken.add(name);
  }
  const hidden = features.filter(({ policy }) => policy !== 'use').map(({ name }) => name);
  const alone = features.filter(({ name, policy }) => policy === 'use' && !taken.has(name));
  return [
    ...Object.entries(groups).map(([group, members]) => ({ group, features: members })),
    ...alone.map(({ name }) => ({ group: name, features: [name] })),
    ...(hidden.length > 0 ? [{ group: null, features: hidden }] : []),
  ];
}
