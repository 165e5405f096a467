/** `outputs = inputs × kernel + bias`, in 64 bits. */
export interface Affine {
  readonly inputs: number;
  readonly units: number;
  /** Float64Array [inputs, units], row by row */
  readonly kernel: Float64Array;
  /** Float64Array [units] */
  readonly bias: Float64Array;
}

/** Each value times its scale, plus its shift. */
export function diagonal(scale: ArrayLike<number>, shift: ArrayLike<number>): Affine {
  const size = scale.length;
  const kernel = new Float64Array(size * size);
  for (let unit = 0; unit < size; unit++) kernel[unit * size + unit] = scale[unit];
  return { inputs: size, units: size, kernel, bias: Float64Array.from(shift) };
}

export function identity(size: number): Affine {
  return diagonal(new Float64Array(size).fill(1), new Float64Array(size));
}

/** The one step that does what two do after each other. */
export function compose(first: Affine, second: Affine): Affine {
  const kernel = new Float64Array(first.inputs * second.units);
  for (let row = 0; row < first.inputs; row++) {
    addProduct(kernel, row * second.units, first.kernel, row * first.units, second);
  }
  const bias = second.bias.slice();
  addProduct(bias, 0, first.bias, 0, second);
  return { inputs: first.inputs, units: second.units, kernel, bias };
}

/** Adds one row of values, times the kernel, to a row of sums. */
function addProduct(
  sums: Float64Array,
  sumsFrom: number,
  values: Float64Array,
  valuesFrom: number,
  { inputs, units, kernel }: Affine,
): void {
  for (let input = 0; input < inputs; input++) {
    const value = values[valuesFrom + input];
    if (value === 0) continue;
    for (let unit = 0; unit < units; unit++) {
      sums[sumsFrom + unit] += value * kernel[input * units + unit];
    }
  }
}
