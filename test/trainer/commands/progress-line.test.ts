import { expect, test } from 'vitest';
import { createProgressLine } from '../../../trainer/src/commands/progress-line.ts';

/** As much of a terminal as a bar needs. */
function terminal(isTTY: boolean) {
  const written: string[] = [];
  const stream = {
    isTTY,
    columns: 200,
    write(text: string) {
      written.push(text);
      return true;
    },
    on: () => stream,
    removeListener: () => stream,
  };
  return { stream: stream as unknown as NodeJS.WriteStream, text: () => written.join('') };
}

const epoch = (network: number, number: number) => ({
  stage: 'training' as const,
  network,
  networks: 2,
  epoch: number,
  trainLoss: 0.5,
  validationLoss: 0.4567,
  bestEpoch: number,
  lastEpoch: number + 10,
});

test('a terminal sees network, epoch, losses and time left', () => {
  const { stream, text } = terminal(true);
  let time = 0;
  const line = createProgressLine(stream, () => time);
  line.show({ stage: 'preparing' });
  time = 2000;
  // Two seconds an epoch, ten epochs to come, and a second network as long as this one.
  line.show(epoch(1, 1));
  line.end();
  expect(text()).toContain('network 1/2');
  expect(text()).toContain('epoch 1 loss 0.5000 validation 0.4567 best 1, 42 s left');
});

test('a log sees a line for each network', () => {
  const { stream, text } = terminal(false);
  const line = createProgressLine(stream);
  line.show({ stage: 'preparing' });
  for (let number = 1; number <= 20; number++) line.show(epoch(1, number));
  for (let number = 1; number <= 30; number++) line.show(epoch(2, number));
  line.show({ stage: 'measuring' });
  expect(text()).toBe(
    [
      'preparing the table',
      'network 1 of 2: 20 epochs, best 20, validation loss 0.4567',
      'network 2 of 2: 30 epochs, best 30, validation loss 0.4567',
      'trained 2 networks, the shipped one: best epoch 30 of 30',
      'measuring',
      '',
    ].join('\n'),
  );
});

test('each fold is one line, however many epochs it has', () => {
  const { stream, text } = terminal(true);
  const line = createProgressLine(stream);
  for (const fold of [1, 1, 1, 2, 2]) {
    line.show({ ...epoch(1, 1), stage: 'folds', fold, folds: 2 });
  }
  expect(text()).toBe('fold 1 of 2\nfold 2 of 2\n');
});
