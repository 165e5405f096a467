import { ArtifactError, type ArtifactPlace } from './artifact-error.ts';
import { decodeUtf8, inside, number, object, record, type Check } from './closed-json.ts';
import type { Model } from './model.ts';
import { score, uncalibratedScore } from './predict.ts';
import { checkRow, type Row } from './schema.ts';
import { MAX_FEATURES } from './spec-check.ts';

/**
 * A line of golden.jsonl: an input drawn from the schema (never a customer's) and what
 * TensorFlow.js made of it. Every runtime must agree within GOLDEN_TOLERANCE.
 */
export interface GoldenRow {
  readonly row: Row;
  /** The network's output before calibration, as TensorFlow.js gave it. */
  readonly score: number;
  /** The calibrated probability. */
  readonly probability: number;
}

export const GOLDEN_TOLERANCE = 1e-6;

/** Runs every golden row. @throws ArtifactError where this runtime computes something else */
export function checkGolden(model: Model, bytes: Uint8Array): void {
  const lines = decodeUtf8(bytes, FILE).trimEnd().split('\n');
  if (lines.length < FEWEST_ROWS || lines.length > MOST_ROWS) {
    const expected = `${FEWEST_ROWS} to ${MOST_ROWS} rows`;
    throw new ArtifactError('field-value', { file: FILE, field: '' }, expected, `${lines.length}`);
  }
  lines.forEach((line, index) => checkLine(model, line, `[${index}]`));
}

const FILE = 'golden.jsonl';
const FEWEST_ROWS = 8;
const MOST_ROWS = 1000;

const probability = number({ min: 0, max: 1 });
const checkGoldenRow: Check<{ row: Record<string, unknown>; score: number; probability: number }> =
  object({ row: record((value) => value, { max: MAX_FEATURES }), score: probability, probability });

function checkLine(model: Model, line: string, field: string): void {
  const at = { file: FILE, field };
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch (error) {
    throw new ArtifactError('not-json', at, 'JSON', String(error));
  }
  const golden = checkGoldenRow(json, at);
  const checked = checkRow(model.spec.schema, golden.row);
  if ('issues' in checked) {
    throw new ArtifactError('field-value', at, 'a row of the schema', checked.issues[0].message);
  }
  compare(golden.score, uncalibratedScore(model, checked.row), inside(at, 'score'));
  compare(golden.probability, score(model, checked.row), inside(at, 'probability'));
}

function compare(expected: number, found: number, at: ArtifactPlace): void {
  if (Math.abs(expected - found) <= GOLDEN_TOLERANCE) return;
  throw new ArtifactError('golden-mismatch', at, String(expected), String(found));
}
