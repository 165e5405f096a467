import { preprocess } from '@churn-card/models';
import { attribute } from '../../models/src/explanation.ts';
import { MISSING_PEERS, peersPython } from './peers/python.ts';
import { openShap } from './peers/shap.ts';
import type { Race, Racer } from './race.ts';
import { shippedModel } from './shipped-model.ts';

const RUNS = 20;
const NAMES = { numpy: 'NumPy', keras: 'Keras' } as const;

/** The same reasons of the same customer, from the same network and background. */
export async function race(): Promise<Race> {
  const { model, row } = await shippedModel();
  const inputs = preprocess(model.spec.preprocess, row);
  const python = peersPython();
  return {
    title: 'The reasons of one bank customer, beside shap',
    racers: [
      {
        name: 'explain',
        lap: async () => {
          const start = performance.now();
          for (let run = 0; run < RUNS; run++) attribute(model, inputs);
          return (performance.now() - start) / RUNS;
        },
      },
      ...(python ? shapRacers() : []),
    ],
    ...(!python && { missing: `shap: ${MISSING_PEERS}` }),
  };

  function shapRacers(): Racer[] {
    return (['numpy', 'keras'] as const).flatMap((runtime) => {
      const shap = openShap(python ?? '', model, runtime);
      const lapOf = (explainer: 'exact' | 'kernel') => async () =>
        (await shap.explain(explainer, inputs)).ms;
      const network = `the network in ${NAMES[runtime]}`;
      return [
        { name: `shap exact, ${network}`, lap: lapOf('exact'), end: () => shap.end() },
        { name: `shap kernel, ${network}`, lap: lapOf('kernel') },
      ];
    });
  }
}
