import { cautionIn, type Caution } from './caution.ts';
import { alternativesOf } from './changeable-values.ts';
import { ChangeSearch, type Found, type Movable } from './change-search.ts';
import type { Locale } from './localized.ts';
import type { Model } from './model.ts';
import { score } from './predict.ts';
import { preprocess } from './preprocess.ts';
import type { Row, Value } from './schema.ts';
import { typicalityOf } from './typicality.ts';

export interface CounterfactualOptions {
  /** The probability to get below; default: where one acts. */
  readonly below?: number;
  /** How many different ones at most; default 3. */
  readonly most?: number;
  /** How many features may change at once; default 4. */
  readonly mostChanges?: number;
  /** How many partial changes to look at before giving up; default 400,000, about a second's worth. */
  readonly mostSteps?: number;
  readonly locale?: Locale;
}

/** Small allowed changes with which the model says something else. */
export interface Counterfactual {
  readonly changes: readonly {
    readonly feature: string;
    readonly from: Value;
    readonly to: Value;
  }[];
  readonly row: Row;
  readonly probability: number;
  /** How many features change. */
  readonly sparsity: number;
  /** The sum over the changed features: of a number, the share of its range; of a word, 1 (Gower 1971). */
  readonly distance: number;
  /** The share of past customers who are at least as unusual; null where the model cannot tell. */
  readonly plausibility: number | null;
}

export interface Counterfactuals {
  readonly probability: number;
  readonly below: number;
  /** Fewest changes first, then the smallest. Empty where the customer is below already, or nothing helps. */
  readonly found: readonly Counterfactual[];
  /** Whether everything was looked at; else better ones may exist. */
  readonly isComplete: boolean;
  readonly caution: Caution;
}

/**
 * The smallest allowed changes that bring a customer below a probability (Wachter et al. 2018), several
 * different ones.
 *
 * Smaller is: fewer features, then less distance. One counterfactual is given for each set of features,
 * the smallest one, and no set contains another: whoever changes more than is needed learns nothing.
 * The search is exact over the values that each feature may take: sets of features by their size,
 * values by branch and bound, with bounds on what the network can still say.
 */
export function counterfactuals(
  model: Model,
  row: Row,
  options: CounterfactualOptions = {},
): Counterfactuals {
  const { spec } = model;
  const { below = spec.threshold, most = 3, mostChanges = 4, locale = 'en' } = options;
  const { mostSteps = 400_000 } = options;
  const probability = score(model, row);
  const about = { probability, below, caution: cautionIn(locale) };
  if (probability < below) return { ...about, found: [], isComplete: true };
  const { movables, isWhole } = movablesOf(model, row);
  const search = new ChangeSearch(model, row, movables, below, mostSteps);
  const found: Found[] = [];
  for (let size = 1; size <= mostChanges && found.length < most; size++) {
    // All of one size first: among them, the nearest count.
    const ofSize = search
      .setsOf(size)
      .filter((set) => !found.some((one) => one.features.every((name) => set.includes(name))))
      .flatMap((set) => search.nearest(set) ?? []);
    ofSize.sort((a, b) => a.distance - b.distance);
    found.push(...ofSize.slice(0, most - found.length));
  }
  return {
    ...about,
    found: found.map((one) => counterfactualOf(model, row, one)),
    isComplete: search.isComplete && isWhole,
  };
}

/** Values of linked features are combined: where that would be more, only the nearest of each are. */
const MOST_COMBINED = 4096;

/** Features that may change, each alone or with those that are linked to it; whole where no value is left out. */
function movablesOf({ spec }: Model, row: Row): { movables: Movable[]; isWhole: boolean } {
  const { features, linked } = spec.schema;
  const alone = features.filter(({ name }) => !linked.some((group) => group.includes(name)));
  let isWhole = true;
  const movables = [...alone.map(({ name }) => [name]), ...linked].flatMap((names): Movable[] => {
    const members = features.filter(({ name }) => names.includes(name));
    const values = members.map((feature) => ({
      feature: feature.name,
      alternatives: alternativesOf(feature, row),
    }));
    if (values.some(({ alternatives }) => alternatives.length === 0)) return [];
    const most = Math.floor(MOST_COMBINED ** (1 / values.length));
    if (values.some(({ alternatives }) => alternatives.length > most)) isWhole = false;
    const options = values.reduce<Movable['options']>(
      (partial, { feature, alternatives }) =>
        partial.flatMap((option) =>
          alternatives.slice(0, most).map(({ value, distance }) => ({
            values: [...option.values, { feature, value }],
            distance: option.distance + distance,
          })),
        ),
      [{ values: [], distance: 0 }],
    );
    return [{ features: names, options: options.toSorted((a, b) => a.distance - b.distance) }];
  });
  return { movables, isWhole };
}

function counterfactualOf({ spec, ...model }: Model, row: Row, found: Found): Counterfactual {
  const changed = {
    ...row,
    ...Object.fromEntries(found.values.map((one) => [one.feature, one.value])),
  };
  const inputs = preprocess(spec.preprocess, changed);
  return {
    changes: found.values.map(({ feature, value }) => ({ feature, from: row[feature], to: value })),
    row: changed,
    probability: score({ spec, ...model }, changed),
    sparsity: found.values.length,
    distance: found.distance,
    plausibility: spec.typicality && typicalityOf(spec.typicality, inputs),
  };
}
