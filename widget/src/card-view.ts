import type { BandName, Card, CardChange, CardTrend, ScoredCard } from '@churn-card/models';
import { roundTogether } from './round-together.ts';
import { decimalsFor, type PercentPart } from './format.ts';
import { reasonsView, type ReasonsView } from './reasons-view.ts';
import type { Emphasized, Words } from './strings/strings.ts';

/** A card in words and bars. Widths and places are percent of the whole, 0 to 100. */
export type CardView = ScoredView | MessageView;

export interface ScoredView {
  readonly kind: 'scored';
  /** Language of the server's texts where it is another one than that of the words; else null. */
  readonly textLang: string | null;
  readonly hero: HeroView;
  readonly trend: TrendView | null;
  readonly horizon: string;
  readonly scale: ScaleView;
  readonly trackRecord: TrackRecordView | null;
  readonly reasons: ReasonsView;
  readonly doubts: readonly string[];
  readonly about: AboutView;
}

/** A state without a number. */
export interface MessageView {
  readonly kind: 'message';
  readonly title: string;
  readonly text: string;
  /** What else speaks against a number, in the language of the facts. */
  readonly doubts?: readonly string[];
  readonly textLang?: string | null;
}

/** What is left of a card while the server does not answer. */
export interface HeroView {
  readonly number: readonly PercentPart[];
  readonly band: BandName;
  readonly bandWord: string;
  /** Number and band in one line, for those who hear it. */
  readonly spoken: string;
}

export interface TrendView {
  readonly direction: 'up' | 'down' | 'steady';
  readonly amount: string;
  readonly since: string;
  /** The arrow in a word, for those who hear it. */
  readonly spokenDirection: string;
  readonly note: string | null;
  /** What changed since then, the largest parts first. */
  readonly changes: readonly ChangeView[];
}

export interface ChangeView {
  readonly sentence: string;
  /** Whether the sentence is in the language of the card rather than of the facts. */
  readonly isOurs: boolean;
  readonly points: string;
  readonly pointsWord: string;
  readonly direction: 'up' | 'down';
}

export interface ScaleView {
  readonly fill: number;
  readonly marks: readonly { readonly at: number; readonly label: string }[];
  readonly spoken: string;
}

export interface TrackRecordView {
  /** Of a hundred dots. */
  readonly left: number;
  readonly sentence: Emphasized;
}

export interface AboutView {
  readonly purpose: string;
  readonly trackRecord: string | null;
  readonly facts: readonly { readonly name: string; readonly value: string }[];
}

/**
 * @param now epoch milliseconds, for dates without their year
 * @param maxReasons how many reasons that raise the risk are shown before "more"
 */
export function cardView(card: Card, words: Words, now: number, maxReasons: number): CardView {
  const { strings, format } = words;
  switch (card.state) {
    case 'scored':
      return scoredView(card, words, now, maxReasons);
    case 'too-little-data': {
      const { missing, inputs, known } = card;
      const labels = format.list(missing.map(({ label }) => label));
      // What is missing is in the text already.
      const doubts = card.doubts.filter(({ code }) => code !== 'missing');
      return {
        kind: 'message',
        title: strings.tooLittleTitle,
        text:
          missing.length > 0
            ? strings.tooLittle(format.number(inputs - known), format.number(inputs), labels)
            : strings.tooDoubtful,
        doubts: doubts.map(({ sentence }) => sentence),
        textLang: textLangOf(card, words),
      };
    }
    case 'already-left':
      return { kind: 'message', ...strings.alreadyLeft };
  }
}

export function heroView(card: ScoredCard, { strings, format }: Words): HeroView {
  const bandWord = strings.bands[card.band];
  return {
    // Beside a number of this size the usual space before the sign is a hole.
    number: format
      .percentParts(card.probability)
      .map(({ kind, text }) => ({ kind, text: text.replace('\u00a0', '\u202f') })),
    band: card.band,
    bandWord,
    spoken: `${strings.title}: ${format.percent(card.probability)}, ${bandWord}`,
  };
}

/** The language of the facts, where it is another one than that of the card. */
function textLangOf({ locale }: Card, { tag }: Words): string | null {
  return languageOf(locale) === languageOf(tag) ? null : locale;
}

function scoredView(card: ScoredCard, words: Words, now: number, maxReasons: number): ScoredView {
  return {
    kind: 'scored',
    textLang: textLangOf(card, words),
    hero: heroView(card, words),
    trend: card.trend && trendView(card.probability, card.trend, words, now),
    horizon: card.horizon,
    scale: scaleView(card, words),
    trackRecord: trackRecordView(card, words),
    reasons: reasonsView(card, words, maxReasons),
    doubts: card.doubts.map(({ sentence }) => sentence),
    about: aboutView(card, words),
  };
}

/** The distance between the two numbers as they were shown, so that nobody finds them to differ. */
function trendView(
  probability: number,
  { previousProbability, since, modelChanged, parts, modelPoints }: CardTrend,
  { strings, format }: Words,
  now: number,
): TrendView {
  const unit = 10 ** decimalsFor(probability);
  const shown = (value: number) => Math.round(value * 100 * unit);
  const change = (shown(probability) - shown(previousProbability)) / unit;
  const size = Math.abs(change);
  const direction = change > 0 ? 'up' : change < 0 ? 'down' : 'steady';
  return {
    direction,
    amount:
      direction === 'steady' ? strings.steady : strings.trendPoints(size, format.number(size)),
    since: strings.trendSince(format.day(Date.parse(since), now)),
    spokenDirection:
      direction === 'up' ? strings.trendUp : direction === 'down' ? strings.trendDown : '',
    note: modelChanged ? strings.modelChanged : null,
    changes: changesView(parts ?? [], modelPoints, { change, unit }, { strings, format }),
  };
}

/**
 * The largest parts that are not nothing once they are rounded. All of them are rounded together, so that
 * they add up to the amount over them.
 */
function changesView(
  parts: readonly CardChange[],
  modelPoints: number | null,
  { change, unit }: { readonly change: number; readonly unit: number },
  { strings, format }: Pick<Words, 'strings' | 'format'>,
): ChangeView[] {
  const model = { sentence: strings.changedModel, points: modelPoints ?? 0, isOurs: true };
  const all = [
    ...parts.map((part) => ({ ...part, isOurs: false })),
    ...(modelPoints === null ? [] : [model]),
  ];
  if (all.length === 0) return [];
  const units = roundTogether(
    all.map(({ points }) => points * 100 * unit),
    Math.round(change * unit),
  );
  return all
    .map((part, index) => ({ ...part, rounded: units[index] / unit }))
    .filter(({ rounded }) => rounded !== 0)
    .sort((a, b) => Math.abs(b.points) - Math.abs(a.points))
    .slice(0, MOST_CHANGES)
    .map(({ sentence, rounded, isOurs }) => ({
      sentence,
      isOurs,
      points: format.signed(rounded),
      pointsWord: strings.points(Math.abs(rounded)),
      direction: rounded > 0 ? 'up' : 'down',
    }));
}

const MOST_CHANGES = 3;

function scaleView(card: ScoredCard, { strings, format }: Words): ScaleView {
  const marks = [
    { at: card.baseRate * 100, label: strings.average(format.percentNumber(card.baseRate)) },
    { at: card.threshold * 100, label: strings.actFrom(format.percentNumber(card.threshold)) },
  ];
  return {
    fill: card.probability * 100,
    marks,
    spoken: [format.percent(card.probability), ...marks.map(({ label }) => label)].join(', '),
  };
}

function trackRecordView(
  { trackRecord }: ScoredCard,
  { strings, format }: Words,
): TrackRecordView | null {
  if (!trackRecord) return null;
  const ofHundred = (rate: number) => format.number(Math.round(rate * 100));
  return {
    left: Math.round(trackRecord.rate * 100),
    sentence: strings.trackRecord(
      ofHundred(trackRecord.rate),
      ofHundred(trackRecord.low),
      ofHundred(trackRecord.high),
    ),
  };
}

function aboutView(card: ScoredCard, { strings, format }: Words): AboutView {
  const record = card.trackRecord;
  return {
    purpose: card.purpose,
    trackRecord:
      record &&
      strings.trackRecordCount(
        format.number(record.left),
        format.number(record.customers),
        format.number(Math.round(record.from * 100)),
        format.wholePercent(record.to),
      ),
    facts: [
      { name: strings.model, value: `${card.model} ${card.modelVersion}` },
      { name: strings.scoredAt, value: format.dateTime(Date.parse(card.scoredAt)) },
      { name: strings.dataAsOf, value: format.dateTime(Date.parse(card.dataAsOf)) },
    ],
  };
}

function languageOf(tag: string): string {
  return tag.toLowerCase().split('-')[0];
}
