/**
 * The wire format of Protocol Buffers, as far as a file of ONNX needs it: numbers, texts and
 * messages within messages (https://protobuf.dev/programming-guides/encoding/). Writing it takes
 * the lines below; a library would want ONNX's whole schema beside it, which runtimes read anyway.
 */

/** One field of a message with its key, ready to be put beside others. */
export type Field = Uint8Array;

/** A whole number, such as a count, an enum or a negative axis. */
export function int(field: number, value: number): Field {
  return concat([varint(keyOf(field, WIRE.varint)), varint(value)]);
}

/** A 32-bit float. */
export function float(field: number, value: number): Field {
  return concat([varint(keyOf(field, WIRE.fixed32)), littleEndian(Float32Array.of(value))]);
}

export function text(field: number, value: string): Field {
  return bytes(field, new TextEncoder().encode(value));
}

export function bytes(field: number, value: Uint8Array): Field {
  return concat([varint(keyOf(field, WIRE.lengthDelimited)), varint(value.length), value]);
}

export function message(field: number, fields: readonly Field[]): Field {
  return bytes(field, concat(fields));
}

export function concat(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

/** @returns the numbers' bytes, the lowest one first on every machine */
export function littleEndian(
  values: Float32Array | Float64Array | BigInt64Array | Uint8Array,
): Uint8Array {
  const copy = new Uint8Array(values.byteLength);
  copy.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  if (IS_BIG_ENDIAN) {
    const size = values.BYTES_PER_ELEMENT;
    for (let start = 0; start < copy.length; start += size) {
      copy.subarray(start, start + size).reverse();
    }
  }
  return copy;
}

const WIRE = { varint: 0, lengthDelimited: 2, fixed32: 5 } as const;
const IS_BIG_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 0;

function keyOf(field: number, wire: number): number {
  return field * 8 + wire;
}

/** Seven bits a byte, the lowest ones first; a negative number as 64 bits. */
function varint(value: number): Uint8Array {
  let rest = BigInt.asUintN(64, BigInt(value));
  const out: number[] = [];
  while (rest >= 128n) {
    out.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  out.push(Number(rest));
  return Uint8Array.from(out);
}
