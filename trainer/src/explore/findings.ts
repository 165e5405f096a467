import { namesACustomer, namesAnAftermath } from '../config/column-name.ts';
import type { ColumnFacts, Exploration } from './explore.ts';
import type { MissingColumn } from './missingness.ts';
import { writeValue } from './explored-column.ts';

/** Something to look at before modelling. */
export interface Finding {
  readonly level: 'serious' | 'look' | 'note';
  /** The column it is about, where it is about one. */
  readonly column: string | null;
  readonly text: string;
}

const LEVELS = ['serious', 'look', 'note'] as const;

/** Everything worth a look, in words, the most serious first. */
export function findThings(exploration: Exploration): Finding[] {
  const findings = [
    ...aboutTable(exploration),
    ...exploration.columns.flatMap((facts) => aboutColumn(facts, exploration)),
    ...aboutHidden(exploration),
    ...aboutFarOut(exploration),
    ...aboutMissing(exploration),
    ...aboutPairs(exploration),
    ...aboutDrift(exploration),
  ];
  return findings.sort((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level));
}

function aboutTable(exploration: Exploration): Finding[] {
  const { rows, duplicates, everybody, columns, drift, target } = exploration;
  const findings: Finding[] = [];
  const say = (level: Finding['level'], text: string) =>
    findings.push({ level, column: null, text });
  const { left, rate } = everybody;
  if (left !== null && Math.min(left, rows - left) < 100) {
    say(
      'serious',
      `Only ${count(left)} of ${count(rows)} customers left: too few to learn much from`,
    );
  } else if (rate && rate.share < 0.05) {
    say('look', `Only ${percent(rate.share)} left: accuracy would flatter any model`);
  }
  if (duplicates > 0) {
    say(
      duplicates > 0.05 * rows ? 'look' : 'note',
      `${count(duplicates)} rows say the same as an earlier row in everything but ids${target === null ? '' : ` and ${target}`}`,
    );
  }
  const dates = columns.filter(({ column }) => column.kind === 'numeric' && column.time);
  if (!drift && dates.length > 0) {
    say('note', `${dates[0].column.name} holds dates: name one with --time to see what changes`);
  }
  return findings;
}

function aboutColumn(facts: ColumnFacts, exploration: Exploration): Finding[] {
  const { column, numbers, auc } = facts;
  const { rows, everybody } = exploration;
  const { name } = column;
  const known = rows - column.missing;
  const findings: Finding[] = [];
  const say = (level: Finding['level'], text: string) =>
    findings.push({ level, column: name, text: `${name} ${text}` });
  if (column.kind === 'hidden') {
    const repeats = namesACustomer(name) && column.distinct < 0.98 * known;
    if (repeats) {
      say(
        'look',
        `has ${count(column.distinct)} values in ${count(known)} rows: keep the rows of a customer together with --group`,
      );
    }
    return findings;
  }
  if (known === 0) return [{ level: 'look', column: name, text: `${name} is always missing` }];
  if (column.distinct === 1) say('note', 'is the same for everybody');
  if (everybody.left !== null && namesAnAftermath(name)) {
    say('serious', 'seems to be known only once a customer has left, by its name');
  } else if (auc !== null && auc > 0.9) {
    say('serious', `nearly tells who left (AUC ${auc.toFixed(3)} alone): is it known before?`);
  }
  if (column.strayWords > 0) {
    say('look', `holds words instead of numbers in ${ofRows(column.strayWords, rows)}`);
  }
  const { columns: lacking } = exploration.missingness;
  const isToldOf = lacking.some((entry) => entry.name === name && entry.tells);
  if (column.missing > 0.05 * rows && !isToldOf) {
    say(
      column.missing > 0.5 * rows ? 'look' : 'note',
      `is missing in ${ofRows(column.missing, rows)}`,
    );
  }
  if (column.kind === 'words' && column.distinct > 50) {
    say('note', `has ${count(column.distinct)} different words`);
  }
  if (!numbers || column.kind !== 'numeric') return findings;
  const { negative, mode } = numbers;
  if (!column.time && negative > 0 && negative < 0.05 * known) {
    say('look', `is negative in ${ofRows(negative, rows)}`);
  }
  if (column.distinct > 20 && mode.rows > 0.2 * known) {
    say(
      'note',
      `is ${writeValue(mode.value, column.time)} in ${ofRows(mode.rows, rows)}, and spread out otherwise`,
    );
  }
  return findings;
}

function aboutHidden({ columns }: Exploration): Finding[] {
  const hidden = columns.flatMap(({ column }) =>
    column.kind === 'hidden' ? [`${column.name} (${column.reason})`] : [],
  );
  if (hidden.length === 0) return [];
  return [{ level: 'note', column: null, text: `Only counted, never shown: ${hidden.join(', ')}` }];
}

function aboutFarOut({ columns, rows }: Exploration): Finding[] {
  const far = columns.flatMap(({ column, numbers }) =>
    numbers && column.distinct > 20 && numbers.farOut > 0.005 * (rows - column.missing)
      ? [`${column.name} (${count(numbers.farOut)} rows)`]
      : [],
  );
  if (far.length === 0) return [];
  const text = `Far from the rest, by more than three interquartile ranges: ${far.join(', ')}`;
  return [{ level: 'note', column: null, text }];
}

/** Columns that are missing in as many rows, of whom as many left, are told of together. */
function aboutMissing({ missingness }: Exploration): Finding[] {
  const together = new Map<string, MissingColumn[]>();
  for (const column of missingness.columns.filter(({ tells }) => tells)) {
    const key = `${column.missing.customers} ${column.missing.left}`;
    together.set(key, [...(together.get(key) ?? []), column]);
  }
  return [...together.values()].map((columns) => {
    const { missing, known } = columns[0];
    const names = columns.map(({ name }) => name);
    const [where, otherwise] = [missing.rate?.share ?? 0, known.rate?.share ?? 0];
    const isOneSided = [where, otherwise].some((share) => share === 0 || share === 1);
    return {
      level: isOneSided ? 'serious' : 'look',
      column: names.length === 1 ? names[0] : null,
      text: `Where ${listNames(names)} ${names.length === 1 ? 'is' : 'are'} missing (${count(missing.customers)} rows), ${percent(where)} left, otherwise ${percent(otherwise)}`,
    };
  });
}

function listNames(names: readonly string[]): string {
  return names.length === 1 ? names[0] : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

function aboutPairs({ pairs }: Exploration): Finding[] {
  return pairs
    .filter(({ strength }) => strength !== null && strength > 0.95)
    .slice(0, 8)
    .map(({ a, b, measure, strength }) => ({
      level: 'note',
      column: null,
      text: `${a} and ${b} say nearly the same (${measure} ${(strength ?? 0).toFixed(2)})`,
    }));
}

function aboutDrift({ drift }: Exploration): Finding[] {
  return (drift?.columns ?? []).flatMap(({ name, psi }) => {
    const last = psi.at(-1) ?? null;
    if (last === null || last <= 0.25) return [];
    return [
      {
        level: 'look' as const,
        column: name,
        text: `${name} has moved since the first period (population stability index ${last.toFixed(2)})`,
      },
    ];
  });
}

function ofRows(some: number, rows: number): string {
  return `${count(some)} rows (${percent(some / rows)})`;
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}

function percent(share: number): string {
  return `${(100 * share).toFixed(share > 0 && share < 0.001 ? 2 : 1)} %`;
}
