import { z } from 'zod';
import { AppError } from '../../errors.ts';
import type { WorklistPosition } from './customers-ports.ts';

/** Where a page ended, as text that callers hand back unread. */
export function encodeCursor(position: WorklistPosition): string {
  return Buffer.from(JSON.stringify([position.probability, position.id])).toString('base64url');
}

/** @throws AppError validation_failed */
export function decodeCursor(text: string): WorklistPosition {
  const checked = form.safeParse(parse(Buffer.from(text, 'base64url').toString('utf8')));
  if (checked.success) return { probability: checked.data[0], id: checked.data[1] };
  const message = 'query.cursor must be the `next` of an earlier page';
  throw new AppError('validation_failed', message, {
    errors: [{ path: 'query.cursor', rule: 'cursor', message, value: text.slice(0, 60) }],
  });
}

const form = z.tuple([
  z.number().min(-1).max(1),
  z
    .string()
    .max(128)
    .regex(/^[^\0]*$/),
]);

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
