import type { CardTrend, ScoredCard } from '@churn-card/models';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cardView, type MessageView, type ScoredView } from '../../widget/src/card-view.ts';
import { wordsFor } from '../../widget/src/strings/strings.ts';
import {
  addingUp,
  alreadyLeft,
  almostNever,
  high,
  low,
  manyReasons,
  modelChanged,
  plain,
  reason,
  tooDoubtful,
  tooLittle,
} from './gallery/cards.ts';
import { german } from './gallery/german-card.ts';

const NOW = Date.now();

function view(card: ScoredCard, locale = 'en', maxReasons = 3): ScoredView {
  const made = cardView(card, wordsFor(locale), NOW, maxReasons);
  if (made.kind !== 'scored') throw new Error('the card must be scored');
  return made;
}

const points = (text: string) => Number(text.replace('\u2212', '-'));
const pointsOf = (reasons: readonly { readonly points: string }[]) =>
  reasons.reduce((sum, entry) => sum + points(entry.points), 0);

describe('the head of a card', () => {
  test('has number, band word and a line to be spoken', () => {
    expect(view(high).hero).toMatchObject({
      number: [
        { kind: 'number', text: '63' },
        { kind: 'sign', text: '%' },
      ],
      bandWord: 'High',
      spoken: 'Churn risk: 63%, High',
    });
  });

  test('puts base rate and threshold on the bar, and says them', () => {
    const { fill, marks, spoken } = view(high).scale;
    expect(fill).toBeCloseTo(63.12, 9);
    expect(marks.map(({ label }) => label)).toEqual(['average 20', 'act from 45']);
    expect(marks.map(({ at }) => at)).toEqual([expect.closeTo(20.37, 9), 45]);
    expect(spoken).toBe('63%, average 20, act from 45');
  });

  test('has the horizon exactly as the server words it', () => {
    expect(view(plain).horizon).toBe('has the profile of customers who left');
  });
});

describe('the trend', () => {
  const trendFrom = (previousProbability: number) =>
    view({
      ...high,
      trend: {
        previousProbability,
        points: 0,
        since: high.dataAsOf,
        modelChanged: false,
        parts: null,
        modelPoints: null,
      },
    }).trend;

  test.each([
    ['rises by the distance of the two numbers that were shown', 0.4249, 'up', '21 points'],
    ['of one point is in the singular', 0.6211, 'up', '1 point'],
    ['falls', 0.71, 'down', '8 points'],
    ['is steady where both show the same number', 0.6349, 'steady', 'steady'],
  ])('%s', (_name, previous, direction, amount) => {
    expect(trendFrom(previous)).toMatchObject({ direction, amount });
  });

  test('says when the model changed in between', () => {
    expect(view(modelChanged).trend?.note).toContain('model changed');
    expect(view(high).trend?.note).toBeNull();
  });

  test('says what changed, the largest first, and leaves out what rounds to nothing', () => {
    expect(view(high).trend?.changes).toEqual([
      {
        sentence: 'Activity: yes, now no',
        isOurs: false,
        points: '+23',
        pointsWord: 'points',
        direction: 'up',
      },
      {
        sentence: 'Products: 1, now 2',
        isOurs: false,
        points: '−2',
        pointsWord: 'points',
        direction: 'down',
      },
    ]);
  });

  test('names another model among what changed, in the language of the card', () => {
    const earlier = { previousProbability: 0.721, modelChanged: true, modelPoints: -0.3 };
    const trend = { ...high.trend, ...earlier } as CardTrend;
    const [first] = view({ ...high, trend }, 'de').trend?.changes ?? [];
    expect(first).toMatchObject({ sentence: 'Ein anderes Modell', isOurs: true, points: '−30' });
  });

  test('has nothing to say where nobody knows the earlier inputs', () => {
    expect(trendFrom(0.4)?.changes).toEqual([]);
  });
});

describe('the track record', () => {
  test('is of a hundred customers, with its range', () => {
    const record = view(high).trackRecord;
    expect(record?.left).toBe(63);
    expect(Object.values(record?.sentence ?? {}).join('')).toBe(
      'Of 100 past customers scored like this, 63 left (56\u00a0to\u00a070)',
    );
  });

  test('says in the details how many were counted', () => {
    expect(view(high).about.trackRecord).toContain('116 of 184 with a risk of 60 to 70%');
  });

  test('of the highest scores goes up to 100 %, not to a bound', () => {
    const trackRecord = high.trackRecord && { ...high.trackRecord, from: 0.9, to: 1 };
    expect(view({ ...high, trackRecord }).about.trackRecord).toContain('a risk of 90 to 100%');
  });

  test('is absent where too few are known', () => {
    expect(view(plain).trackRecord).toBeNull();
    expect(view(plain).about.trackRecord).toBeNull();
  });
});

describe('the reasons', () => {
  test('are at most three up and two down at first, by size', () => {
    const { top } = view(high).reasons;
    expect(top.raises.map(({ points: text }) => text)).toEqual(['+18', '+16', '+13']);
    expect(top.lowers.map(({ points: text }) => text)).toEqual(['\u22124', '\u22121']);
  });

  test.each([
    [0, 0, 0],
    [1, 1, 1],
    [2, 2, 2],
    [4, 4, 2],
  ])('are as many as asked for: %i', (asked, up, down) => {
    const { top } = view(high, 'en', asked).reasons;
    expect([top.raises.length, top.lowers.length]).toEqual([up, down]);
  });

  test('that policy hides are never shown by themselves', () => {
    const card = addingUp({
      ...low,
      contributions: low.contributions.slice(0, 2),
      probability: 0.5,
    });
    const { top, all } = view(card).reasons;
    expect(top.raises).toEqual([]);
    expect(all.raises.map(({ sentence }) => sentence)).toEqual(['Other factors']);
  });

  test.each([
    ['a high risk', high],
    ['a low risk', low],
    ['hardly any risk', almostNever],
    ['next to certain', addingUp({ ...high, probability: 0.99997 })],
    ['many reasons', manyReasons],
  ])('add up as they are shown, at first and in full: %s', (_name, card) => {
    const { top, all, more, sum } = view(card).reasons;
    const start = points(sum[0].value);
    const [{ text }] = view(card).hero.number;
    const total = Number(text.replace(/[<>]/, ''));
    const atFirst = pointsOf([...top.raises, ...top.lowers]) + points(more?.others ?? '0');
    expect(start + atFirst).toBeCloseTo(total, 9);
    expect(start + pointsOf([...all.raises, ...all.lowers, ...all.hardly])).toBeCloseTo(total, 9);
    expect(start + points(sum[1].value) + points(sum[2].value)).toBeCloseTo(total, 9);
  });

  test('add up whatever the points are', () => {
    const anyPoints = fc.array(fc.double({ min: -0.1, max: 0.1, noNaN: true }), { maxLength: 19 });
    fc.assert(
      fc.property(
        anyPoints,
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        (list, probability) => {
          const contributions = list
            .map((size, index) => reason(`F${index}`, 'A fact', size))
            .sort((a, b) => Math.abs(b.points) - Math.abs(a.points));
          const { top, more, sum } = view(addingUp({ ...low, probability, contributions })).reasons;
          const shown = pointsOf([...top.raises, ...top.lowers]) + points(more?.others ?? '0');
          expect(points(sum[0].value) + shown).toBe(Math.round(probability * 100));
        },
      ),
    );
  });

  test('have bars that compare between customers: 25 points are the whole width', () => {
    expect(view(high).reasons.top.raises[0].width).toBeCloseTo(72.4, 9);
    expect(view(manyReasons).reasons.top.raises[0].width).toBeCloseTo(36, 9);
  });

  test('beyond 25 points do not leave the bar', () => {
    const contributions = [reason('Age', 'Age 90', 0.41), reason('Tenure', 'New', 0.205)];
    const widths = view(addingUp({ ...high, contributions })).reasons.top.raises;
    expect(widths.map(({ width }) => width)).toEqual([100, 50]);
  });

  test('say how sure they are where they were sampled', () => {
    expect(view(manyReasons).reasons.top.raises[0].evidence).toContain(
      'Estimated, give or take 0.3 points.',
    );
  });

  test('have no "more" where all are there', () => {
    const contributions = [reason('Age', 'Age 58', high.probability - high.base)];
    expect(view({ ...high, contributions }).reasons.more).toBeNull();
  });
});

describe('languages', () => {
  test('German has its own words, numbers and dates', () => {
    const { hero, scale, trend, reasons } = view(german, 'de-AT');
    expect(hero.spoken).toBe('Abwanderungsrisiko: 63\u00a0%, Hoch');
    expect(scale.marks[1].label).toBe('handeln ab 45');
    expect(trend?.amount).toBe('21 Punkte');
    expect(reasons.more?.label).toBe('4 weitere');
  });

  test('the language of the facts is marked where it is another one', () => {
    expect(view(german, 'en').textLang).toBe('de');
    expect(view(german, 'de-AT').textLang).toBeNull();
  });
});

describe('a card without a number', () => {
  test('names what is missing', () => {
    expect(cardView(tooLittle, wordsFor('en'), NOW, 3)).toEqual({
      kind: 'message',
      title: 'Not enough information',
      text: '4 of 10 inputs are missing. A score appears here once more of these are known: Number of products, Activity, Balance, and Tenure.',
      doubts: [],
      textLang: null,
    });
  });

  test('says what is in doubt where that is why, in the language of the facts', () => {
    const { doubts, text, textLang } = cardView(tooDoubtful, wordsFor('de'), NOW, 3) as MessageView;
    expect(text).toBe('Was bekannt ist, ist zu zweifelhaft für einen Wert:');
    expect(doubts).toEqual([
      'Hardly any past customer combines these values.',
      'The data is 290 days old.',
    ]);
    expect(textLang).toBe('en');
  });

  test('says that the customer has left', () => {
    expect(cardView(alreadyLeft, wordsFor('de'), NOW, 3)).toMatchObject({
      title: 'Dieser Kunde ist gegangen',
    });
  });
});
