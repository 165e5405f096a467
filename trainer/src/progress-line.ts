import { Presets, SingleBar } from 'cli-progress';
import type { Progress } from './train.ts';

export interface ProgressLine {
  readonly show: (progress: Progress) => void;
  readonly end: () => void;
}

type Training = Extract<Progress, { stage: 'training' }>;

const FORMAT =
  'network {network} epoch {value} |{bar}| loss {trainLoss} validation {validationLoss} best {bestEpoch} {left}';

/**
 * Shows how training stands: a bar on a terminal, three plain lines in a log.
 *
 * Nobody knows when the loss stops falling, so the bar runs towards the epoch at which training
 * ends unless it falls, and back when it did.
 */
export function createProgressLine(stream: NodeJS.WriteStream): ProgressLine {
  const bar = new SingleBar(
    { stream, format: FORMAT, hideCursor: true, clearOnComplete: true, barsize: 24 },
    Presets.shades_classic,
  );
  let started = performance.now();
  let last: Training | undefined;

  function show(progress: Progress): void {
    switch (progress.stage) {
      case 'preparing':
        stream.write('preparing the table\n');
        return;
      case 'training':
        if (!last) started = performance.now();
        last = progress;
        if (stream.isTTY) draw(progress);
        return;
      case 'measuring':
        end();
        if (last) stream.write(`best epoch ${last.bestEpoch} of ${last.epoch}\n`);
        stream.write('measuring\n');
    }
  }

  function draw(training: Training): void {
    const { epoch, lastEpoch, trainLoss, validationLoss, bestEpoch } = training;
    const seconds = ((performance.now() - started) / 1000 / epoch) * (lastEpoch - epoch);
    const payload = {
      trainLoss: trainLoss.toFixed(4),
      validationLoss: validationLoss.toFixed(4),
      bestEpoch,
      left: `${seconds.toFixed(0)} s left`,
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
