/** Scores raw cells with ONNX Runtime, which knows nothing of this project. */
import { InferenceSession, Tensor } from 'onnxruntime-web';
import type { Schema } from '@churn-card/models';
import type { Cells } from './raw-customers.ts';

export interface OnnxAnswer {
  readonly probability: number;
  readonly enough: boolean;
}

export async function runOnnx(
  file: Uint8Array,
  schema: Schema,
  customers: readonly Cells[],
): Promise<OnnxAnswer[]> {
  const session = await InferenceSession.create(file);
  const shape = [customers.length, 1];
  const feeds = schema.features.map(({ name, type }): [string, Tensor] => {
    const cells = customers.map((cell) => cell[name]);
    const numbers = cells.map((cell) => (cell === '' ? NaN : Number(cell)));
    return [
      name,
      type === 'numeric'
        ? new Tensor('float32', Float32Array.from(numbers), shape)
        : new Tensor('string', cells, shape),
    ];
  });
  const outputs = await session.run(Object.fromEntries(feeds));
  await session.release();
  const probabilities = numbersOf(outputs.churn_probability);
  const enough = numbersOf(outputs.churn_enough_known);
  return customers.map((_customer, index) => ({
    probability: probabilities[index],
    enough: enough[index] === 1,
  }));
}

function numbersOf(tensor: Tensor): number[] {
  return Array.from(tensor.data, Number);
}
