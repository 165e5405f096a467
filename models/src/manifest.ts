/** The files of a model folder, in the order in which the manifest lists them. */
export const ARTIFACT_FILES = [
  'churn.json',
  'model.json',
  'weights.bin',
  'golden.jsonl',
  'report.json',
  'report.html',
  'CARD.md',
] as const;
export type ArtifactFile = (typeof ARTIFACT_FILES)[number];

/** Largest size of each file, in bytes, checked before anything is read. */
export const MAX_FILE_BYTES: Readonly<Record<ArtifactFile | 'manifest.json', number>> = {
  'manifest.json': 4_096,
  'churn.json': 8_388_608,
  'model.json': 262_144,
  'weights.bin': 16_777_216,
  'golden.jsonl': 1_048_576,
  'report.json': 8_388_608,
  'report.html': 8_388_608,
  'CARD.md': 262_144,
};

export interface ManifestEntry {
  readonly file: ArtifactFile;
  /** Bytes. */
  readonly size: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

export interface Manifest {
  readonly formatVersion: 1;
  /** Every file of ARTIFACT_FILES, once, in that order. */
  readonly files: readonly ManifestEntry[];
}

/** The one way to write a manifest: a folder whose manifest has other bytes is refused. */
export function formatManifest(manifest: Manifest): string {
  const files = manifest.files.map(({ file, size, sha256 }) => ({ file, size, sha256 }));
  return `${JSON.stringify({ formatVersion: manifest.formatVersion, files }, null, 2)}\n`;
}
