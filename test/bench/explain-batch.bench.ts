import { checkRow, explain, type Row } from '@churn-card/models';
import { workerExplainer } from '../../server/src/adapters/models/worker-explainer.ts';
import { sampleBank } from '../../trainer/src/sample/bank.ts';
import type { Race } from './race.ts';
import { shippedModel } from './shipped-model.ts';

const CUSTOMERS = 1000;
const THREADS = 2;

/** What `POST /v1/predict` with reasons costs, beside one thread that does it one after the other. */
export async function race(): Promise<Race> {
  const { model } = await shippedModel();
  const rows = [...sampleBank({ rows: CUSTOMERS, seed: 7 })].map(({ row }): Row => {
    const checked = checkRow(model.spec.schema, { ...row });
    if ('issues' in checked) throw new Error(checked.issues[0].message);
    return checked.row;
  });
  const explainer = workerExplainer(THREADS, { cards: 1, batch: CUSTOMERS });
  return {
    title: `The exact reasons of ${CUSTOMERS} bank customers`,
    racers: [
      {
        name: `the server's worker threads, ${THREADS} of them`,
        lap: () => timed(async () => void (await explainer.explainAll(model, rows))),
        end: () => void explainer.close(),
      },
      {
        name: 'one thread',
        lap: () =>
          timed(() => {
            for (const row of rows) explain(model, row);
          }),
      },
    ],
  };
}

async function timed(work: () => Promise<void> | void): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
