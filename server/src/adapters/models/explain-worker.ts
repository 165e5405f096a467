/** A worker thread of `worker-explainer.ts`: explains a few customers, then asks for more. */
import { explain, type Explanation, type Model, type Row } from '@churn-card/models';
import { parentPort } from 'node:worker_threads';

/** A model is sent once; later messages name it by its hash. */
export type ExplainRequest =
  | { readonly kind: 'model'; readonly model: Model }
  | { readonly kind: 'explain'; readonly modelHash: string; readonly rows: readonly Row[] };

export type ExplainReply =
  { readonly explanations: readonly Explanation[] } | { readonly error: string };

let model: Model | undefined;

parentPort?.on('message', (request: ExplainRequest) => {
  if (request.kind === 'model') {
    model = request.model;
    return;
  }
  parentPort?.postMessage(reply(request.modelHash, request.rows));
});

function reply(modelHash: string, rows: readonly Row[]): ExplainReply {
  const known = model;
  if (known?.hash !== modelHash) return { error: `no model ${modelHash}` };
  try {
    return { explanations: rows.map((row) => explain(known, row)) };
  } catch (error) {
    return { error: String(error) };
  }
}
