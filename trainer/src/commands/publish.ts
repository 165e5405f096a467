import { Option } from 'commander';
import { publishGate } from '../evaluation/publish-gate.ts';
import type { Trained } from '../train.ts';
import { TrainerError } from '../trainer-error.ts';
import { writeArtifact } from '../artifact/write-artifact.ts';
import { writeFileWhole } from '../write-file.ts';

export interface PublishOptions {
  readonly out: string;
  readonly publishAnyway?: true;
}

export const publishAnyway = (): Option =>
  new Option('--publish-anyway', 'write the model even where its probabilities are wrong');

/**
 * Writes a model where people find it, or only its report where the gate stands against it.
 *
 * @throws TrainerError with the reasons, where the gate does
 */
export async function publish(
  { out, publishAnyway }: PublishOptions,
  { contents, report }: Trained,
  signal: AbortSignal,
): Promise<void> {
  const against = publishAnyway ? [] : publishGate(report.verdict);
  if (against.length === 0) {
    await writeArtifact(out, contents, signal);
    return;
  }
  const page = `${out.replace(/[/\\]+$/, '')}.refused.html`;
  await writeFileWhole(page, [contents['report.html']]);
  const words = against.map((reason) => `${reason.words} ${reason.next}`).join(' ');
  throw new TrainerError(
    `${out} is not written. ${words} ${page} shows the figures; --publish-anyway writes the model all the same`,
  );
}
