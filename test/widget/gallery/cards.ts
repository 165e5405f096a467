import type {
  AlreadyLeftCard,
  CardContribution,
  ScoredCard,
  TooLittleDataCard,
} from '@churn-card/models';

/** Invented customers, and cards as the server would answer about them. */
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

function ago(ms: number): string {
  return new Date(Date.now() - ms).toISOString();
}

const about = {
  customerId: 'C-1',
  locale: 'en',
  model: 'bank',
  modelVersion: '1',
  modelHash: 'a'.repeat(64),
  scoredAt: ago(9 * MINUTE_MS),
  dataAsOf: ago(9 * MINUTE_MS),
  purpose: 'For retention contact only, not for decisions on credit, price or eligibility.',
  demo: false,
};

const rate = (left: number, customers: number) => ({
  left,
  customers,
  rate: left / customers,
  low: Math.max(0, left / customers - 0.02),
  high: Math.min(1, left / customers + 0.02),
});

/** @param points on the probability scale */
export function reason(
  feature: string | null,
  sentence: string,
  points: number,
  evidence: string | null = null,
): CardContribution {
  return {
    feature,
    label: sentence,
    value: null,
    points,
    sentence,
    evidence: evidence
      ? { sentence: evidence, alike: rate(27, 100), others: rate(14, 100), averages: null }
      : null,
  };
}

/** The reasons with one more, so that base and points are the probability to the last bit. */
export function addingUp(card: ScoredCard): ScoredCard {
  const sum = card.contributions.reduce((total, { points }) => total + points, card.base);
  const rest = reason(null, 'Other factors', card.probability - sum);
  return { ...card, contributions: [...card.contributions, rest] };
}

const reasons = [
  reason(
    'IsActiveMember',
    'No activity in the last period',
    0.181,
    '27% of inactive customers left, 14% of all others',
  ),
  reason('Age', 'Age 58', 0.162, 'Age 55 to 60: 51% left, 18% of all others'),
  reason(
    'NumOfProducts',
    'Holds one product',
    0.128,
    '28% of customers with one product left, 13% of all others',
  ),
  reason(
    'Balance',
    'Balance in the usual range',
    -0.041,
    'Balance 90,000 to 130,000: 26% left, 19% of all others',
  ),
  reason(
    'Tenure',
    'With the bank for 7 years',
    -0.012,
    '7 to 8 years: 18% left, 21% of all others',
  ),
  reason(
    'CreditScore',
    'Credit score 612',
    0.009,
    'Credit score 600 to 650: 21% left, 20% of all others',
  ),
  reason('HasCrCard', 'Has a credit card', 0.004),
  reason('EstimatedSalary', 'Estimated salary 101,348', -0.002),
];

export const high: ScoredCard = addingUp({
  ...about,
  state: 'scored',
  probability: 0.6312,
  band: 'high',
  baseRate: 0.2037,
  threshold: 0.45,
  horizon: 'likely to close the account within 6 months',
  base: 0.2114,
  contributions: reasons,
  doubts: [
    {
      code: 'missing',
      feature: 'CreditScore',
      sentence: 'Credit score: not known, the usual value was assumed.',
    },
  ],
  trackRecord: {
    from: 0.6,
    to: 0.7,
    left: 116,
    customers: 184,
    rate: 116 / 184,
    low: 0.5586,
    high: 0.6968,
  },
  trend: {
    previousProbability: 0.421,
    points: 0.2102,
    since: ago(40 * DAY_MS),
    modelChanged: false,
    parts: [
      { feature: 'IsActiveMember', points: 0.231, sentence: 'Activity: yes, now no' },
      { feature: 'NumOfProducts', points: -0.0231, sentence: 'Products: 1, now 2' },
      { feature: 'Tenure', points: 0.0023, sentence: 'Time with the bank: 2 years, now 3 years' },
    ],
    modelPoints: null,
  },
});

export const medium: ScoredCard = addingUp({
  ...high,
  probability: 0.3349,
  band: 'medium',
  contributions: reasons.map((entry) => ({ ...entry, points: entry.points * 0.28 })),
  doubts: [],
  trackRecord: {
    from: 0.3,
    to: 0.4,
    left: 101,
    customers: 297,
    rate: 101 / 297,
    low: 0.2885,
    high: 0.3957,
  },
  trend: {
    previousProbability: 0.412,
    points: -0.0771,
    since: ago(12 * DAY_MS),
    modelChanged: false,
    parts: null,
    modelPoints: null,
  },
});

export const low: ScoredCard = addingUp({
  ...high,
  probability: 0.0583,
  band: 'low',
  contributions: [
    reason('Age', 'Age 31', -0.083, 'Age 30 to 35: 8% left, 24% of all others'),
    reason(
      'NumOfProducts',
      'Holds two products',
      -0.062,
      '8% of customers with two products left, 28% of all others',
    ),
    reason(
      'IsActiveMember',
      'Active in the last period',
      -0.031,
      '14% of active customers left, 27% of all others',
    ),
    reason(
      'Geography',
      'Country: Germany',
      0.021,
      '32% of customers in Germany left, 16% of all others',
    ),
  ],
  doubts: [],
  trackRecord: {
    from: 0,
    to: 0.1,
    left: 43,
    customers: 902,
    rate: 43 / 902,
    low: 0.0356,
    high: 0.0636,
  },
  trend: {
    previousProbability: 0.0576,
    points: 0.0007,
    since: ago(40 * DAY_MS),
    modelChanged: false,
    parts: null,
    modelPoints: null,
  },
});

export const almostNever: ScoredCard = addingUp({ ...low, probability: 0.0004, trend: null });

export const stale: ScoredCard = {
  ...high,
  dataAsOf: ago(75 * DAY_MS),
  scoredAt: ago(2 * DAY_MS),
  doubts: [{ code: 'stale', feature: null, sentence: 'The data is 75 days old.' }],
};

export const modelChanged: ScoredCard = {
  ...medium,
  trend: {
    previousProbability: 0.21,
    points: 0.1249,
    since: ago(400 * DAY_MS),
    modelChanged: true,
    parts: [],
    modelPoints: null,
  },
};

/** A model without a label spec, and a score that too few past customers had. */
export const plain: ScoredCard = {
  ...high,
  horizon: 'has the profile of customers who left',
  trackRecord: null,
  trend: null,
  doubts: [],
  demo: true,
};

/** Average and threshold nearly the same: their labels must not lie on each other. */
export const closeMarks: ScoredCard = { ...medium, baseRate: 0.2037, threshold: 0.24 };

/** Both marks at the start of the bar. */
export const marksAtStart: ScoredCard = { ...low, baseRate: 0.014, threshold: 0.03 };

export const manyReasons: ScoredCard = addingUp({
  ...high,
  contributions: Array.from({ length: 19 }, (_, index) => ({
    ...reason(
      `Feature${index}`,
      `Reason number ${index + 1} of a wide table`,
      (index % 3 === 2 ? -0.09 : 0.09) / (index + 1),
      'The evidence for it, in one sentence',
    ),
    standardError: 0.0031,
  })),
});

export const tooLittle: TooLittleDataCard = {
  ...about,
  state: 'too-little-data',
  dataAsOf: ago(290 * DAY_MS),
  known: 6,
  inputs: 10,
  doubts: [],
  missing: [
    { feature: 'NumOfProducts', label: 'Number of products' },
    { feature: 'IsActiveMember', label: 'Activity' },
    { feature: 'Balance', label: 'Balance' },
    { feature: 'Tenure', label: 'Tenure' },
  ],
};

/** Everything is known, and nobody should believe it. */
export const tooDoubtful: TooLittleDataCard = {
  ...tooLittle,
  known: 10,
  missing: [],
  doubts: [
    {
      code: 'unlike-training',
      feature: null,
      sentence: 'Hardly any past customer combines these values.',
    },
    { code: 'stale', feature: null, sentence: 'The data is 290 days old.' },
  ],
};

export const alreadyLeft: AlreadyLeftCard = {
  ...about,
  state: 'already-left',
  dataAsOf: ago(3 * DAY_MS),
};
