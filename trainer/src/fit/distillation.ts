import { logit, shuffle, sigmoid, type FeatureInputs, type Network } from '@churn-card/models';
import { randomStream } from '../random.ts';
import { createExamples, type Examples } from './examples.ts';
import { fitNetwork, type Epoch, type NetworkOptions, type Watch } from './network.ts';

/** Invented customers for each real one, and how often a feature of theirs is somebody else's. */
const INVENTED = 2;
const SWAP_SHARE = 0.3;

/** How training stands: which of the networks, and where that one is. */
export interface MemberEpoch extends Epoch {
  readonly network: number;
  readonly networks: number;
}

/**
 * Trains several networks, which differ by chance alone, and then one that imitates their average:
 * nearly as good as all of them together, and as fast to run and to explain as one.
 *
 * The imitation learns what the others say (Hinton et al. 2015) about the customers of the
 * training part and about invented ones, who have some features of another customer each (Bucila
 * et al. 2006), so that it sees more of what the others know than the training part alone shows.
 *
 * @param features which inputs belong together
 * @returns the network, and what happened in each epoch of each training, the imitation last
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
  const members: Network[] = [];
  const histories: Epoch[][] = [];
  while (members.length < options.members) {
    const memberSeed = Math.floor(random() * 2 ** 32);
    const member = await fitNetwork(
      train,
      validation,
      options,
      memberSeed,
      watch(members.length + 1),
    );
    members.push(member.network);
    histories.push(member.history);
  }
  const lessons = createLessons(train, features, members, randomStream(seed, 'lessons'));
  const gentle = { ...options, dropout: 0, weightDecay: options.weightDecay / 10 };
  const { network, history } = await fitNetwork(lessons, validation, gentle, seed, watch(networks));
  return { network, histories: [...histories, history] };
}

/** The training part and invented customers, with what the members say on average. */
function createLessons(
  { inputs, left, width }: Examples,
  features: readonly FeatureInputs[],
  members: readonly Network[],
  random: () => number,
): Examples {
  const real = Array.from(left, (_, row) => inputs.subarray(row * width, (row + 1) * width));
  const rows = [...real];
  for (let round = 0; round < INVENTED; round++) {
    const donors = [...real];
    shuffle(donors, random);
    for (const [index, row] of real.entries()) {
      const invented = row.slice();
      for (const { start, width: inputsOfFeature } of features) {
        if (random() >= SWAP_SHARE) continue;
        const donor = donors[(index + start) % donors.length];
        invented.set(donor.subarray(start, start + inputsOfFeature), start);
      }
      rows.push(invented);
    }
  }
  const said = rows.map((row) => {
    return sigmoid(members.reduce((sum, member) => sum + logit(member, row), 0) / members.length);
  });
  return createExamples(rows, said);
}
