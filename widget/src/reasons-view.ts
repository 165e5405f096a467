import type { CardContribution, ScoredCard } from '@churn-card/models';
import type { Words } from './strings/strings.ts';
import { decimalsFor, withinShown } from './format.ts';
import { roundTogether } from './round-together.ts';

export interface ReasonsView {
  /** What is shown at once. */
  readonly top: ReasonGroups;
  /** What is shown on request: all of them. */
  readonly all: ReasonGroups;
  /** Null where everything is shown at once. */
  readonly more: { readonly label: string; readonly others: string } | null;
  /** Lines that end in the number of the card. */
  readonly sum: readonly SumLine[];
}

export interface ReasonGroups {
  readonly raises: readonly ReasonView[];
  readonly lowers: readonly ReasonView[];
  readonly hardly: readonly ReasonView[];
}

export interface ReasonView {
  /** Stays the same as long as the reason is about the same feature. */
  readonly key: string;
  readonly sentence: string;
  readonly points: string;
  readonly pointsWord: string;
  /** Percent of the widest bar. */
  readonly width: number;
  /** One paragraph each; empty where nothing is known. */
  readonly evidence: readonly string[];
}

export interface SumLine {
  readonly name: string;
  readonly value: string;
}

/** A bar of full width: most reasons are below it, so that bars of two customers compare. */
const WIDEST_POINTS = 0.25;

/**
 * Divides the reasons into those that raise and those that lower. The points are rounded
 * together: what is shown adds up to the number that is shown.
 */
export function reasonsView(card: ScoredCard, words: Words, maxRaising: number): ReasonsView {
  const { strings, format } = words;
  const unit = 10 ** decimalsFor(card.probability);
  const inUnits = (probability: number) => probability * 100 * unit;
  const [base, ...rounded] = roundTogether(
    [inUnits(card.base), ...card.contributions.map(({ points }) => inUnits(points))],
    Math.round(inUnits(withinShown(card.probability))),
  ).map((units) => units / unit);
  const widest = Math.max(
    WIDEST_POINTS,
    ...card.contributions.map(({ points }) => Math.abs(points)),
  );
  const entries = card.contributions.map((contribution, index) => ({
    contribution,
    points: rounded[index],
    view: reasonView(contribution, rounded[index], widest, words),
  }));
  const raising = entries.filter(({ points }) => points > 0);
  const lowering = entries.filter(({ points }) => points < 0);
  const isNamed = ({ contribution }: (typeof entries)[number]) => contribution.feature !== null;
  const topRaising = raising.filter(isNamed).slice(0, maxRaising);
  const topLowering = lowering.filter(isNamed).slice(0, Math.ceil((maxRaising * 2) / 3));
  const top = [...topRaising, ...topLowering];
  const others = entries.filter((entry) => !top.includes(entry));
  return {
    top: { raises: viewsOf(topRaising), lowers: viewsOf(topLowering), hardly: [] },
    all: {
      raises: viewsOf(raising),
      lowers: viewsOf(lowering),
      hardly: viewsOf(entries.filter(({ points }) => points === 0)),
    },
    more:
      others.length === 0
        ? null
        : {
            label: strings.more(format.number(others.length)),
            others: format.signed(sumOf(others)),
          },
    sum: [
      { name: strings.start, value: format.number(base) },
      { name: strings.raises, value: format.signed(sumOf(raising)) },
      { name: strings.lowers, value: format.signed(sumOf(lowering)) },
      { name: strings.thisCustomer, value: format.percent(card.probability) },
    ],
  };
}

function reasonView(
  { feature, sentence, points, standardError, evidence }: CardContribution,
  rounded: number,
  widest: number,
  { strings, format }: Words,
): ReasonView {
  const error = standardError !== undefined && standardError >= 0.0005 ? standardError * 100 : 0;
  return {
    key: feature ?? '',
    sentence,
    points: format.signed(rounded),
    pointsWord: strings.points(Math.abs(rounded)),
    width: (Math.abs(points) / widest) * 100,
    evidence: [
      ...(evidence ? [evidence.sentence] : []),
      ...(evidence?.averages ? [evidence.averages] : []),
      ...(error ? [strings.giveOrTake(strings.trendPoints(error, format.number(error)))] : []),
    ],
  };
}

function viewsOf(entries: readonly { readonly view: ReasonView }[]): ReasonView[] {
  return entries.map(({ view }) => view);
}

/** Tenths are not exact in binary: the sum is rounded back to them. */
function sumOf(entries: readonly { readonly points: number }[]): number {
  const sum = entries.reduce((total, { points }) => total + points, 0);
  return Math.round(sum * 10) / 10;
}
