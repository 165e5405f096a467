import { z } from 'zod';

/** A cell of the table. YAML reads an unquoted 1 as a number. */
export const cell = z
  .union([z.string(), z.number(), z.boolean()], { error: 'must be a word' })
  .transform((value) => String(value).trim());
