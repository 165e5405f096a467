import { featureInputs, logit, sigmoid, type Network, type Preprocess } from '@churn-card/models';
import { randomStream } from '../random.ts';
import { createExamples, rowAt, rowsOf, type Examples } from './examples.ts';
import { balance } from './imbalance.ts';
import { encodedOf, type Inputs } from './inputs.ts';
import {
  fitNetwork,
  type Epoch,
  type LiveEpoch,
  type NetworkOptions,
  type Watch,
} from './network.ts';
import { divideIntoParts, drawRows } from './parts.ts';
import { fitPeriodic, type View } from './periodic.ts';
import { pick } from './rows.ts';

/** How training stands: which of the networks, and where that one is. */
export interface MemberEpoch extends LiveEpoch {
  readonly network: number;
  readonly networks: number;
}

/** Customers whom the networks learn from. There may be millions: each is encoded when it is needed. */
export interface Taught {
  readonly inputs: Inputs;
  /** [rows] 1 for those who left */
  readonly left: ArrayLike<number>;
}

function gather({ inputs, left }: Taught, rows: readonly number[]): Examples {
  return createExamples(encodedOf(inputs, rows), pick(left, rows));
}

/** Members need not be fast: they are as wide as this many of the network that is shipped. */
const MEMBER_WIDTH = 2;

/** How one of the members is trained. */
export function memberOptions<T extends Pick<NetworkOptions, 'hidden'>>(options: T): T {
  return { ...options, hidden: options.hidden.map((units) => MEMBER_WIDTH * units) };
}

/**
 * A member learns from all but one part of the customers, who tell it when to stop. The number is
 * odd, so that ten members hold back each part from either view.
 */
const PARTS = 5;
/** More customers teach members hardly anything new, and take their time. */
export const MOST_MEMBER_ROWS = 60_000;
/** More of them make no better calibration. */
const MOST_JUDGED_ROWS = 200_000;
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
 * @returns the network, every epoch of each training, the imitation last, and what is said
 *   about customers by the members who held them back
 */
export async function fitDistilledNetwork(
  customers: Taught,
  preprocess: Preprocess,
  options: NetworkOptions,
  seed: number,
  { onEpoch, signal }: Watch<MemberEpoch> = {},
  groups?: readonly string[],
): Promise<{ network: Network; histories: Epoch[][]; held: Held }> {
  const networks = options.members + 1;
  const watch = (network: number): Watch => ({
    signal,
    onEpoch: (epoch) => onEpoch?.({ network, networks, ...epoch }),
  });
  const parts = Math.min(PARTS, options.members);
  const partOf = divideIntoParts(customers.left, parts, randomStream(seed, 'parts'), groups);
  const seeds = randomStream(seed, 'members');
  const frequencies = randomStream(seed, 'frequencies');
  const members: Member[] = [];
  const histories: Epoch[][] = [];
  while (members.length < options.members) {
    const memberSeed = Math.floor(seeds() * 2 ** 32);
    const held = members.length % parts;
    const draw = randomStream(memberSeed, 'parts');
    const { train, validation } = balance(
      gather(
        customers,
        drawRows(partOf, (part) => part !== held, MOST_MEMBER_ROWS, draw),
      ),
      gather(
        customers,
        drawRows(partOf, (part) => part === held, MOST_MEMBER_ROWS / PARTS, draw),
      ),
      options.imbalance,
      randomStream(memberSeed, 'balance'),
    );
    const view = members.length % 2 === 0 ? same : fitPeriodic(preprocess, train, frequencies);
    const { network, history } = await fitNetwork(
      through(view, train),
      through(view, validation),
      memberOptions(options),
      memberSeed,
      watch(members.length + 1),
    );
    members.push({ network, view, held });
    histories.push(history);
  }
  const shown = drawRows(partOf, () => true, MOST_MEMBER_ROWS, randomStream(seed, 'lessons'));
  const { lesson, exam } = inventLessons(gather(customers, shown), preprocess, members, seed);
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
    held: judge(customers, partOf, members, seed),
  };
}

interface Member {
  readonly network: Network;
  readonly view: View;
  /** The part that it was not trained on. */
  readonly held: number;
}

/** What is said about customers by those who were not trained on them. */
export interface Held {
  readonly rows: readonly number[];
  /** [rows] on average */
  readonly logits: readonly number[];
}

function judge({ inputs }: Taught, partOf: Uint8Array, members: readonly Member[], seed: number) {
  const rows = drawRows(partOf, () => true, MOST_JUDGED_ROWS, randomStream(seed, 'judged'));
  const logits = rows.map((row) => {
    const judges = members.filter(({ held }) => held === partOf[row]);
    return mean(judges, inputs.at(row));
  });
  return { rows, logits };
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
  function* invent(times: number): Generator<Float32Array> {
    for (let at = 0; at < times * real.length; at++) {
      const invented = real[at % real.length].slice();
      for (const { start, width } of features) {
        if (random() >= SWAP_SHARE) continue;
        const donor = real[Math.floor(random() * real.length)];
        invented.set(donor.subarray(start, start + width), start);
      }
      yield invented;
    }
  }
  function* lesson(): Generator<Float32Array> {
    yield* real;
    yield* invent(INVENTED);
  }
  return {
    lesson: teach(lesson(), (1 + INVENTED) * real.length, members),
    exam: teach(invent(1), real.length, members),
  };
}

/** Customers with what the members say about them on average. */
function teach(rows: Iterable<Float32Array>, count: number, members: readonly Member[]): Examples {
  const said = new Float32Array(count);
  const examples = createExamples(rows, said);
  const left = said.map((_, row) => sigmoid(mean(members, rowAt(examples, row))));
  return { ...examples, left };
}
