/**
 * Every kind of sentence that a person reads, of the shipped model, in every language, as it was looked at
 * by eye. After a change of words: `npx vitest run test/models/golden-sentences --update`, and look again.
 */
import {
  checkRow,
  describeChangePart,
  describeContribution,
  describeDoubt,
  describeHorizon,
  describePurpose,
  describeRecord,
  describeStale,
  formatPoints,
  loadArtifact,
  LOCALES,
  predict,
  recordExplanation,
  whatIf,
  type Locale,
  type Row,
  type Value,
} from '@churn-card/models';
import { expect, test } from 'vitest';
import { artifactFolder } from '../../trainer/src/artifact/artifact-folder.ts';

const model = await loadArtifact(artifactFolder('models/artifacts/bank/1'));

const VALUES: Readonly<Record<string, readonly Value[]>> = {
  CreditScore: [300, 651, 850, null],
  Geography: ['France', 'Germany', 'Spain', 'Italy', null],
  Age: [18, 41, 92],
  Tenure: [0, 1, 2, 10],
  Balance: [0, 0.99, 1234.56, 127864.97, 1234567.891],
  NumOfProducts: [1, 2, 3, 4, null],
  HasCrCard: [true, false, null],
  IsActiveMember: [true, false],
  EstimatedSalary: [11.58, 100000, null],
};

const POINTS = [0.2314, 0.01, 0.00049, 0.0004, 0, -0.0004, -0.0123, -0.5];

const CHANGES: readonly Readonly<Record<string, unknown>>[] = [
  { NumOfProducts: 2 },
  { NumOfProducts: 3, HasCrCard: true, IsActiveMember: true },
];

const DOUBTFUL = {
  ...{ CreditScore: 450, Geography: 'Italy', Gender: null, Age: 101, Tenure: 3, Balance: 900000 },
  ...{ NumOfProducts: null, HasCrCard: null, IsActiveMember: true, EstimatedSalary: 50000 },
};

const USUAL = {
  ...{ CreditScore: 600, Geography: 'Germany', Gender: 'Female', Age: 52, Tenure: 1 },
  ...{ Balance: 120000, NumOfProducts: 1, HasCrCard: false, IsActiveMember: false },
  EstimatedSalary: 80000,
};

function rowOf(record: Readonly<Record<string, unknown>>): Row {
  const checked = checkRow(model.spec.schema, record);
  if ('issues' in checked) throw new Error(checked.issues[0].message);
  return checked.row;
}

function* linesIn(locale: Locale): Generator<string> {
  const { spec } = model;
  yield '# reasons, evidence and averages';
  for (const [feature, values] of Object.entries(VALUES)) {
    for (const value of values) {
      const { label, sentence, evidence } = describeContribution(
        spec,
        { feature, value, points: 0.1 },
        locale,
      );
      yield `${label} | ${sentence} | ${evidence?.sentence ?? '–'} | ${evidence?.averages ?? '–'}`;
    }
  }
  yield describeContribution(spec, { feature: null, value: null, points: 0.1 }, locale).sentence;
  yield '# points';
  for (const points of POINTS) yield formatPoints(points, locale);
  yield '# doubts';
  for (const doubt of predict(model, rowOf(DOUBTFUL)).doubts) {
    yield describeDoubt(spec, doubt, locale);
  }
  const expired = { ...spec, validUntil: '2027-05-31' };
  yield describeDoubt(expired, { code: 'model-expired', feature: null, value: null }, locale);
  for (const days of [1, 2, 365]) yield describeStale(days, locale);
  yield '# what if';
  for (const changes of CHANGES) {
    const answer = whatIf(model, rowOf(USUAL), changes, locale);
    if ('issues' in answer) throw new Error(answer.issues[0].message);
    for (const part of answer.change.parts) yield describeChangePart(spec, part, locale);
    yield answer.caution.sentence;
  }
  yield '# record';
  const about = {
    ...{ scoredAt: '2026-11-24T10:00:00Z', shownOn: '2026-11-24', staleDays: null },
    locale,
  };
  // The hash names the weights, which are no words.
  const named = { ...model, hash: '0'.repeat(64) };
  yield* describeRecord(recordExplanation(named, rowOf(USUAL), about));
  yield* describeRecord(recordExplanation(named, rowOf(DOUBTFUL), about));
  yield '# about';
  yield describeHorizon(spec, locale);
  yield describePurpose(locale);
}

test.each(LOCALES)('every sentence in %s is the one that was looked at', async (locale) => {
  // German puts no-break spaces before signs: nobody can see them in a file.
  const text = [...linesIn(locale)].join('\n').replaceAll('\u00a0', ' ');
  await expect(`${text}\n`).toMatchFileSnapshot(`./golden-sentences/${locale}.txt`);
});
