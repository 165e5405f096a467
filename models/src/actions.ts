import { changeRow } from './allowed-change.ts';
import { cautionIn, type Caution } from './caution.ts';
import { array, number, object, optional, record, text, type Check } from './closed-json.ts';
import { localize, type Locale, type Localized } from './localized.ts';
import type { Model } from './model.ts';
import { predict } from './predict.ts';
import { preprocess } from './preprocess.ts';
import { checkRow, type Issue, type Row, type Schema, type Value } from './schema.ts';
import { localized } from './spec-check.ts';
import { typicalityOf } from './typicality.ts';
import { ArtifactError } from './artifact-error.ts';

/** Something that a company could do for a customer, from the admin's list. */
export interface Action {
  readonly id: string;
  readonly label: Localized;
  /** New values by feature name. */
  readonly sets: Readonly<Record<string, unknown>>;
  /** Numbers that are added to what a customer has, by feature name. */
  readonly adds: Readonly<Record<string, number>>;
  /** What it costs, in the company's money. */
  readonly cost: number;
  /** Who may use it; empty: everybody. */
  readonly roles: readonly string[];
}

/** What the model says once an action is done. */
export interface RankedAction {
  readonly id: string;
  readonly label: string;
  readonly changes: readonly {
    readonly feature: string;
    readonly from: Value;
    readonly to: Value;
  }[];
  readonly probability: number;
  /** The change of the probability: below 0 where the model expects fewer to leave. */
  readonly points: number;
  readonly cost: number;
  readonly plausibility: number | null;
}

/** An action that cannot be done for this customer, and which rules are in the way. */
export interface ImpossibleAction {
  readonly id: string;
  readonly label: string;
  /** Empty where everything is so already. */
  readonly issues: readonly Issue[];
}

export interface RankedActions {
  readonly probability: number;
  /** What the model expects most of first; of equal ones, the cheaper. */
  readonly ranked: readonly RankedAction[];
  readonly impossible: readonly ImpossibleAction[];
  readonly caution: Caution;
}

const checkActionList: Check<{ actions: ActionInput[] }> = object<{ actions: ActionInput[] }>({
  actions: array(
    object<ActionInput>({
      id: text({ max: 63, pattern: /^[a-z0-9][a-z0-9-]*$/ }),
      label: localized,
      sets: optional(record((value) => value, { max: 100 })),
      adds: optional(record(number(), { max: 100 })),
      cost: optional(number({ min: 0 })),
      roles: optional(array(text({ max: 100 }), { max: 100 })),
    }),
    { max: 200 },
  ),
});

type ActionInput = Pick<Action, 'id' | 'label'> & Partial<Action>;

/**
 * Checks an admin's list of actions against the schema: each sets or adds something, to features that
 * may change, with values that they can have.
 *
 * @param file its name, for messages
 * @throws ArtifactError naming the field, what was expected and what was found
 */
export function checkActions(schema: Schema, list: unknown, file: string): Action[] {
  const { actions } = checkActionList(list, { file, field: '' });
  const seen = new Set<string>();
  return actions.map(({ id, label, sets = {}, adds = {}, cost = 0, roles = [] }, index) => {
    const refuse = (field: string, expected: string, found: string): never => {
      const place = { file, field: `actions[${index}].${field}` };
      throw new ArtifactError('field-value', place, expected, found);
    };
    if (seen.has(id)) refuse('id', 'without repetition', `${id} twice`);
    seen.add(id);
    const names = [...Object.keys(sets), ...Object.keys(adds)];
    if (names.length === 0) refuse('sets', 'at least one new value', 'none');
    for (const name of names) {
      const field = `${Object.hasOwn(sets, name) ? 'sets' : 'adds'}.${name}`;
      const feature = schema.features.find((one) => one.name === name);
      if (!feature) return refuse(field, 'a feature of the model', name);
      if (!feature.changeable) refuse(field, 'a feature that may change', `${name} is locked`);
      if (Object.hasOwn(adds, name) && feature.type !== 'numeric') {
        refuse(field, 'a number', `${name} is ${feature.type}`);
      }
    }
    const checked = checkRow(schema, sets);
    if ('issues' in checked) {
      const [{ path, message, value }] = checked.issues;
      refuse(`sets.${path}`, message, value);
    }
    return { id, label, sets, adds, cost, roles };
  });
}

/**
 * Tries every action on a customer and ranks them by what the model then says. It has seen who leaves,
 * not what actions do: the order is where to look first, not a promise.
 *
 * @param role who asks; without it, only actions for everybody
 */
export function rankActions(
  model: Model,
  row: Row,
  actions: readonly Action[],
  { role, locale = 'en' }: { readonly role?: string; readonly locale?: Locale } = {},
): RankedActions {
  const { probability } = predict(model, row);
  const ranked: RankedAction[] = [];
  const impossible: ImpossibleAction[] = [];
  for (const action of actions) {
    if (action.roles.length > 0 && !action.roles.some((one) => one === role)) continue;
    const about = { id: action.id, label: localize(action.label, locale) };
    const changed = changeRow(model.spec.schema, row, changesOf(action, row));
    if ('issues' in changed || changed.changed.length === 0) {
      impossible.push({ ...about, issues: 'issues' in changed ? changed.issues : [] });
      continue;
    }
    const { typicality, preprocess: state } = model.spec;
    const after = predict(model, changed.row).probability;
    ranked.push({
      ...about,
      changes: changed.changed.map((feature) => ({
        feature,
        from: row[feature],
        to: changed.row[feature],
      })),
      probability: after,
      points: after - probability,
      cost: action.cost,
      plausibility: typicality && typicalityOf(typicality, preprocess(state, changed.row)),
    });
  }
  ranked.sort((a, b) => a.points - b.points || a.cost - b.cost);
  return { probability, ranked, impossible, caution: cautionIn(locale) };
}

/** What is added to an unknown number cannot be known: it stays unknown, and nothing changes. */
function changesOf({ sets, adds }: Action, row: Row): Record<string, unknown> {
  const added = Object.entries(adds).map(([name, amount]) => {
    const value = row[name];
    return [name, typeof value === 'number' ? value + amount : null] as const;
  });
  return { ...sets, ...Object.fromEntries(added) };
}
