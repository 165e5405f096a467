/** Why a model folder is refused. */
export const ARTIFACT_ERROR_CODES = [
  'file-missing',
  'file-unexpected',
  'file-too-large',
  'file-size',
  'file-hash',
  'manifest-form',
  'not-utf8',
  'not-json',
  'field-missing',
  'field-unknown',
  'field-type',
  'field-value',
  'inconsistent',
  'layer-unsupported',
  'weights-size',
  'weights-not-finite',
  'golden-mismatch',
] as const;
export type ArtifactErrorCode = (typeof ARTIFACT_ERROR_CODES)[number];

/** Where in the folder something was found. `field` is a path such as `bands[1].from`. */
export interface ArtifactPlace {
  readonly file: string;
  readonly field: string;
}

/** A model folder that fails a check: which check, where, what was expected and what was found. */
export class ArtifactError extends Error {
  override readonly name = 'ArtifactError';
  readonly code: ArtifactErrorCode;
  readonly file: string;
  readonly field: string;
  readonly expected: string;
  readonly found: string;

  constructor(code: ArtifactErrorCode, at: ArtifactPlace, expected: string, found: string) {
    const place = at.field ? `${at.file}: ${at.field}` : at.file;
    super(`${place} must be ${expected}, however: ${found} (${code})`);
    this.code = code;
    this.file = at.file;
    this.field = at.field;
    this.expected = expected;
    this.found = found;
  }
}
