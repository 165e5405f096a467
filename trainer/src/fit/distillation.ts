import {
  featureInputs,
  logit,
  shuffle,
  sigmoid,
  type Network,
  type Preprocess,
} from '@churn-card/models';
import { randomStream } from '../random.ts';
import { createExamples, pickExamples, rowsOf, type Examples } from './examples.ts';
import { balance } from './imbalance.ts';
import {
  fitNetwork,
  type Epoch,
  type LiveEpoch,
  type NetworkOptions,
  type Watch,
} from './network.ts';
import { fitPeriodic, type View } from './periodic.ts';

/** How training stands: which of the networks, and where that one is. */
export interface MemberEpoch extends LiveEpoch {
  readonly network: number;
  readonly networks: number;
}

/** Members need not be fast: they are as wide as this many of the network that is shipped. */
const MEMBER_WIDTH = 2;
/** A member learns from all but one part of the customers, who tell it when to stop. An odd number: each part is held back from either view. */
const PARTS = 5;
/** More customers teach members hardly anything new, and take their time. */
const MOST_MEMBER_ROWS = 60_000;
/** Invented customers for each real one, and how often a feature of theirs is somebody else's. */
const INVENTED = 2;
const SWAP_SHARE = 0.3;
/**
 * What the members say is smooth already: imitating it needs next to no restraint, and goes on to
 * the end of its epochs while its steps become smaller.
 */
const IMITATION = {
  dropout: 0,
  weightDecay: 0.01,
  batchSize: 256,
  learningRate: 0.006,
  schedule: 'cosine',
} as const;
/** Customers that the imitation looks at, over all its epochs: the more there are, the fewer. */
const IMITATION_LOOKS = 2_400_000;
const IMITATION_EPOCHS = 100;

/**
 * Trains several networks and then one that imitates their average: nearly as good as all of them
 * together, and as small to ship, to run and to explain as one.
 *
 * The members differ by what they hold back for stopping, so that together they have learned from
 * every customer (bagging, Breiman 1996), by chance, and by how they see numbers: every second one
 * sees waves of them. The imitation learns what they say (Hinton et al. 2015) about the customers
 * and about invented ones, who have some features of another one each (Bucilă et al. 2006): so it
 * sees more of what the members know than the customers alone can show.
 *
 * @param groups [rows] customers with one text stay in one part; undefined: each stands alone
 * @returns the network, every epoch of each training, the imitation last, and [rows] what is said
 *   about each customer by the members who held him back, on average
 */
export async function fitDistilledNetwork(
  customers: Examples,
  preprocess: Preprocess,
  options: NetworkOptions,
  seed: number,
  { onEpoch, signal }: Watch<MemberEpoch> = {},
  groups?: readonly string[],
): Promise<{ network: Network; histories: Epoch[][]; heldLogits: number[] }> {
  const networks = options.members + 1;
  const watch = (network: number): Watch => ({
    signal,
    onEpoch: (epoch) => onEpoch?.({ network, networks, ...epoch }),
  });
  const hidden = options.hidden.map((units) => MEMBER_WIDTH * units);
  const parts = divide(customers, Math.min(PARTS, options.members), seed, groups);
  const seeds = randomStream(seed, 'members');
  const frequencies = randomStream(seed, 'frequencies');
  const members: Member[] = [];
  const histories: Epoch[][] = [];
  while (members.length < options.members) {
    const memberSeed = Math.floor(seeds() * 2 ** 32);
    const held = members.length % parts.length;
    const { train, validation } = balance(
      pickExamples(
        customers,
        drawRows(parts.filter((_, part) => part !== held).flat(), memberSeed),
      ),
      pickExamples(customers, parts[held]),
      options.imbalance,
      randomStream(memberSeed, 'balance'),
    );
    const view = members.length % 2 === 0 ? same : fitPeriodic(preprocess, train, frequencies);
    const { network, history } = await fitNetwork(
      through(view, train),
      through(view, validation),
      { ...options, hidden },
      memberSeed,
      watch(members.length + 1),
    );
    members.push({ network, view, held });
    histories.push(history);
  }
  const { lesson, exam } = inventLessons(customers, preprocess, members, seed);
  const epochs = Math.min(IMITATION_EPOCHS, Math.ceil(IMITATION_LOOKS / lesson.left.length));
  const { network, history } = await fitNetwork(
    lesson,
    exam,
    { ...options, ...IMITATION, epochs, patience: epochs },
    seed,
    watch(networks),
  );
  return {
    network,
    histories: [...histories, history],
    heldLogits: judge(customers, parts, members),
  };
}

interface Member {
  readonly network: Network;
  readonly view: View;
  /** The part that it was not trained on. */
  readonly held: number;
}

/** @returns [rows] what those say about each customer who were not trained on him, on average */
function judge(
  customers: Examples,
  parts: readonly (readonly number[])[],
  members: readonly Member[],
): number[] {
  const inputs = rowsOf(customers);
  const logits = inputs.map(() => 0);
  parts.forEach((rows, part) => {
    const judges = members.filter(({ held }) => held === part);
    for (const row of rows) {
      logits[row] = mean(judges, inputs[row]);
    }
  });
  return logits;
}

function mean(members: readonly Member[], inputs: Float32Array): number {
  const logits = members.map(({ network, view }) => logit(network, view(inputs)));
  return logits.reduce((sum, value) => sum + value, 0) / members.length;
}

function same(inputs: Float32Array): Float32Array {
  return inputs;
}

function through(view: View, examples: Examples): Examples {
  return { ...examples, ...createExamples(rowsOf(examples).map(view), examples.left) };
}

/** @returns the rows of each part, ascending; about as many who left in each */
function divide(
  { left }: Examples,
  parts: number,
  seed: number,
  groups?: readonly string[],
): number[][] {
  const units = new Map<string | number, number[]>();
  left.forEach((_, row) => {
    const unit = groups?.[row] ?? row;
    const before = units.get(unit);
    if (before) before.push(row);
    else units.set(unit, [row]);
  });
  const order = [...units.values()];
  shuffle(order, randomStream(seed, 'parts'));
  order.sort((a, b) => left[a[0]] - left[b[0]]);
  return Array.from({ length: parts }, (_, part) => {
    const own = order.filter((_unit, index) => index % parts === part);
    return own.flat().sort((a, b) => a - b);
  });
}

function drawRows(rows: number[], seed: number): number[] {
  if (rows.length <= MOST_MEMBER_ROWS) return rows;
  shuffle(rows, randomStream(seed, 'parts'));
  return rows.slice(0, MOST_MEMBER_ROWS);
}

/** What to imitate, and other invented customers to tell how well it is done. */
function inventLessons(
  customers: Examples,
  preprocess: Preprocess,
  members: readonly Member[],
  seed: number,
): { lesson: Examples; exam: Examples } {
  const random = randomStream(seed, 'lessons');
  const features = featureInputs(preprocess);
  const real = rowsOf(customers);
  const some = drawRows([...real.keys()], seed).map((row) => real[row]);
  const invent = () =>
    some.map((row) => {
      const invented = row.slice();
      for (const { start, width } of features) {
        if (random() >= SWAP_SHARE) continue;
        const donor = real[Math.floor(random() * real.length)];
        invented.set(donor.subarray(start, start + width), start);
      }
      return invented;
    });
  const invented = Array.from({ length: INVENTED }, invent).flat();
  return { lesson: teach([...some, ...invented], members), exam: teach(invent(), members) };
}

/** Customers with what the members say about them on average. */
function teach(rows: readonly Float32Array[], members: readonly Member[]): Examples {
  return createExamples(
    rows,
    rows.map((row) => sigmoid(mean(members, row))),
  );
}
