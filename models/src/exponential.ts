/**
 * e to the power of a number that is not above 0, the same to the last bit in every engine: only
 * IEEE 754 operations whose results are exact to rounding, where `Math.exp` may differ in its last
 * digit between Node and a browser. The method is that of fdlibm (Sun Microsystems 1993, e_exp.c):
 * `x = k ln 2 + r`, a rational approximation for `r`, and an exact power of two. The error is below
 * one unit in the last place.
 *
 * @param x at most 0; below -708 the result, less than 1e-307, is given as 0
 */
export function exponential(x: number): number {
  if (x < UNDERFLOW) return 0;
  const halvings = Math.floor(0.5 - x * INVERSE_LN2);
  const high = x + halvings * LN2_HIGH;
  const low = -halvings * LN2_LOW;
  const rest = high - low;
  const square = rest * rest;
  const c = rest - square * (P1 + square * (P2 + square * (P3 + square * (P4 + square * P5))));
  return (1 - (low - (rest * c) / (2 - c) - high)) * POWERS[halvings];
}

/** Below it numbers lose digits, down to the smallest one: here they are 0 at once. */
const UNDERFLOW = -708;
const INVERSE_LN2 = 1.4426950408889634;
/** ln 2 in two parts: the first has zeros at its end, so that few multiples of it are exact. */
const LN2_HIGH = 6.9314718036912381649e-1;
const LN2_LOW = 1.90821492927058770002e-10;
const P1 = 1.66666666666666019037e-1;
const P2 = -2.77777777770155933842e-3;
const P3 = 6.61375632143793436117e-5;
const P4 = -1.6533902205465251539e-6;
const P5 = 4.13813679705723846039e-8;
/** Float64Array [1024], one half to the power of the index: exact, by halving. */
const POWERS = powersOfOneHalf(1024);

function powersOfOneHalf(count: number): Float64Array {
  const powers = new Float64Array(count);
  powers[0] = 1;
  for (let index = 1; index < count; index++) powers[index] = powers[index - 1] / 2;
  return powers;
}
