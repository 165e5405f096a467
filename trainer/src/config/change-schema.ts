import { z } from 'zod';
import { cell } from './cell-schema.ts';

/** What a company could do to a column. */
export const columnChange = z.strictObject({
  step: z.number().min(1e-9).optional().describe('of a number: only by whole steps of this size'),
  direction: z.enum(['up', 'down']).optional().describe('of a number: only this way'),
  min: z.number().optional().describe('of a number: no lower than this'),
  max: z.number().optional().describe('of a number: no higher than this'),
  to: z.array(cell).min(1).optional().describe('of a word: only to one of these'),
});

interface ChangingColumn {
  readonly type?: string;
  readonly changeable: boolean;
  readonly change?: z.output<typeof columnChange>;
  readonly values?: readonly { readonly value: string }[];
}

/** @returns what the rules of a change have to do with neither each other nor the column */
export function changeProblems({ type, changeable, change, values }: ChangingColumn): string[] {
  if (!change) return [];
  const { to, ...numbers } = change;
  const { min = -Infinity, max = Infinity } = numbers;
  const unknown = to?.find((word) => values && !values.some(({ value }) => value === word));
  return [
    ...(changeable ? [] : ['goes with changeable: true']),
    ...(to && type === 'numeric' ? ['has a to, which is for words'] : []),
    ...(type !== 'numeric' && Object.keys(numbers).length > 0
      ? [`has a ${Object.keys(numbers).join(' and a ')}, for numeric columns only`]
      : []),
    ...(min > max ? [`has a min of ${min} above its max of ${max}`] : []),
    ...(unknown === undefined ? [] : [`names ${JSON.stringify(unknown)}, which is not in values`]),
  ];
}
