import type { Strings } from './strings.ts';

export const en: Strings = {
  direction: 'ltr',
  title: 'Churn risk',
  demo: 'demo',
  bands: { low: 'Low', medium: 'Medium', high: 'High' },

  updated: (relative) => `updated ${relative}`,
  justUpdated: 'updated just now',
  dataOf: (date) => `data of ${date}`,
  lastKnown: (relative) => `last known, ${relative}`,
  lastKnownNow: 'last known',
  trendPoints: (count, points) => `${points} ${count === 1 ? 'point' : 'points'}`,
  trendSince: (date) => `since ${date}`,
  changed: 'What changed',
  changedModel: 'Another model',
  trendUp: 'up',
  trendDown: 'down',
  steady: 'steady',
  modelChanged: 'The model changed in between: part of the difference may be its own.',

  average: (percent) => `average ${percent}`,
  actFrom: (percent) => `act from ${percent}`,
  trackRecord: (left, low, high) => ({
    before: 'Of 100 past customers scored like this, ',
    strong: `${left} left`,
    after: ` (${low}\u00a0to\u00a0${high})`,
  }),
  trackRecordCount: (left, customers, from, to) =>
    `Counted on past customers that the model had not seen: ${left} of ${customers} with a risk of ${from} to ${to} left. In brackets: the range that a count of this size leaves open.`,

  raises: 'Raises it',
  lowers: 'Lowers it',
  hardly: 'Hardly matters',
  points: (count) => (count === 1 ? 'point' : 'points'),
  more: (count) => `${count} more`,
  less: 'Show less',
  others: 'others',
  addsUp: 'How it adds up',
  start: 'Starting point, a typical customer',
  thisCustomer: 'This customer',
  giveOrTake: (points) => `Estimated, give or take ${points}.`,

  about: 'About this score',
  aboutPoints:
    'Points are percentage points between a typical customer and this one. They are patterns in past data, not causes.',
  model: 'Model',
  scoredAt: 'Scored',
  dataAsOf: 'Data as of',

  loading: 'Loading the churn risk',
  noCustomer: {
    title: 'No customer selected',
    text: 'Open a customer to see how likely it is that they leave.',
  },
  unknownCustomer: {
    title: 'Unknown customer',
    text: 'The risk service does not know this customer, or you may not see it.',
  },
  noPermission: {
    title: 'No permission',
    text: 'You may not see the churn risk here. Signing in again may help.',
  },
  noModel: {
    title: 'No model yet',
    text: 'A score appears here as soon as a model is published.',
  },
  incompatible: {
    title: 'Versions do not match',
    text: 'This card cannot read what the risk service answers, so it shows no number. One of them needs an update.',
  },
  alreadyLeft: {
    title: 'This customer has left',
    text: 'There is no score: it would be about the past.',
  },
  tooLittleTitle: 'Not enough information',
  tooDoubtful: 'What is known is too doubtful for a score:',
  tooLittle: (missingCount, inputs, missing) =>
    `${missingCount} of ${inputs} inputs are missing. A score appears here once more of these are known: ${missing}.`,
  offline: 'The risk service does not answer.',
  noToken: 'This page could not get access to the risk service.',
  tryingAgain: (relative) => `Trying again ${relative}.`,
  tryingNow: 'Trying again now.',
  tryNow: 'Try now',
};
