/** The worker thread of `worker-explainer.ts`: one explanation after the other. */
import { explain, type Explanation, type Model, type Row } from '@churn-card/models';
import { parentPort } from 'node:worker_threads';

/** A model is sent once; later messages name it by its hash. */
export type ExplainRequest =
  | { readonly kind: 'model'; readonly model: Model }
  | { readonly kind: 'explain'; readonly modelHash: string; readonly row: Row };

export type ExplainReply = { readonly explanation: Explanation } | { readonly error: string };

let model: Model | undefined;

parentPort?.on('message', (request: ExplainRequest) => {
  if (request.kind === 'model') {
    model = request.model;
    return;
  }
  parentPort?.postMessage(reply(request.modelHash, request.row));
});

function reply(modelHash: string, row: Row): ExplainReply {
  if (model?.hash !== modelHash) return { error: `no model ${modelHash}` };
  try {
    return { explanation: explain(model, row) };
  } catch (error) {
    return { error: String(error) };
  }
}
