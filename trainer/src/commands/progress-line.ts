import { Presets, SingleBar } from 'cli-progress';
import type { Progress } from '../train.ts';

export interface ProgressLine {
  readonly show: (progress: Progress) => void;
  readonly end: () => void;
}

type Training = Extract<Progress, { stage: 'training' }>;

const FORMAT =
  'network {network}/{networks} |{bar}| epoch {value} loss {trainLoss} validation {validationLoss} best {bestEpoch}, {left} s left';

/**
 * Shows how training stands: a bar on a terminal; in a log, a line for each network that is ready.
 *
 * Nobody knows when a loss stops falling, so the bar runs towards the epoch at which training ends
 * unless it falls, and back when it did.
 */
export function createProgressLine(
  stream: NodeJS.WriteStream,
  now: () => number = () => performance.now(),
): ProgressLine {
  const bar = new SingleBar(
    { stream, format: FORMAT, hideCursor: true, clearOnComplete: true, barsize: 16 },
    Presets.shades_classic,
  );
  const timeLeft = createTimeLeft(now);
  let last: Training | undefined;
  let fold = 0;

  function show(progress: Progress): void {
    switch (progress.stage) {
      case 'preparing':
        stream.write('preparing the table\n');
        return;
      case 'folds':
        if (progress.fold !== fold) stream.write(`fold ${progress.fold} of ${progress.folds}\n`);
        fold = progress.fold;
        return;
      case 'training':
        if (last && last.network !== progress.network) logNetwork(last);
        last = progress;
        if (stream.isTTY) draw(progress);
        return;
      case 'measuring':
        end();
        if (last) logNetwork(last);
        if (last) stream.write(summaryOf(last));
        stream.write('measuring\n');
    }
  }

  function logNetwork({ network, networks, epoch, bestEpoch, validationLoss }: Training): void {
    if (stream.isTTY || networks === 1) return;
    const loss = validationLoss.toFixed(4);
    stream.write(
      `network ${network} of ${networks}: ${epoch} epochs, best ${bestEpoch}, validation loss ${loss}\n`,
    );
  }

  function draw(training: Training): void {
    const { epoch, lastEpoch, trainLoss, validationLoss } = training;
    const payload = {
      ...training,
      trainLoss: trainLoss.toFixed(4),
      validationLoss: validationLoss.toFixed(4),
      left: timeLeft(training).toFixed(0),
    };
    if (!bar.isActive) bar.start(lastEpoch, epoch, payload);
    bar.setTotal(lastEpoch);
    bar.update(epoch, payload);
  }

  function end(): void {
    if (bar.isActive) bar.stop();
  }

  return { show, end };
}

function summaryOf({ networks, epoch, bestEpoch }: Training): string {
  const what =
    networks === 1 ? 'trained a network' : `trained ${networks} networks, the shipped one`;
  return `${what}: best epoch ${bestEpoch} of ${epoch}\n`;
}

/** @returns a function that guesses the seconds left: networks to come take as long as those so far */
function createTimeLeft(now: () => number): (training: Training) => number {
  const start = now();
  let network = 0;
  let networkStart = start;
  return (training) => {
    if (training.network !== network) {
      network = training.network;
      networkStart = training.network === 1 ? start : now();
    }
    const spent = now() - networkStart;
    const toCome = (spent / training.epoch) * (training.lastEpoch - training.epoch);
    const done = network - 1;
    const each = done > 0 ? (networkStart - start) / done : spent + toCome;
    return (toCome + each * (training.networks - network)) / 1000;
  };
}
