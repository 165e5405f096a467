import { describe, expect, test } from 'vitest';
import { checkCard } from '../../widget/src/check-card.ts';
import { alreadyLeft, high, low, manyReasons, plain, tooLittle } from './gallery/cards.ts';
import { german } from './gallery/german-card.ts';

describe('an answer', () => {
  test.each([
    ['of every kind', high],
    ['with texts in German', german],
    ['with few reasons', low],
    ['with standard errors', manyReasons],
    ['without track record and trend', plain],
    ['without enough data', tooLittle],
    ['about a customer who left', alreadyLeft],
    ['with something that a newer server adds', { ...high, news: 1 }],
    [
      'with a doubt that this version does not know',
      { ...high, doubts: [{ code: 'new', feature: null, sentence: 'New.' }] },
    ],
  ])('%s is a card', (_name, card) => {
    expect(checkCard(JSON.parse(JSON.stringify(card)), 'C-1')).toHaveProperty('card');
  });

  const [first, ...others] = high.contributions;
  test.each([
    ['null', null, 'card must be an object, not null'],
    ['a text', 'high', 'card must be an object, not "high"'],
    ['an empty object', {}, 'card.locale must be a text, not undefined'],
    [
      'another customer',
      { ...high, customerId: 'C-2' },
      'card.customerId must be "C-1", not "C-2"',
    ],
    [
      'an unknown state',
      { ...high, state: 'paused' },
      'card.state must be one of scored, too-little-data, already-left, not "paused"',
    ],
    ['a state of the prototype', { ...high, state: 'constructor' }, 'card.state must be'],
    [
      'a probability above 1',
      { ...high, probability: 1.7 },
      'card.probability must be from 0 to 1, not 1.7',
    ],
    [
      'a probability below 0',
      { ...high, probability: -0.1 },
      'card.probability must be from 0 to 1, not -0.1',
    ],
    [
      'a probability that is not a number',
      { ...high, probability: NaN },
      'card.probability must be',
    ],
    [
      'a probability as text',
      { ...high, probability: '0.63' },
      'card.probability must be from 0 to 1, not "0.63"',
    ],
    ['no probability', { ...high, probability: undefined }, 'card.probability must be'],
    ['a probability that is null', { ...high, probability: null }, 'card.probability must be'],
    [
      'an unknown band',
      { ...high, band: 'severe' },
      'card.band must be one of low, medium, high, not "severe"',
    ],
    ['a base rate in percent', { ...high, baseRate: 20.4 }, 'card.baseRate must be'],
    ['a threshold in percent', { ...high, threshold: 45 }, 'card.threshold must be'],
    ['no horizon', { ...high, horizon: undefined }, 'card.horizon must be a text'],
    ['a base beyond 1', { ...high, base: 21 }, 'card.base must be'],
    [
      'reasons as an object',
      { ...high, contributions: {} },
      'card.contributions must be a list, not an object',
    ],
    [
      'points that are not finite',
      { ...high, contributions: [{ ...first, points: null }, ...others] },
      'card.contributions[0].points must be a finite number, not null',
    ],
    [
      'a reason without a sentence',
      { ...high, contributions: [{ ...first, sentence: 7 }, ...others] },
      'card.contributions[0].sentence must be a text, not 7',
    ],
    [
      'evidence without a sentence',
      { ...high, contributions: [{ ...first, evidence: {} }, ...others] },
      'card.contributions[0].evidence.sentence must be',
    ],
    [
      'a standard error that is a text',
      { ...high, contributions: [{ ...first, standardError: '1' }, ...others] },
      'card.contributions[0].standardError must be',
    ],
    [
      'reasons that do not add up',
      { ...high, contributions: others },
      'card.contributions must be points that add up to 0.6312 from 0.2114',
    ],
    [
      'doubts that are not a list',
      { ...high, doubts: null },
      'card.doubts must be a list, not null',
    ],
    [
      'a track record beyond 1',
      { ...high, trackRecord: { ...high.trackRecord, high: 70 } },
      'card.trackRecord.high must be',
    ],
    [
      'a track record of fewer than none',
      { ...high, trackRecord: { ...high.trackRecord, left: -1 } },
      'card.trackRecord.left must be a count, not -1',
    ],
    [
      'a trend without a date',
      { ...high, trend: { ...high.trend, since: 'May' } },
      'card.trend.since must be a time in ISO 8601, not "May"',
    ],
    [
      'a trend from beyond 1',
      { ...high, trend: { ...high.trend, previousProbability: 42 } },
      'card.trend.previousProbability must be',
    ],
    [
      'a time that is none',
      { ...high, dataAsOf: 'soon' },
      'card.dataAsOf must be a time in ISO 8601, not "soon"',
    ],
    ['demo as a text', { ...high, demo: 'no' }, 'card.demo must be true or false, not "no"'],
    [
      'missing inputs that are not a list',
      { ...tooLittle, missing: 4 },
      'card.missing must be a list, not 4',
    ],
    ['counts that are texts', { ...tooLittle, known: '6' }, 'card.known must be a count, not "6"'],
  ])('with %s is refused, naming path, rule and value', (_name, answer, problem) => {
    expect(checkCard(answer, 'C-1')).toEqual({ problem: expect.stringContaining(problem) });
  });

  test('with a very long wrong value is refused in a short line', () => {
    const checked = checkCard({ ...high, demo: 'x'.repeat(1e6) }, 'C-1');
    expect('problem' in checked && checked.problem.length).toBeLessThan(150);
  });
});
