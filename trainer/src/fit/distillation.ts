import { logit, sigmoid, type FeatureInputs, type Network } from '@churn-card/models';
import { randomStream } from '../random.ts';
import { createExamples, rowsOf, type Examples } from './examples.ts';
import {
  fitNetwork,
  type Epoch,
  type LiveEpoch,
  type NetworkOptions,
  type Watch,
} from './network.ts';
import { fitPiecewise, type View } from './piecewise.ts';

/** How training stands: which of the networks, and where that one is. */
export interface MemberEpoch extends LiveEpoch {
  readonly network: number;
  readonly networks: number;
}

/** Members need not be fast. */
const MEMBER_WIDTH = 2;
/** Invented customers for each real one, and how often a feature of theirs is somebody else's. */
const INVENTED = 2;
const SWAP_SHARE = 0.3;
/** What the members say is smooth already: imitating it needs next to no restraint or patience. */
const IMITATION = { dropout: 0, weightDecay: 0.01, epochs: 60, patience: 5 };

/**
 * Trains several networks and then one that imitates their average: nearly as good as all of them
 * together, and as small to ship, to run and to explain as one.
 *
 * The members differ by chance, and every second one sees numbers cut into pieces. The imitation
 * learns what they say (Hinton et al. 2015) about the training part and about invented customers,
 * who have some features of another one each (Bucilă et al. 2006): so it sees more of what the
 * members know than the training part alone can show. It stops when it comes no closer to what
 * they say about the validation part, which is far less noisy than who left there.
 *
 * @param features which inputs belong together
 * @returns the network, and every epoch of each training, the imitation last
 */
export async function fitDistilledNetwork(
  train: Examples,
  validation: Examples,
  features: readonly FeatureInputs[],
  options: NetworkOptions,
  seed: number,
  { onEpoch, signal }: Watch<MemberEpoch> = {},
): Promise<{ network: Network; histories: Epoch[][] }> {
  const networks = options.members + 1;
  const watch = (network: number): Watch => ({
    signal,
    onEpoch: (epoch) => onEpoch?.({ network, networks, ...epoch }),
  });
  const random = randomStream(seed, 'members');
  const hidden = options.hidden.map((units) => MEMBER_WIDTH * units);
  const views = [same, fitPiecewise(train)];
  const members: Member[] = [];
  const histories: Epoch[][] = [];
  while (members.length < options.members) {
    const view = views[members.length % views.length];
    const { network, history } = await fitNetwork(
      through(view, train),
      through(view, validation),
      { ...options, hidden },
      Math.floor(random() * 2 ** 32),
      watch(members.length + 1),
    );
    members.push({ network, view });
    histories.push(history);
  }
  const customers = [...rowsOf(train), ...inventCustomers(train, features, seed)];
  const { network, history } = await fitNetwork(
    lessons(customers, members),
    lessons(rowsOf(validation), members),
    { ...options, ...IMITATION },
    seed,
    watch(networks),
  );
  return { network, histories: [...histories, history] };
}

interface Member {
  readonly network: Network;
  readonly view: View;
}

function same(inputs: Float32Array): Float32Array {
  return inputs;
}

function through(view: View, examples: Examples): Examples {
  return { ...examples, ...createExamples(rowsOf(examples).map(view), examples.left) };
}

/** Customers with features of others, each feature being somebody's. @returns [rows][inputs] */
function inventCustomers(
  train: Examples,
  features: readonly FeatureInputs[],
  seed: number,
): Float32Array[] {
  const random = randomStream(seed, 'lessons');
  const real = rowsOf(train);
  return Array.from({ length: INVENTED }, () => real)
    .flat()
    .map((row) => {
      const invented = row.slice();
      for (const { start, width } of features) {
        if (random() >= SWAP_SHARE) continue;
        const donor = real[Math.floor(random() * real.length)];
        invented.set(donor.subarray(start, start + width), start);
      }
      return invented;
    });
}

/** Customers with what the members say about them on average. */
function lessons(rows: readonly Float32Array[], members: readonly Member[]): Examples {
  const said = rows.map((row) => {
    const logits = members.map(({ network, view }) => logit(network, view(row)));
    return sigmoid(logits.reduce((sum, value) => sum + value, 0) / members.length);
  });
  return createExamples(rows, said);
}
