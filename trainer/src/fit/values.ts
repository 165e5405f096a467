import type { Value } from '@churn-card/models';
import { createCodes } from '../table/codes.ts';
import { createVector, type Vector } from '../table/vector.ts';

/** The values of one feature, a customer each. */
export interface Values {
  readonly length: number;
  at(index: number): Value;
}

export interface GrowingValues extends Values {
  push(value: Value): void;
}

/** With more different ones, numbers take eight bytes each instead of a code of two. */
const MOST_NUMBERS = 2 ** 16;

/** @param isNumeric whether every value is a number or missing */
export function createValues(isNumeric: boolean): GrowingValues {
  const different: Value[] = [];
  const codeOf = new Map<Value, number>();
  const codes = createCodes();
  let numbers: Vector | undefined;

  function pushCode(value: Value): void {
    let code = codeOf.get(value);
    if (code === undefined) {
      code = different.push(value) - 1;
      codeOf.set(value, code);
    }
    codes.push(code);
  }

  return {
    get length() {
      return codes.length + (numbers?.length ?? 0);
    },
    push(value) {
      if (isNumeric && different.length === MOST_NUMBERS) {
        numbers ??= createVector(Float64Array);
        numbers.push(value === null ? NaN : Number(value));
      } else {
        pushCode(value);
      }
    },
    at(index) {
      if (index < codes.length) return different[codes.at(index)];
      const number = numbers?.at(index - codes.length) ?? NaN;
      return Number.isNaN(number) ? null : number;
    },
  };
}
