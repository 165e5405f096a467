/** The clock comes in as an argument, so that a test can hold it. */
export type Clock = () => Date;

/** Randomness fit for secrets comes in as an argument, so that a test can hold it. */
export type RandomBytes = (length: number) => Uint8Array;

/** Structured, without personal data: no feature values, no names, no ids of customers, no tokens. */
export interface Log {
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
}
