import { z } from 'zod';
import { parseJson, readText } from '../read-text.ts';
import type { GivenSplit } from './split.ts';
import { TrainerError } from '../trainer-error.ts';

const indices = z.array(z.int().min(0)).min(1);

/** Other keys, such as where the split comes from, are left alone. */
const splitFile = z.object({
  train: indices,
  val: indices.optional(),
  test: indices,
  indexBase: z.literal(0, { error: 'must be 0: rows are counted from 0' }).optional(),
});

/** @param rows how many the table has @throws TrainerError naming the part and the row */
export async function readSplit(file: string, rows: number): Promise<GivenSplit> {
  return parseSplit(await readText(file), file, rows);
}

/** As `readSplit`, for a text that is already here. */
export function parseSplit(text: string, file: string, rows: number): GivenSplit {
  const parsed = splitFile.safeParse(parseJson(text, file));
  if (!parsed.success) {
    const [{ path, message }] = parsed.error.issues;
    const place = path.join('.') || 'the file';
    throw new TrainerError(
      `${file} ${place}: ${message}; expected 0-based row indices under train, test and perhaps val`,
    );
  }
  const { train, val, test } = parsed.data;
  checkRows({ train, val: val ?? [], test }, file, rows);
  return { train, test, ...(val && { validation: val }) };
}

function checkRows(
  parts: Readonly<Record<string, readonly number[]>>,
  file: string,
  rows: number,
): void {
  const owner = new Map<number, string>();
  for (const [part, indices] of Object.entries(parts)) {
    for (const row of indices) {
      if (row >= rows) {
        throw new TrainerError(
          `${file} ${part}: row ${row} is not in the table, whose last row is ${rows - 1}`,
        );
      }
      const other = owner.get(row);
      if (other !== undefined) {
        const where = other === part ? `twice in ${part}` : `in ${other} and in ${part}`;
        throw new TrainerError(`${file}: row ${row} is ${where}`);
      }
      owner.set(row, part);
    }
  }
}
