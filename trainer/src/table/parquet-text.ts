import type { ParquetParsers, SchemaElement } from 'hyparquet';

/** How the values of one column are turned into text. */
export interface ParquetText {
  readonly parsers: Partial<ParquetParsers>;
  /** @throws Error where a value is no text, number, date or boolean */
  readonly cell: (value: unknown) => string;
}

/**
 * Text as CSV would hold it: nothing for null and NaN, `true` and `false`, whole numbers in full,
 * the shortest text of a fraction, dates and times as in ISO 8601.
 *
 * @param element of the column, its decimals read as plain whole numbers
 */
export function parquetText(element: SchemaElement): ParquetText {
  const zone = isLocal(element) ? '' : 'Z';
  const nanosOfTick = tickOfTime(element);
  return {
    parsers: {
      timestampFromMilliseconds: (millis) => isoText(BigInt(millis) * NANOS.MILLIS, zone),
      timestampFromMicroseconds: (micros) => isoText(BigInt(micros) * NANOS.MICROS, zone),
      timestampFromNanoseconds: (nanos) => isoText(BigInt(nanos), zone),
      dateFromDays: (days) => isoText(BigInt(days) * DAY, '').slice(0, 'yyyy-mm-dd'.length),
      stringFromBytes: (bytes) => textDecoder.decode(bytes),
      jsonFromBytes: (bytes) => textDecoder.decode(bytes),
    },
    cell: (value) => {
      if (value === null || value === undefined) return '';
      if (isDecimal(element)) return decimalText(value, element.scale ?? 0);
      return nanosOfTick ? timeText(value, nanosOfTick) : plainText(value, element);
    },
  };
}

export function isDecimal({ converted_type: converted, logical_type: logical }: SchemaElement) {
  return converted === 'DECIMAL' || logical?.type === 'DECIMAL';
}

const DAY = 86_400_000_000_000n;
const textDecoder = new TextDecoder('utf-8', { fatal: true });

/** Whether times are those of a clock on the wall, in no time zone. */
function isLocal({ type, logical_type: logical }: SchemaElement): boolean {
  if (logical?.type === 'TIMESTAMP') return !logical.isAdjustedToUTC;
  return type === 'INT96';
}

/** @returns nanoseconds, or undefined where the column holds no times of day */
function tickOfTime({ converted_type: converted, logical_type: logical }: SchemaElement) {
  if (logical?.type === 'TIME') return NANOS[logical.unit];
  if (converted === 'TIME_MILLIS') return NANOS.MILLIS;
  return converted === 'TIME_MICROS' ? NANOS.MICROS : undefined;
}

const NANOS = { MILLIS: 1_000_000n, MICROS: 1000n, NANOS: 1n } as const;

function timeText(value: unknown, nanosOfTick: bigint): string {
  const text = isoText(BigInt(value as number) * nanosOfTick, '');
  return text.slice('yyyy-mm-ddT'.length);
}

/** @param nanos since 1970 */
function isoText(nanos: bigint, zone: string): string {
  const rest = ((nanos % 1_000_000n) + 1_000_000n) % 1_000_000n;
  const millis = Number((nanos - rest) / 1_000_000n);
  const digits = new Date(millis).toISOString().slice(0, -1) + String(rest).padStart(6, '0');
  return digits.replace(/\.?0+$/, '') + zone;
}

/** @param value an unscaled whole number, or its bytes in two's complement, big end first */
function decimalText(value: unknown, scale: number): string {
  const unscaled = value instanceof Uint8Array ? signedNumber(value) : BigInt(value as number);
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, '0');
  const point = digits.length - scale;
  const fraction = scale > 0 ? `.${digits.slice(point)}` : '';
  return `${unscaled < 0n ? '-' : ''}${digits.slice(0, point)}${fraction}`;
}

function signedNumber(bytes: Uint8Array): bigint {
  const unsigned = bytes.reduce((sum, byte) => (sum << 8n) + BigInt(byte), 0n);
  return BigInt.asIntN(8 * bytes.length, unsigned);
}

function plainText(value: unknown, { type }: SchemaElement): string {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
      if (Number.isNaN(value)) return '';
      return type === 'FLOAT' ? singleText(value) : String(value);
    case 'bigint':
    case 'boolean':
      return String(value);
    default:
      throw new Error('its values are no text, numbers, dates or booleans');
  }
}

/** The shortest text that is the same single-precision number: 0.1, not 0.10000000149011612. */
function singleText(value: number): string {
  for (let digits = 6; digits < 9; digits++) {
    const rounded = Number(value.toPrecision(digits));
    if (Math.fround(rounded) === value) return String(rounded);
  }
  return String(Number(value.toPrecision(9)));
}
