import type { ArtifactFile, GoldenRow, ModelSpec, Network } from '@churn-card/models';
import { writeCard } from '../card/card.ts';
import { layersModelJson, weightBytes } from './network-files.ts';
import type { Report } from '../report/report.ts';
import { renderReport } from '../report-page/report-page.ts';

/** The files of a model folder, without the manifest. */
export type ArtifactContents = Readonly<Record<ArtifactFile, Uint8Array>>;

/** Puts a model into files. Nothing in them tells the time: the same model gives the same bytes. */
export function artifactContents(
  spec: ModelSpec,
  network: Network,
  golden: readonly GoldenRow[],
  report: Report,
): ArtifactContents {
  return {
    'churn.json': json(spec),
    'model.json': json(layersModelJson(network)),
    'weights.bin': weightBytes(network),
    'golden.jsonl': text(golden.map((row) => `${JSON.stringify(row)}\n`).join('')),
    'report.json': json(report),
    'report.html': text(renderReport(spec, report)),
    'CARD.md': text(writeCard(spec, report)),
  };
}

function json(value: unknown): Uint8Array {
  return text(`${JSON.stringify(value, null, 2)}\n`);
}

function text(value: string): Uint8Array {
  return new TextEncoder().encode(value);
}
