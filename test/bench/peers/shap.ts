import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { featureInputs, type Model } from '@churn-card/models';

export interface ShapAnswer {
  readonly ms: number;
  readonly base: number;
  /** [features] */
  readonly points: readonly number[];
}

export interface Shap {
  /** @param inputs [inputs] of the network */
  explain(explainer: 'exact' | 'kernel', inputs: Float32Array): Promise<ShapAnswer>;
  end(): void;
}

const ONE_CORE = {
  OMP_NUM_THREADS: '1',
  OPENBLAS_NUM_THREADS: '1',
  TF_NUM_INTRAOP_THREADS: '1',
  TF_NUM_INTEROP_THREADS: '1',
};

/**
 * Starts shap on a model: the same network, calibration and background, on one core.
 *
 * @param runtime what computes the network: NumPy, which is as fast as Python has it, or Keras
 */
export function openShap(
  python: string,
  { spec, network }: Model,
  runtime: 'numpy' | 'keras' = 'numpy',
): Shap {
  const { calibration, background, preprocess } = spec;
  if (calibration.method === 'isotonic') throw new Error('shap_reasons.py knows no curves');
  const child = spawn(python, [join(import.meta.dirname, 'shap_reasons.py')], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...ONE_CORE },
  });
  const lines = createInterface({ input: child.stdout });
  const tell = (value: object) => child.stdin.write(`${JSON.stringify(value)}\n`);
  tell({
    network: runtime,
    layers: network.layers.map(({ kernel, bias, inputs, units }) => ({
      kernel: Array.from({ length: inputs }, (_, input) => [
        ...kernel.subarray(input * units, (input + 1) * units),
      ]),
      bias: [...bias],
    })),
    rows: background.rows,
    weights: background.weights,
    features: featureInputs(preprocess),
    temperature: calibration.temperature,
    bias: calibration.method === 'platt' ? calibration.bias : 0,
  });
  return {
    async explain(explainer, inputs) {
      tell({ explainer, inputs: [...inputs] });
      const [line] = (await once(lines, 'line')) as [string];
      return JSON.parse(line) as ShapAnswer;
    },
    end: () => child.stdin.end(),
  };
}
